import { expect, test } from "vitest";
import { gradeQuality } from "./quality.ts";

test("the worse direction counts, and nothing is known without streams", () => {
  expect(gradeQuality({ sent: [], received: [], lost: [] })).toBe(0);
  expect(gradeQuality({ sent: [10], received: [10, 9], lost: [0] })).toBe(3);
  expect(gradeQuality({ sent: [10], received: [10, 2], lost: [] })).toBe(2);
  expect(gradeQuality({ sent: [3], received: [10], lost: [] })).toBe(1);
  expect(gradeQuality({ sent: [10], received: [10], lost: [0.05] })).toBe(2);
  expect(gradeQuality({ sent: [10], received: [10], lost: [0, 0.2] })).toBe(1);
});
