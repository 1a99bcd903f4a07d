import { expect, test } from "vitest";
import { dayBounds } from "./day-bounds.ts";

test.each([
  ["2026-11-25", "UTC", "2026-11-25T00:00:00.000Z", "2026-11-26T00:00:00.000Z"],
  ["2026-11-25", "Asia/Tokyo", "2026-11-24T15:00:00.000Z", "2026-11-25T15:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  ["2026-06-01", "America/St_Johns", "2026-06-01T02:30:00.000Z", "2026-06-02T02:30:00.000Z"],
])("the day %s in %s", (day, zone, from, to) => {
  expect(dayBounds(day, zone)).toEqual({ from: new Date(from), to: new Date(to) });
});
