import { dateFormat } from "../../../client/date-format.ts";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useZone } from "../../../client/zone.ts";
import { wallTimeOf } from "../../../client/wall-time.ts";
import { clockParts, useDateLocale } from "../../../client/region.ts";

const dayMs = 86_400_000;

/** The day of a moment in a zone, as a number. */
function dayOf(at: Date, zone: string): number {
  const { year, month, day } = wallTimeOf(at, zone);
  return Date.UTC(year, month - 1, day) / dayMs;
}

export interface When {
  /** A moment in words that stand in a sentence: "tomorrow at 08:00". */
  at: (moment: Date | string) => string;
  /** For the end of a row. */
  brief: (moment: Date | string) => string;
  /** Whole days between a moment and now. */
  daysSince: (moment: Date | string) => number;
}

/** Moments to come, in the person's zone and language. */
export function useWhen(): When {
  const t = useTranslations("times");
  const locale = useDateLocale();
  const zone = useZone();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, { timeZone: zone, ...options });
    const clock = format(clockParts(locale));
    const near = format({ weekday: "short" });
    const far = format({ weekday: "short", day: "numeric", month: "short" });
    const farthest = format({ day: "numeric", month: "short", year: "numeric" });
    const asDate = (moment: Date | string) => (typeof moment === "string" ? new Date(moment) : moment);
    const daysTo = (at: Date) => dayOf(at, zone) - dayOf(new Date(), zone);
    const day = (at: Date) => {
      const days = daysTo(at);
      return (days > 0 && days < 7 ? near : Math.abs(days) < 300 ? far : farthest).format(at);
    };
    return {
      at: (moment) => {
        const at = asDate(moment);
        const time = clock.format(at);
        const days = daysTo(at);
        if (days === 0) return t("today", { time });
        return days === 1 ? t("tomorrow", { time }) : t("day", { day: day(at), time });
      },
      brief: (moment) => {
        const at = asDate(moment);
        return daysTo(at) === 0 ? clock.format(at) : `${day(at)} ${clock.format(at)}`;
      },
      daysSince: (moment) => Math.max(0, Math.floor((Date.now() - asDate(moment).getTime()) / dayMs)),
    };
  }, [t, locale, zone]);
}
