import { useLocale } from "next-intl";
import { createContext, use } from "react";
import { formatLocale } from "./locale.ts";

export const hourChoices = ["language", "12", "24"] as const;
export const weekStarts = ["language", "monday", "saturday", "sunday"] as const;

/** What a person wants otherwise than the language has it. */
export interface Region {
  hours: (typeof hourChoices)[number];
  weekStart: (typeof weekStarts)[number];
}

/** The person's choices; the language's own ways until they are known. */
export const RegionContext = createContext<Region>({ hours: "language", weekStart: "language" });

/** The language as `Intl` is asked for dates and times, with the hours that a person wants: `de-u-hc-h12`. */
export function regionLocale(locale: string, { hours }: Pick<Region, "hours">): string {
  const base = formatLocale(locale);
  if (hours === "language") return base;
  const hc = hours === "12" ? "hc-h12" : "hc-h23";
  return base.includes("-u-") ? `${base}-${hc}` : `${base}-u-${hc}`;
}

/** The language for dates and times, as the person wants them. */
export function useDateLocale(): string {
  return regionLocale(useLocale(), use(RegionContext));
}

/** How the time of day is asked of `Intl`: two digits of an hour, but one of an hour before ten in the afternoon. */
export function clockParts(dateLocale: string): { hour: "2-digit" | "numeric"; minute: "2-digit" } {
  return { hour: dateLocale.includes("hc-h12") ? "numeric" : "2-digit", minute: "2-digit" };
}

/** The languages that begin the week on another day than Monday, CLDR's weekData for the lands we write dates for. */
const languageStart: Readonly<Record<string, number>> = { ar: 6 };
const startDays = { monday: 1, saturday: 6, sunday: 7 } as const;

/** The first day of a week, from Monday, 1, to Sunday, 7. */
export function firstDay(locale: string, { weekStart }: Pick<Region, "weekStart">): number {
  return weekStart === "language" ? (languageStart[locale] ?? 1) : startDays[weekStart];
}

/** The seven days in the person's order, from Monday, 1, to Sunday, 7. */
export function useWeekDays(): number[] {
  const first = firstDay(useLocale(), use(RegionContext));
  return Array.from({ length: 7 }, (_, at) => ((first - 1 + at) % 7) + 1);
}
