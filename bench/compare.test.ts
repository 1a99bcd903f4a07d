import { expect, test } from "vitest";
import { median, ratioOf } from "./bench.ts";
import { lastLine } from "./compare.ts";
import { soloLine } from "./solo.ts";

const common = { date: "", machine: "", rounds: [] };

test("the median is the middle one, whatever the order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 2])).toBe(3);
  expect(() => median([])).toThrow();
});

test("more is better in every ratio", () => {
  expect(ratioOf("higher", 400, 200)).toBe(2);
  expect(ratioOf("lower", 1, 2)).toBe(2);
});

test("the last line says both sides, or the one that ran", () => {
  const both = { ...common, unit: "msg/s", aim: 2, ours: 841.4, peer: 440, ratio: 1.9123 };
  expect(lastLine("deliver", both)).toBe("deliver: ours 841 msg/s, peer 440 msg/s, ratio 1.91 (aim 2.0)");
  expect(lastLine("fetch", { ...common, unit: "s", aim: 1, peer: 0.163 })).toBe("fetch: peer 0.16 s (aim 1.0)");
});

test("a bench without a peer says each figure with its aim", () => {
  const round = (figure: number) => ({ side: "ours" as const, figure, parts: {}, load: 0, busy: 0 });
  expect(soloLine("footprint", [{ unit: "MB", aim: 700, rounds: [round(512)] }])).toBe("footprint: 512 MB (aim 700)");
});
