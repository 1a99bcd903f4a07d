import { expect, test } from "vitest";
import type { Emoji } from "./emoji.ts";
import { movedFrom, rowsOf } from "./emoji-rows.ts";

const emoji = (sign: string, group: number, skins: readonly string[] = []): Emoji => ({
  sign,
  name: sign,
  codes: [],
  group,
  skins,
  words: sign,
});
const all = [emoji("a", 0), emoji("b", 0), emoji("c", 0), emoji("👍", 1, ["👍🏿"]), emoji("x", 9)];
const wanted = { text: "", recent: [], tone: 0 as const, columns: 2 };
const drawn = (change: Partial<Parameters<typeof rowsOf>[1]>) =>
  rowsOf(all, { ...wanted, ...change }).map((row) =>
    "heading" in row ? `# ${row.heading}` : row.cells.map(({ sign }) => sign).join(" "),
  );

test("emoji stand in groups, in lines of so many columns", () => {
  expect(drawn({})).toEqual(["# faces", "a b", "c", "# people", "👍", "# flags", "x"]);
});

test("what was used lately comes first, as it was used, in two lines at most", () => {
  expect(drawn({ recent: ["👍🏿", "x", "gone"] }).slice(0, 3)).toEqual(["# recent", "👍🏿 x", "# faces"]);
  expect(drawn({ recent: ["a", "b", "c", "x", "👍"] }).slice(0, 4)).toEqual(["# recent", "a b", "c x", "# faces"]);
});

test("what is looked for stands without groups, in the tone that was chosen", () => {
  expect(drawn({ text: "👍", tone: 5 })).toEqual(["👍🏿"]);
  expect(drawn({ text: "nothing" })).toEqual([]);
});

const rows = rowsOf(all, wanted);
test.each([
  ["next", [1, 0], [1, 1]],
  ["next", [1, 1], [2, 0]],
  ["next", [2, 0], [4, 0]],
  ["next", [6, 0], [6, 0]],
  ["previous", [4, 0], [2, 0]],
  ["previous", [2, 0], [1, 1]],
  ["previous", [1, 0], [1, 0]],
  ["down", [1, 1], [2, 0]],
  ["down", [2, 0], [4, 0]],
  ["up", [4, 0], [2, 0]],
  ["up", [1, 0], [1, 0]],
  ["rowEnd", [1, 0], [1, 1]],
  ["start", [6, 0], [1, 0]],
  ["end", [1, 0], [6, 0]],
  ["pageDown", [1, 1], [6, 0]],
  ["pageUp", [6, 0], [1, 0]],
] as const)("%s leads from %j to %j", (move, [row, column], [toRow, toColumn]) => {
  expect(movedFrom(rows, { row, column }, move)).toEqual({ row: toRow, column: toColumn });
});
