import { expect, test } from "vitest";
import { followUpPresets, snoozePresets } from "./presets.ts";
import { momentOf, wallTimeOf } from "../../../client/wall-time.ts";

const named = (now: string, zone: string) =>
  snoozePresets(new Date(now), zone).map(({ name, at }) => `${name} ${at.toISOString()}`);

test("the choices of a Wednesday morning in Berlin", () => {
  expect(named("2026-11-25T08:30:00Z", "Europe/Berlin")).toEqual([
    "laterToday 2026-11-25T17:00:00.000Z",
    "tomorrow 2026-11-26T07:00:00.000Z",
    "weekend 2026-11-28T07:00:00.000Z",
    "nextWeek 2026-11-30T07:00:00.000Z",
    "nextMonth 2026-12-01T07:00:00.000Z",
  ]);
});

test("in the evening today is over, on a Friday the weekend is tomorrow, on a Sunday there is none left", () => {
  const names = (now: string) => snoozePresets(new Date(now), "UTC").map(({ name }) => name);
  expect(names("2026-11-27T20:00:00Z")).toEqual(["tomorrow", "nextWeek", "nextMonth"]);
  expect(names("2026-11-29T09:00:00Z")).toEqual(["laterToday", "tomorrow", "nextWeek", "nextMonth"]);
});

test("days are those of the zone, over the ends of months and changes of clocks", () => {
  // Still Saturday in Los Angeles, the night before clocks go forward there.
  expect(named("2026-03-08T05:00:00Z", "America/Los_Angeles").slice(0, 2)).toEqual([
    "tomorrow 2026-03-08T15:00:00.000Z",
    "nextWeek 2026-03-09T15:00:00.000Z",
  ]);
  expect(followUpPresets(new Date("2026-12-30T12:00:00Z"), "UTC").map(({ at }) => at.toISOString())).toEqual([
    "2026-12-31T08:00:00.000Z",
    "2027-01-02T08:00:00.000Z",
    "2027-01-06T08:00:00.000Z",
    "2027-01-13T08:00:00.000Z",
  ]);
});

test.each(["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"])(
  "a time of the wall in %s is the moment that shows it",
  (zone) => {
    const wall = { year: 2026, month: 7, day: 14, hour: 0, minute: 5 };
    expect(wallTimeOf(momentOf(wall, zone), zone)).toEqual(wall);
  },
);

test("an hour that a change of clocks skips is taken as some moment of that night", () => {
  const at = momentOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, "Europe/Berlin");
  expect(Math.abs(at.getTime() - Date.parse("2026-03-29T01:00:00Z"))).toBeLessThan(3_600_001);
});
