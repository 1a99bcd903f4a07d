import { Button } from "@carbyne/ui";
import { CalendarX2, Clock, Download, MapPin, Repeat, UserRound, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { MessageView } from "../types.ts";
import { useEventTime } from "./use-event-time.ts";

type Event = Extract<MessageView["cards"][number], { kind: "event" }>;

/** An appointment that a message brings: what, when in the reader's zone, where and from whom. */
export function EventCard({ event, fileUrl }: { event: Event; fileUrl: string }) {
  const t = useTranslations("message.event");
  const time = useEventTime();
  const when = event.start ? time(event.start, event.end) : null;
  const { organizer } = event;
  return (
    <section aria-label={t("label")} className="mt-4 flex gap-4 rounded-2 border bg-surface p-4 max-md:flex-wrap">
      {when ? (
        <div aria-hidden="true" className="w-14 shrink-0 self-start overflow-hidden rounded-1 border text-center">
          <div className="bg-accent text-12 font-medium text-on-accent">{when.month}</div>
          <div className="py-1 text-20 font-semibold tabular-nums">{when.day}</div>
        </div>
      ) : null}
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="text-14 font-semibold wrap-anywhere">
          {event.summary || t("unnamed")}
        </h2>
        <ul className="mt-1 space-y-1 text-13 text-muted">
          {event.isCancelled ? (
            <Line icon={<CalendarX2 aria-hidden="true" />} isDanger>
              {t("cancelled")}
            </Line>
          ) : null}
          {when ? <Line icon={<Clock aria-hidden="true" />}>{when.text}</Line> : null}
          {event.isRecurring ? <Line icon={<Repeat aria-hidden="true" />}>{t("recurring")}</Line> : null}
          {event.location ? <Line icon={<MapPin aria-hidden="true" />}>{event.location}</Line> : null}
          {organizer ? (
            <Line icon={<UserRound aria-hidden="true" />}>
              {t("organizer", { person: organizer.name || organizer.address })}
            </Line>
          ) : null}
          {event.attendeeCount > 0 ? (
            <Line icon={<Users aria-hidden="true" />}>{t("attendees", { count: event.attendeeCount })}</Line>
          ) : null}
          {event.others > 0 ? <li>{t("others", { count: event.others })}</li> : null}
        </ul>
      </div>
      <Button asChild className="max-md:w-full">
        <a href={fileUrl} download>
          <Download aria-hidden="true" />
          {t("download")}
        </a>
      </Button>
    </section>
  );
}

function Line({ icon, isDanger = false, children }: { icon: ReactNode; isDanger?: boolean; children: ReactNode }) {
  return (
    <li className={isDanger ? "flex gap-2 text-danger" : "flex gap-2"}>
      <span className="shrink-0 pt-0.5 [&>svg]:size-4">{icon}</span>
      <span dir="auto" className="min-w-0 wrap-anywhere">
        {children}
      </span>
    </li>
  );
}
