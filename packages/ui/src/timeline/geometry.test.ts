import { expect, test } from "vitest";
import { alignedTop, anchorsAt, heldTop, isAtEnd, rangeOf, Sequence } from "./geometry.ts";

const guess = 50;
const sequence = (keys: readonly string[], heights: Record<string, number> = {}) =>
  new Sequence(keys, { heights: new Map(Object.entries(heights)), guess });
const keysTo = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `m${at + from}`);

test("rows stand below each other by their own heights, guessed until they are known", () => {
  const rows = sequence(["a", "b", "c"], { a: 20.5, c: 100 });
  expect([rows.topOf(0), rows.topOf(1), rows.topOf(2), rows.height]).toEqual([0, 20.5, 70.5, 170.5]);
  expect([rows.lineAt(-5), rows.lineAt(20.4), rows.lineAt(20.5), rows.lineAt(170), rows.lineAt(900)]).toEqual([
    0, 0, 1, 2, 2,
  ]);
  expect([rows.lineOf("b"), rows.lineOf("x"), rows.heightOf(2)]).toEqual([1, -1, 100]);
});

test("nothing in it is no fault", () => {
  const none = sequence([]);
  expect([none.height, none.lineAt(10), none.endTop(500)]).toEqual([0, -1, 0]);
  expect(rangeOf(none, { top: 0, windowHeight: 500 })).toEqual([-1, -1]);
  expect(anchorsAt(none, { top: 0, windowHeight: 500 }, 100)).toEqual([]);
  expect(heldTop(none, [{ key: "a", at: 0 }])).toBeNull();
});

test("what is in sight is neither what ends above nor what begins below", () => {
  const rows = sequence(keysTo(100));
  expect(rangeOf(rows, { top: 100, windowHeight: 200 })).toEqual([2, 5]);
  expect(rangeOf(rows, { top: 110, windowHeight: 200 })).toEqual([2, 6]);
  expect(rangeOf(rows, { top: 110, windowHeight: 200 }, 100)).toEqual([0, 8]);
});

/** The window after a change, which holds what was in sight before it. */
const after = (before: Sequence, next: Sequence, top: number) =>
  heldTop(next, anchorsAt(before, { top, windowHeight: 200 }, 400));

test("what is put in before leaves in place what is read", () => {
  const before = sequence(keysTo(40, 100));
  expect(after(before, sequence(keysTo(90, 50), { m60: 300 }), 510)).toBe(510 + 50 * 50 + 250);
});

test("what is put in below moves nothing", () => {
  expect(after(sequence(keysTo(40)), sequence(keysTo(60)), 510)).toBe(510);
});

test("a row above that turns out higher moves the window along", () => {
  expect(after(sequence(keysTo(40)), sequence(keysTo(40), { m3: 250 }), 510)).toBe(710);
});

test("a row of which only the end is seen grows upwards", () => {
  expect(after(sequence(keysTo(40)), sequence(keysTo(40), { m10: 250 }), 510)).toBe(710);
});

test("a row that begins in sight grows downwards", () => {
  expect(after(sequence(keysTo(40)), sequence(keysTo(40), { m12: 250 }), 510)).toBe(510);
});

test("a row that fills the window grows downwards: what is read of it stays", () => {
  const before = sequence(["a", "b", "c"], { b: 1000 });
  expect(after(before, sequence(["a", "b", "c"], { b: 1400 }), 300)).toBe(300);
});

test("where what is read is removed, its neighbours stay", () => {
  const before = sequence(keysTo(40));
  const without = keysTo(40).filter((key) => !["m11", "m12"].includes(key));
  expect(after(before, sequence(without), 510)).toBe(510 - 2 * 50);
  const withoutAllInSight = keysTo(40).filter((_, line) => line < 8 || line > 16);
  // m17 stood 340 below the window's top.
  expect(after(before, sequence(withoutAllInSight), 510)).toBe(8 * 50 - 340);
  expect(after(before, sequence(["x", "y"]), 510)).toBeNull();
});

test("a row is shown where it is wanted", () => {
  const rows = sequence(keysTo(100), { m20: 400 });
  const at = (line: number, align: "start" | "center" | "end" | "nearest", top = 500) =>
    alignedTop(rows, { line, align, view: { top, windowHeight: 200 } });
  expect([at(10, "start"), at(10, "center"), at(10, "end")]).toEqual([500, 425, 350]);
  expect([at(11, "nearest"), at(4, "nearest"), at(16, "nearest")]).toEqual([500, 200, 650]);
  // Higher than the window: from its beginning.
  expect([at(20, "center"), at(20, "end"), at(20, "nearest")]).toEqual([1000, 1000, 1000]);
});

test("one is at the end when nothing is below, to a fraction of a pixel", () => {
  const rows = sequence(keysTo(100));
  expect(rows.endTop(200)).toBe(4800);
  expect(isAtEnd(rows, { top: 4799.5, windowHeight: 200 })).toBe(true);
  expect(isAtEnd(rows, { top: 4790, windowHeight: 200 })).toBe(false);
  expect(isAtEnd(sequence(["a"]), { top: 0, windowHeight: 200 })).toBe(true);
});

test("ten thousand rows are placed within a few milliseconds", () => {
  const keys = keysTo(10_000);
  const heights = new Map(keys.map((key, at) => [key, 20 + (at % 90)]));
  const began = performance.now();
  for (let time = 0; time < 10; time++) {
    const rows = new Sequence(keys, { heights, guess });
    expect(rows.lineAt(rows.topOf(7777))).toBe(7777);
  }
  expect(performance.now() - began).toBeLessThan(500);
});
