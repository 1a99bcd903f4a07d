import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

const read = (file: string) => readFileSync(path.join(import.meta.dirname, "../..", file), "utf8");
const rowsOf = (text: string) =>
  [...text.matchAll(/^\|(.+)\|$/gm)].map(([, row = ""]) => row.split("|").map((cell) => cell.trim()));

test("operations.md has every variable, and no other, with the right ports", () => {
  const rows = rowsOf(read("docs/operations.md")).filter(([name]) => /^`[A-Z]/.test(name ?? ""));
  const own = [...read("apps/server/env.ts").matchAll(/^ {2}([A-Z]+_[A-Z_]+): (?:z|[A-Z])/gm)].map(
    ([, name = ""]) => name,
  );
  const [usual, standard] = [readEnv({}).ports, readEnv({ CARBYNE_STANDARD_PORTS: "1" }).ports];
  const ports = Object.keys(usual) as (keyof typeof usual)[];
  expect(own.length).toBeGreaterThan(10);
  const wanted = [...own, ...ports.map((name) => `CARBYNE_${name}_PORT`)].map((name) => `\`${name}\``);
  expect(new Set(rows.map(([name]) => name))).toEqual(new Set(wanted));
  expect(rows).toHaveLength(wanted.length);
  for (const name of ports)
    expect(rows).toContainEqual([
      `\`CARBYNE_${name}_PORT\``,
      `\`${usual[name]}\` (\`${standard[name]}\`)`,
      expect.anything(),
    ]);
});
