import { expect, test } from "vitest";
import { boxHeight, Geometry, scrolled, shiftAt } from "./long-list-geometry.ts";

const geometry = new Geometry({
  count: 1_000_000,
  lineHeight: 60,
  headingHeight: 32,
  headings: [{ before: 0 }, { before: 3 }, { before: 500_000 }],
});

test("lines stand under the headings before them", () => {
  expect([0, 1, 3, 499_999, 500_000].map((line) => geometry.topOf(line))).toEqual([
    32,
    92,
    3 * 60 + 64,
    499_999 * 60 + 64,
    500_000 * 60 + 96,
  ]);
  expect(geometry.height).toBe(60_000_096);
});

test("what is at a height is found again", () => {
  for (const line of [0, 1, 2, 3, 4, 499_999, 500_000, 999_999]) {
    expect(geometry.lineAt(geometry.topOf(line))).toBe(line);
    expect(geometry.lineAt(geometry.topOf(line) + 59)).toBe(line);
  }
  expect(geometry.lineAt(geometry.topOf(3) - 10)).toBe(3);
  expect(geometry.lineAt(1e12)).toBe(999_999);
  expect(new Geometry({ count: 0, lineHeight: 60, headingHeight: 32, headings: [] }).lineAt(5)).toBe(0);
});

test("a list that fits scrolls as it is", () => {
  const scale = { height: 5_000, windowHeight: 800 };
  expect(boxHeight(scale)).toBe(5_000);
  expect(scrolled(scale, { boxTop: 700, boxTopBefore: 0, shift: 0 })).toEqual({ top: 700, shift: 0 });
  expect(shiftAt(scale, 3_000)).toBe(0);
});

const huge = { height: geometry.height, windowHeight: 800 };

test("a wheel moves a huge list pixel by pixel, the scrollbar by its share, and both ends are reached", () => {
  const boxRange = boxHeight(huge) - 800;
  const dragged = scrolled(huge, { boxTop: boxRange / 2, boxTopBefore: 0, shift: 0 });
  expect(dragged.top).toBeCloseTo((huge.height - 800) / 2, 0);
  const wheeled = scrolled(huge, { boxTop: boxRange / 2 + 120, boxTopBefore: boxRange / 2, shift: dragged.shift });
  expect(wheeled.top - dragged.top).toBeCloseTo(120, 5);
  expect(scrolled(huge, { boxTop: boxRange, boxTopBefore: 0, shift: 0 }).top).toBe(huge.height - 800);
  expect(scrolled(huge, { boxTop: 0, boxTopBefore: boxRange, shift: dragged.shift }).top).toBe(0);
});

test("the shift of a place puts the thumb where the share of the place is", () => {
  const shift = shiftAt(huge, 30_000_000);
  const boxTop = 30_000_000 - shift;
  expect(boxTop / (boxHeight(huge) - 800)).toBeCloseTo(30_000_000 / (huge.height - 800), 4);
  expect(shiftAt(huge, 0)).toBe(0);
});

test("scrolled by wheel beyond what the box has, the list goes on as far as it is not at its end", () => {
  expect(scrolled(huge, { boxTop: 0, boxTopBefore: 100, shift: 5_000 })).toEqual({ top: 5_000, shift: 5_000 });
});
