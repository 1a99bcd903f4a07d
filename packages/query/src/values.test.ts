import { expect, test } from "vitest";
import { parseDay, parseSize, parseSpan } from "./values.ts";

test.each([
  ["5m", 5 * 1024 ** 2],
  ["300K", 300 * 1024],
  ["2 gb", 2 * 1024 ** 3],
  ["2000", 2000],
  ["999999999999g", Number.MAX_SAFE_INTEGER],
  ["", null],
  ["-1", null],
  ["5t", null],
])("size %j", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  ["2026-02-28", "2026-02-28"],
  ["2026/2/3", "2026-02-03"],
  ["3.2.2026", "2026-02-03"],
  ["2026-02-29", null],
  ["2026-13-01", null],
  ["yesterday", null],
])("day %j", (text, day) => {
  expect(parseDay(text)).toBe(day);
});

test.each([
  ["3d", 259_200_000],
  ["1W", 604_800_000],
  ["9999y", 9999 * 31_557_600_000],
  ["d", null],
  ["12345d", null],
])("span %j", (text, span) => {
  expect(parseSpan(text)).toBe(span);
});
