import { expect, test } from "vitest";
import { placesIn } from "./fold.ts";

test.each([
  [640, 20, 20],
  [639, 20, 18],
  [320, 20, 9],
  [20, 20, 0],
  [640, 3, 3],
])("a line of %i px for %i tools of 32 px shows %i", (width, count, shown) => {
  expect(placesIn(width, { count, toolWidth: 32 })).toBe(shown);
});
