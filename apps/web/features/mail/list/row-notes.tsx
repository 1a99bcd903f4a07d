import { BellOff, CircleChevronUp, Hourglass, Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWhen } from "../times/use-when.ts";
import type { ConversationRow } from "../types.ts";

/** Why a conversation came back by itself, before its subject. */
export function RowNote({ row }: { row: ConversationRow }) {
  const t = useTranslations("times.note");
  const when = useWhen();
  const { returned } = row;
  if (returned === null) return null;
  return (
    <span className="shrink-0 rounded-[4px] bg-accent-soft px-1.5 text-12 leading-[18px] font-medium text-accent-ink">
      {returned.why === "snoozed"
        ? t("snoozedUntil", { time: when.at(returned.time) })
        : t("unanswered", { days: when.daysSince(returned.time) })}
    </span>
  );
}

/** The signs of what a person has said about a conversation: pinned, muted, waited for. Screen readers have them from the row's own words. */
export function RowSigns({ row }: { row: ConversationRow }) {
  const t = useTranslations("times.note");
  const when = useWhen();
  return (
    <>
      {row.followUpAt ? (
        <span title={t("followUp", { time: when.at(row.followUpAt) })} className="inline-flex shrink-0">
          <Hourglass size={14} className="text-muted" aria-hidden="true" />
        </span>
      ) : null}
      {row.isMarkedImportant ? (
        <CircleChevronUp size={14} className="shrink-0 text-warning" aria-hidden="true" />
      ) : null}
      {row.isMuted ? <BellOff size={14} className="shrink-0 text-muted" aria-hidden="true" /> : null}
      {row.isPinned ? <Pin size={14} className="shrink-0 text-accent" aria-hidden="true" /> : null}
    </>
  );
}

/** When a snoozed conversation comes back, in the place of its date. */
export function RowReturn({ until }: { until: string }) {
  const t = useTranslations("times.note");
  const when = useWhen();
  return (
    <time
      dateTime={until}
      title={t("snoozedUntil", { time: when.at(until) })}
      className="text-12 font-medium whitespace-nowrap text-accent-ink tabular-nums"
    >
      {when.brief(until)}
    </time>
  );
}
