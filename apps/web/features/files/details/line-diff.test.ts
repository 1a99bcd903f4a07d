import { expect, test } from "vitest";
import { diffLines, foldSame, type Stretch } from "./line-diff.ts";

const marks = { same: " ", gone: "-", new: "+" } as const;
const written = (stretches: readonly Stretch[]) =>
  stretches.flatMap(({ kind, lines }) => lines.map((line) => marks[kind] + line));
const diff = (before: string, after: string) => written(diffLines(before.split(" "), after.split(" ")));

test("a shortest way from one text to the other is found", () => {
  expect(diff("a b c", "a b c")).toEqual([" a", " b", " c"]);
  expect(diff("a b c", "a x c")).toEqual([" a", "-b", "+x", " c"]);
  expect(diff("a b c", "b c d")).toEqual(["-a", " b", " c", "+d"]);
  expect(diff("a b c a b b a", "c b a b a c").filter((line) => !line.startsWith(" "))).toHaveLength(5);
  expect(written(diffLines([], ["a"]))).toEqual(["+a"]);
  expect(written(diffLines(["a"], []))).toEqual(["-a"]);
  expect(diffLines([], [])).toEqual([]);
});

test("what goes and stays is the older text, what stays and comes is the newer, whatever they are", () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 400; round++) {
    const text = () => Array.from({ length: random(14) }, () => "abcd"[random(4)] ?? "");
    const [before, after] = [text(), text()];
    const stretches = diffLines(before, after);
    const without = (kind: string) => stretches.flatMap((one) => (one.kind === kind ? [] : one.lines));
    expect([without("new"), without("gone")]).toEqual([before, after]);
    for (const { kind, lines, oldAt, newAt } of stretches) {
      if (kind !== "new") expect(before.slice(oldAt - 1, oldAt - 1 + lines.length)).toEqual(lines);
      if (kind !== "gone") expect(after.slice(newAt - 1, newAt - 1 + lines.length)).toEqual(lines);
    }
  }
});

test("texts that have nothing in common are told apart at once", () => {
  const many = (letter: string) => Array.from({ length: 20_000 }, (_, at) => `${letter}${at}`);
  const begun = performance.now();
  expect(diffLines(many("a"), many("b")).map(({ kind, lines }) => [kind, lines.length])).toEqual([
    ["gone", 20_000],
    ["new", 20_000],
  ]);
  expect(performance.now() - begun).toBeLessThan(5000);
});

test("long stretches without a difference are folded, but for the lines around one", () => {
  const lines = Array.from({ length: 20 }, (_, at) => String(at));
  const folded = foldSame(diffLines(lines, lines.with(10, "x")), 2);
  expect(folded.map(({ kind, lines: some, isFolded }) => [kind, some.length, isFolded ?? false])).toEqual([
    ["same", 8, true],
    ["same", 2, false],
    ["gone", 1, false],
    ["new", 1, false],
    ["same", 2, false],
    ["same", 7, true],
  ]);
});
