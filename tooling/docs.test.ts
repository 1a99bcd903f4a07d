import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { boundaries } from "./boundaries.ts";
import { root } from "./sources.ts";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const rowsOf = (text: string) =>
  [...text.matchAll(/^\|(.+)\|$/gm)].map(([, row = ""]) => row.split("|").map((cell) => cell.trim()));

test("architecture.md shows the table that is checked", () => {
  const shown = rowsOf(read("docs/architecture.md")).filter(([home]) => Object.hasOwn(boundaries, home ?? ""));
  const wanted = Object.entries(boundaries).map(([home, { may, inTests = [] }]) => [
    home,
    may.join(", ") || "nothing",
    inTests.join(", "),
  ]);
  expect(shown).toEqual(wanted);
});
