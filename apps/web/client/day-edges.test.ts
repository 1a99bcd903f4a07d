import { expect, test } from "vitest";
import { afterDay, endOfDay, startOfDay } from "./day-edges.ts";

test.each([
  ["2026-11-25", "UTC", "2026-11-25T23:59:59.000Z"],
  ["2026-11-25", "Europe/Berlin", "2026-11-25T22:59:59.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-29T21:59:59.000Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-25T22:59:59.000Z"],
  ["2026-11-25", "America/New_York", "2026-11-26T04:59:59.000Z"],
  ["2026-11-25", "Asia/Kolkata", "2026-11-25T18:29:59.000Z"],
])("%s in %s ends at %s", (day, zone, expected) => {
  expect(endOfDay(day, zone).toISOString()).toBe(expected);
});

test("a day begins where the clocks of its zone say so, also when they are changed on it", () => {
  expect(startOfDay("2026-03-29", "Europe/Berlin").toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(afterDay("2026-03-29", "Europe/Berlin").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(afterDay("2026-12-31", "UTC").toISOString()).toBe("2027-01-01T00:00:00.000Z");
});
