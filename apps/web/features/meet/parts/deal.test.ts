import { expect, test } from "vitest";
import { deal, shuffled } from "./deal.ts";

test("people are dealt to groups that differ by one at most", () => {
  expect(deal(["a", "b", "c", "d", "e"], 2)).toEqual([
    ["a", "c", "e"],
    ["b", "d"],
  ]);
  expect(deal(["a"], 3)).toEqual([["a"], [], []]);
  expect(deal([], 0)).toEqual([[]]);
});

test("whatever chance says, nobody is lost or there twice", () => {
  const all = Array.from({ length: 50 }, (_, at) => at);
  expect(shuffled(all, () => 0.999)).toEqual(all);
  for (const chance of [() => 0, Math.random])
    expect(shuffled(all, chance).toSorted((one, two) => one - two)).toEqual(all);
});
