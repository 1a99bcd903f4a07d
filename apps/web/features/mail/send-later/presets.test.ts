import { expect, test } from "vitest";
import { sendPresets } from "./presets.ts";

const named = (now: string, zone: string) =>
  sendPresets(new Date(now), zone).map(({ name, at }) => `${name} ${at.toISOString().slice(0, 16)}`);

test("a morning in the week offers this afternoon, tomorrow and Monday, in the person's zone", () => {
  expect(named("2026-11-25T07:30:00Z", "Europe/Berlin")).toEqual([
    "thisAfternoon 2026-11-25T12:00",
    "tomorrowMorning 2026-11-26T07:00",
    "tomorrowAfternoon 2026-11-26T12:00",
    "mondayMorning 2026-11-30T07:00",
  ]);
});

test("what is over or about to come is not offered, and Sunday's tomorrow is Monday", () => {
  expect(named("2026-11-25T11:45:00Z", "Europe/Berlin")[0]).toBe("thisEvening 2026-11-25T17:00");
  expect(named("2026-11-29T20:00:00Z", "Europe/Berlin")).toEqual([
    "tomorrowMorning 2026-11-30T07:00",
    "tomorrowAfternoon 2026-11-30T12:00",
  ]);
  expect(named("2026-11-30T20:00:00Z", "Europe/Berlin").at(-1)).toBe("mondayMorning 2026-12-07T07:00");
});

test("the day is that of the person and not of the computer", () => {
  expect(named("2026-11-25T23:30:00Z", "Asia/Tokyo")[0]).toBe("thisAfternoon 2026-11-26T04:00");
  expect(named("2026-11-25T23:30:00Z", "America/Los_Angeles")[0]).toBe("thisEvening 2026-11-26T02:00");
});
