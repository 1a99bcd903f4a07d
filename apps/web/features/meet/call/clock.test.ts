import { expect, test } from "vitest";
import { clockOf } from "./clock.ts";

test("a clock has hours once there are any", () => {
  expect([-5, 0, 61_500, 3_599_999, 3_600_000, 37_230_000].map(clockOf)).toEqual([
    "00:00",
    "00:00",
    "01:01",
    "59:59",
    "1:00:00",
    "10:20:30",
  ]);
});
