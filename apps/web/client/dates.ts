import { dateFormat } from "./date-format.ts";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useZone } from "./zone.ts";
import { clockParts, useDateLocale } from "./region.ts";

const dayMs = 86_400_000;

export interface Dates {
  /** For a line: the time today, the weekday within a week, then the date. */
  brief: (date: Date | string) => string;
  time: (date: Date | string) => string;
  /** For a hover: all of it. */
  full: (date: Date | string) => string;
  /** For a day by itself: today, yesterday, then the date with its weekday. */
  day: (date: Date | string) => string;
  /** The heading that a date stands under: today, yesterday, this week, then the month. */
  group: (date: Date | string) => string;
}

/** The number of the day in a zone, so that two dates can be compared by day. */
function dayNumber(date: Date, zone: string): number {
  const parts = dateFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(date);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / dayMs);
}

/** Dates in the person's zone and language. */
export function useDates(): Dates {
  const locale = useDateLocale();
  const zone = useZone();
  const t = useTranslations("dates");
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, { timeZone: zone, ...options });
    const clock = format(clockParts(locale));
    const weekday = format({ weekday: "short" });
    const day = format({ day: "numeric", month: "short" });
    const dayOfYear = format({ day: "numeric", month: "short", year: "numeric" });
    const longDay = format({ weekday: "long", day: "numeric", month: "long" });
    const longDayOfYear = format({ weekday: "short", day: "numeric", month: "long", year: "numeric" });
    const month = format({ month: "long" });
    const monthOfYear = format({ month: "long", year: "numeric" });
    const all = format({ dateStyle: "full", timeStyle: "short" });
    const year = format({ year: "numeric" });
    const asDate = (date: Date | string) => (typeof date === "string" ? new Date(date) : date);
    const age = (date: Date) => dayNumber(new Date(), zone) - dayNumber(date, zone);
    const isThisYear = (date: Date) => year.format(date) === year.format(new Date());

    return {
      time: (input) => clock.format(asDate(input)),
      full: (input) => all.format(asDate(input)),
      brief: (input) => {
        const date = asDate(input);
        const days = age(date);
        if (days === 0) return clock.format(date);
        if (days > 0 && days < 7) return weekday.format(date);
        return isThisYear(date) ? day.format(date) : dayOfYear.format(date);
      },
      day: (input) => {
        const date = asDate(input);
        const days = age(date);
        if (days === 0) return t("today");
        if (days === 1) return t("yesterday");
        return (isThisYear(date) ? longDay : longDayOfYear).format(date);
      },
      group: (input) => {
        const date = asDate(input);
        const days = age(date);
        if (days < 0) return t("upcoming");
        if (days === 0) return t("today");
        if (days === 1) return t("yesterday");
        if (days < 7) return t("thisWeek");
        return isThisYear(date) ? month.format(date) : monthOfYear.format(date);
      },
    };
  }, [locale, zone, t]);
}
