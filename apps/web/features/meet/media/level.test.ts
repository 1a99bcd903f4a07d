import { expect, test } from "vitest";
import { levelOf } from "./level.ts";

const tone = (loudness: number) => Float32Array.from({ length: 1024 }, (_, at) => loudness * Math.sin(at / 5));

test("silence is nothing, a whisper is little, a shout is all", () => {
  expect(levelOf(tone(0))).toBe(0);
  expect(levelOf(tone(0.005))).toBeLessThan(0.4);
  expect(levelOf(tone(0.05))).toBeGreaterThan(0.4);
  expect(levelOf(tone(1))).toBe(1);
});
