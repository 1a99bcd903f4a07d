import { expect, test } from "vitest";
import { dateFormat } from "./date-format.ts";
import { readLooks } from "./looks.ts";
import { clockParts, firstDay, regionLocale } from "./region.ts";

const at = new Date(Date.UTC(2026, 0, 5, 14, 5));
const clock = (locale: string, hours: "language" | "12" | "24") => {
  const wanted = regionLocale(locale, { hours });
  // Between the time and its half of the day stands a space that varies with the version of CLDR.
  return dateFormat(wanted, { ...clockParts(wanted), timeZone: "UTC" })
    .format(at)
    .replace(/\s/g, " ");
};

test("hours are counted as the language does it, or as a person wants it in any language", () => {
  expect(["en", "de", "ar"].map((locale) => clock(locale, "24"))).toEqual(["14:05", "14:05", "14:05"]);
  expect(["en", "de", "ar"].map((locale) => clock(locale, "12"))).toEqual(["2:05 pm", "2:05 PM", "2:05 م"]);
  expect(["en", "de", "ar"].map((locale) => clock(locale, "language"))).toEqual(["14:05", "14:05", "02:05 م"]);
});

test("a week begins as it does where the language is spoken, or as a person wants it", () => {
  expect(["en", "de", "ar"].map((locale) => firstDay(locale, { weekStart: "language" }))).toEqual([1, 1, 6]);
  expect((["monday", "saturday", "sunday"] as const).map((weekStart) => firstDay("de", { weekStart }))).toEqual([
    1, 6, 7,
  ]);
});

test("the looks of the first paint are read from their cookie, older ones and strange ones too", () => {
  expect(readLooks("teal.reduced.large")).toEqual({ accent: "teal", motion: "reduced", textSize: "large" });
  expect(readLooks("teal.reduced")).toEqual({ accent: "teal", motion: "reduced", textSize: "" });
  for (const strange of [undefined, "", "a", "a.b.c.d", "<b>.c", `${"a".repeat(21)}.b`])
    expect(readLooks(strange)).toEqual({ accent: "", motion: "", textSize: "" });
});
