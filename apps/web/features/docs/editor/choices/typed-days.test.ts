import { expect, test } from "vitest";
import { dayLabel, isoDay, typedDay } from "./typed-days.ts";

const today = new Date(2026, 10, 27);

test.each([
  ["2026-12-10", "de", "2026-12-10"],
  ["10.12.", "de", "2026-12-10"],
  ["10.12.2027", "de", "2027-12-10"],
  ["10/12/2027", "fr", "2027-12-10"],
  ["10/12/2027", "en-US", "2027-10-12"],
  ["12/31", "en-US", "2026-12-31"],
  ["31.2.", "de", null],
  ["10", "de", null],
  ["ann", "en", null],
])("%s in %s is the day %s", (text, locale, day) => {
  expect(typedDay(text, { locale, today })).toBe(day);
});

test("a day is called in the language of who writes", () => {
  expect(dayLabel("2026-12-10", "de")).toBe("10. Dezember 2026");
  expect(isoDay(today)).toBe("2026-11-27");
});
