import { expect, test } from "vitest";
import { median, ratioOf } from "./bench.ts";
import { lastLine, toPairReports } from "./compare.ts";
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

test("a pair tells each figure, and more is better in the ratio of a time too", () => {
  const round = (side: "ours" | "peer", figure: number) => ({ side, figure, parts: {}, load: 0, busy: 0 });
  const rounds = [round("peer", 30), round("ours", 10)];
  const reports = toPairReports("collab", [
    { label: "p99", unit: "ms", aim: 1, better: "lower", rounds },
    { label: "brought", unit: "changes", aim: 1, rounds },
    { label: "lost", unit: "changes", aim: 0, rounds: [round("ours", 0)] },
  ]);
  expect(reports.map(([key, { ratio }]) => [key, ratio])).toEqual([
    ["collab p99", 3],
    ["collab brought", 1 / 3],
    ["collab lost", undefined],
  ]);
});
