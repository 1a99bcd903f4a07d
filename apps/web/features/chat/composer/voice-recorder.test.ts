import { expect, test } from "vitest";
import { inSteps, loudness } from "./voice-recorder.ts";

test("silence is nothing, and a loud voice is all", () => {
  const tone = (height: number) => Float32Array.from({ length: 1024 }, (_, at) => height * Math.sin(at / 5));
  expect(loudness(tone(0))).toBe(0);
  expect(loudness(tone(1))).toBe(100);
  expect(loudness(tone(0.02))).toBeGreaterThan(20);
  expect(loudness(tone(0.02))).toBeLessThan(60);
  expect(loudness(new Float32Array(0))).toBe(0);
});

test("a long row of levels becomes a short one with its peaks, a short one a longer one", () => {
  expect(inSteps([1, 9, 2, 3, 8, 1], 3)).toEqual([9, 3, 8]);
  expect(inSteps([5, 7], 4)).toEqual([5, 5, 7, 7]);
  expect(inSteps([3], 64)).toHaveLength(64);
});
