import { expect, test } from "vitest";
import { fitInto } from "./fold.ts";

test.each([
  [400, 3],
  [199, 1],
  [200, 3],
  [140, 1],
  [30, 0],
])("in a line of %i px %i tools of 100, 60 and 40 px stand", (line, count) => {
  expect(fitInto(line, { widths: [100, 60, 40], morePx: 40 })).toBe(count);
});
