import { useQuery } from "@tanstack/react-query";
import { Film } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { type RecordingInfo, recordingsQuery } from "../api.ts";
import { clockOf } from "../call/clock.ts";

/** What was recorded in the rooms that one is in, the last first. */
export function Recordings() {
  const t = useTranslations("meet.recordings");
  const { data } = useQuery(recordingsQuery(null));
  if (!data || data.recordings.length === 0) return null;
  return (
    <section aria-label={t("title")}>
      <h2 className="px-2 pb-1 text-12 font-semibold text-faint">{t("title")}</h2>
      <ul className="divide-y rounded-2 border bg-surface">
        {data.recordings.map((recording) => (
          <Row key={recording.id} recording={recording} />
        ))}
      </ul>
    </section>
  );
}

function Row({ recording }: { recording: RecordingInfo }) {
  const t = useTranslations("meet.recordings");
  const dates = useDates();
  const { id, name, roomName, startedAt, seconds, state } = recording;
  return (
    <li>
      <Link href={`/meet/recordings/${id}`} className="flex min-h-16 items-center gap-3 px-3 py-2 hover:bg-hover">
        <span aria-hidden="true" className="grid size-8 shrink-0 place-items-center rounded-2 bg-sunken text-muted">
          <Film className="size-4" />
        </span>
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate text-14 font-medium">
            {name}
          </span>
          <span dir="auto" className="block truncate text-12 text-muted">
            {roomName} · {dates.brief(startedAt)}
          </span>
        </span>
        <span className="text-12 text-muted tabular-nums">
          {state === "ready" && seconds !== null ? clockOf(seconds * 1000) : t(`state.${state}`)}
        </span>
      </Link>
    </li>
  );
}
