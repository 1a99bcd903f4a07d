import { expect, test } from "vitest";
import { type Laid, pageEnds } from "./page-ends.ts";

function laid(...heights: readonly (number | Partial<Laid>)[]): Laid[] {
  let top = 0;
  return heights.map((one) => {
    const height = typeof one === "number" ? one : (one.bottom ?? 10);
    const block: Laid = {
      cuts: [],
      isKept: false,
      isBreak: false,
      ...(typeof one === "number" ? {} : one),
      top,
      bottom: top + height,
    };
    top += height;
    return block;
  });
}

test("a page ends before the block that has no more room", () => {
  expect(pageEnds(laid(60, 60, 30, 20), 100)).toEqual([60, 150]);
  expect(pageEnds(laid(60, 60, 60), 100)).toEqual([60, 120]);
  expect(pageEnds(laid(50, 50), 100)).toEqual([]);
});

test("a paragraph is parted between its lines", () => {
  expect(pageEnds(laid(60, { bottom: 80, cuts: [80, 100, 120] }, 10), 100)).toEqual([100]);
});

test("a heading goes along with what follows it", () => {
  expect(pageEnds(laid(60, { bottom: 30, isKept: true }, 50), 100)).toEqual([60]);
});

test("a page ends where somebody said so", () => {
  expect(pageEnds(laid(20, { bottom: 2, isBreak: true }, 20), 100)).toEqual([22]);
});

test("what is longer than a page and cannot be parted does not end in a loop", () => {
  expect(pageEnds(laid(20, 500, 20), 100)).toEqual([20, 520]);
});
