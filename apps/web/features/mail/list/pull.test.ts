import { expect, test } from "vitest";
import { pullOf, refreshesPx } from "./pull.ts";

test("a finger that goes down pulls, with resistance and not without end", () => {
  expect(pullOf({ right: 3, down: 6 })).toBe(0);
  expect(pullOf({ right: 10, down: 60 })).toBeLessThan(60);
  expect(pullOf({ right: 0, down: 130 })).toBeGreaterThanOrEqual(refreshesPx);
  expect(pullOf({ right: 0, down: 2_000 })).toBe(120);
});

test("up is scrolling, aside is a swipe", () => {
  expect(pullOf({ right: 0, down: -20 })).toBeNull();
  expect(pullOf({ right: 40, down: 12 })).toBeNull();
  expect(pullOf({ right: -40, down: 12 })).toBeNull();
});
