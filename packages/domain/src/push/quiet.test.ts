import { expect, test } from "vitest";
import { isQuiet } from "./quiet.ts";

const night = { from: "22:00", to: "07:00", days: "12345" };
const noon = { from: "12:00", to: "13:30", days: "67" };

// 2026-11-25 is a Wednesday.
test.each([
  [night, "2026-11-25T21:59:00Z", "UTC", false],
  [night, "2026-11-25T22:00:00Z", "UTC", true],
  [night, "2026-11-26T06:59:00Z", "UTC", true],
  [night, "2026-11-26T07:00:00Z", "UTC", false],
  [night, "2026-11-25T21:30:00Z", "Europe/Berlin", true],
  // The night that begins on Friday is quiet until Saturday morning; the next one is not.
  [night, "2026-11-28T06:00:00Z", "UTC", true],
  [night, "2026-11-28T23:00:00Z", "UTC", false],
  [night, "2026-11-30T06:00:00Z", "UTC", false],
  [noon, "2026-11-28T12:30:00Z", "UTC", true],
  [noon, "2026-11-27T12:30:00Z", "UTC", false],
  [noon, "2026-11-28T13:30:00Z", "UTC", false],
  [{ from: "00:00", to: "00:00", days: "7" }, "2026-11-29T15:00:00Z", "UTC", true],
  [{ from: "00:00", to: "00:00", days: "7" }, "2026-11-30T00:00:00Z", "UTC", false],
  [{ ...night, days: "" }, "2026-11-25T23:00:00Z", "UTC", false],
])("%o at %s in %s: %s", (hours, at, zone, expected) => {
  expect(isQuiet(hours, new Date(at), zone)).toBe(expected);
});
