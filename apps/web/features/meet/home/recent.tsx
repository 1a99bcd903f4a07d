import { Avatar } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import type { PastMeeting } from "../api.ts";
import { clockOf } from "../call/clock.ts";

const mostShown = 6;
const mostFaces = 4;

/** The meetings that one was in lately: where, when, for how long, with whom. */
export function Recent({ meetings }: { meetings: readonly PastMeeting[] }) {
  const t = useTranslations("meet.home");
  const dates = useDates();
  return (
    <section aria-label={t("recent")} className="mb-6">
      <h2 className="px-2 pb-1 text-12 font-semibold text-faint">{t("recent")}</h2>
      <ul className="divide-y rounded-2 border bg-surface">
        {meetings.slice(0, mostShown).map(({ meetingId, roomId, roomName, startedAt, seconds, people }) => (
          <li key={meetingId}>
            <a href={`/chat/${roomId}`} className="flex min-h-14 items-center gap-3 px-3 py-2 hover:bg-hover">
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate text-14 font-medium">
                  {roomName}
                </span>
                <span title={dates.full(startedAt)} className="block truncate text-12 text-muted tabular-nums">
                  {dates.brief(startedAt)} · {clockOf(seconds * 1000)}
                </span>
              </span>
              <span title={people.map(({ name }) => name).join(", ")} className="flex -space-x-1">
                {people.slice(0, mostFaces).map(({ id, name }) => (
                  <Avatar key={id} name={name} address={id} size={24} />
                ))}
              </span>
              <span className="text-12 text-muted tabular-nums">{t("people", { count: people.length })}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
