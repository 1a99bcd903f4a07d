import { useMemo } from "react";
import { clockParts, useDateLocale } from "../../../client/region.ts";
import { useZone } from "../../../client/zone.ts";
import type { MessageView } from "../types.ts";

type Event = Extract<MessageView["cards"][number], { kind: "event" }>;
type Moment = NonNullable<Event["start"]>;

export interface EventTime {
  text: string;
  month: string;
  day: string;
}

const dayMs = 86_400_000;

/** When an appointment is, in the reader's zone and language; a whole day and a time without a zone are the same everywhere. */
export function useEventTime(): (start: Moment, end: Moment | null) => EventTime {
  const locale = useDateLocale();
  const zone = useZone();
  return useMemo(() => {
    return (start, end) => {
      const timeZone = start.kind === "instant" ? zone : "UTC";
      const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
      const date: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
      const clock: Intl.DateTimeFormatOptions = {
        ...date,
        ...clockParts(locale),
        ...(start.kind === "instant" ? { timeZoneName: "short" } : {}),
      };
      const from = new Date(start.at);
      // The end of whole days is the morning after.
      const to = end ? new Date(Date.parse(end.at) - (end.kind === "day" ? dayMs : 0)) : from;
      const range = format(start.kind === "day" ? date : clock);
      return {
        text: to > from ? range.formatRange(from, to) : range.format(from),
        month: format({ month: "short" }).format(from),
        day: format({ day: "numeric" }).format(from),
      };
    };
  }, [locale, zone]);
}
