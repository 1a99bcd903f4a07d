import { expect, test } from "vitest";
import { dayOf, moveDay, readClock, readDay, writeClock, writeDay } from "./typed-moments.ts";

test.each([
  ["2026-01-31", "en-GB", "2026-01-31"],
  ["31/1/2026", "en-GB", "2026-01-31"],
  ["1/31/2026", "en-US", "2026-01-31"],
  ["31.01.26", "de", "2026-01-31"],
  ["31.1.", "de", "2026-01-31"],
  ["31 / 01 / 2026", "fr", "2026-01-31"],
  ["2026/1/31", "ja", "2026-01-31"],
  ["٣١/١/٢٠٢٦", "ar-u-nu-latn", null],
  ["29.2.2026", "de", null],
  ["29.2.2028", "de", "2028-02-29"],
  ["31", "de", null],
  ["", "de", null],
  ["1.2.3.4", "de", null],
  ["tomorrow", "en-GB", null],
  ["9".repeat(400), "en-GB", null],
])("the day typed as %s in %s is %s", (text, locale, iso) => {
  expect(readDay(text, locale, 2026)).toBe(iso);
});

test.each(["en-GB", "en-US", "de", "fr", "es", "it", "ar-u-nu-latn", "ja"])(
  "what is written in %s is read again",
  (locale) => {
    for (const iso of ["2026-02-03", "2028-02-29", "1999-12-31"])
      expect(readDay(writeDay(iso, locale), locale, 2026)).toBe(iso);
    for (const hours of ["h12", "h23"]) {
      const wanted = locale.includes("-u-") ? `${locale}-hc-${hours}` : `${locale}-u-hc-${hours}`;
      // Japanese writes the half of the day first, which nobody types.
      if (locale === "ja" && hours === "h12") continue;
      for (const clock of ["00:05", "09:30", "12:00", "14:30", "23:59"])
        expect(readClock(writeClock(clock, wanted)), writeClock(clock, wanted)).toBe(clock);
    }
  },
);

test.each([
  ["14:30", "14:30"],
  ["1430", "14:30"],
  ["9", "09:00"],
  ["14.30", "14:30"],
  ["14h30", "14:30"],
  ["14h", "14:00"],
  ["2:30 pm", "14:30"],
  ["2p", "14:00"],
  ["12 am", "00:00"],
  ["12:15 p.m.", "12:15"],
  ["13 pm", null],
  ["24:00", null],
  ["9:60", null],
  ["soon", null],
  ["", null],
])("the time typed as %s is %s", (text, clock) => {
  expect(readClock(text)).toBe(clock);
});

test("months and days go on over ends of months and years", () => {
  const at = dayOf("2026-01-31");
  if (!at) throw new Error("no day");
  expect(moveDay(at, { months: 1 })).toEqual({ year: 2026, month: 2, day: 28 });
  expect(moveDay(at, { months: -2 })).toEqual({ year: 2025, month: 11, day: 30 });
  expect(moveDay(at, { days: 1 })).toEqual({ year: 2026, month: 2, day: 1 });
  expect(moveDay(at, { months: 12 })).toEqual({ year: 2027, month: 1, day: 31 });
});
