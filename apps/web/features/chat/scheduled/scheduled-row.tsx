import { IconButton, Menu } from "@carbyne/ui";
import { CalendarClock, Ellipsis, PenLine, Send, TriangleAlert, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { useWhen } from "../../mail/times/use-when.ts";
import type { Scheduled } from "../api.ts";
import { roomName, useNames, useRoomLine } from "../names.ts";
import { roomHref } from "../place.ts";
import { plainLine } from "../room/plain-line.ts";
import { RoomIcon } from "../room/room-icon.tsx";
import { useRefusalWords } from "./refusal-words.ts";

export interface ScheduledRowProps {
  scheduled: Scheduled;
  onSendNow: () => void;
  onRewrite: () => void;
  onReschedule: () => void;
  onCancel: () => void;
}

/** Something that is to be said: where, what and when, or why it could not be. */
export function ScheduledRow({ scheduled, onSendNow, onRewrite, onReschedule, onCancel }: ScheduledRowProps) {
  const t = useTranslations("chat.scheduled");
  const tLater = useTranslations("sendLater");
  const tMessage = useTranslations("chat.message");
  const dates = useDates();
  const when = useWhen();
  const refusalWords = useRefusalWords();
  const { roomId, threadId, text, attachments, sendAt, refusedAt, refusal } = scheduled;
  const line = useRoomLine(roomId);
  const nameOf = useNames(roomId);
  const room = line ? roomName(line) : t("roomGone");
  const href = roomHref(roomId, { threadId });
  return (
    <li className="flex items-start gap-1 border-b px-3 py-1 hover:bg-hover">
      <a
        href={href}
        className="flex min-w-0 flex-1 gap-3 rounded-1 p-2"
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          goTo(href);
        }}
      >
        <span className="grid size-8 shrink-0 place-items-center text-muted [&_svg]:size-5">
          {line ? <RoomIcon line={line} size={32} /> : <CalendarClock aria-hidden="true" />}
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <b dir="auto" className="truncate font-semibold">
              {room}
            </b>
            {threadId === null ? null : <span className="shrink-0 text-12 text-muted">{t("inThread")}</span>}
          </span>
          <span dir="auto" className="line-clamp-3 text-14 break-words whitespace-pre-line">
            {plainLine(text, nameOf, tMessage("everybody"))}
          </span>
          {attachments.length > 0 ? (
            <span dir="auto" className="block truncate text-12 text-muted">
              {attachments.map((file) => file.name).join(", ")}
            </span>
          ) : null}
          {refusedAt === null ? (
            <span
              title={dates.full(sendAt)}
              className="mt-1 flex items-center gap-1.5 text-12 font-medium text-accent-ink tabular-nums [&_svg]:size-3.5"
            >
              <CalendarClock aria-hidden="true" />
              {tLater("sends", { time: when.at(sendAt) })}
            </span>
          ) : (
            <span className="mt-1 flex items-start gap-1.5 text-13 font-medium text-danger [&_svg]:mt-0.5 [&_svg]:size-3.5 [&_svg]:shrink-0">
              <TriangleAlert aria-hidden="true" />
              {t("notSent", { time: dates.full(refusedAt), why: refusalWords(refusal ?? "", room) })}
            </span>
          )}
        </span>
      </a>
      <span className="shrink-0 pt-2">
        <Menu
          trigger={
            <IconButton label={t("more")} size="small" className="max-md:size-11!">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          entries={[
            { label: tLater("sendNow"), icon: <Send aria-hidden="true" />, onSelect: onSendNow },
            { label: tLater("edit"), icon: <PenLine aria-hidden="true" />, onSelect: onRewrite },
            { label: tLater("change"), icon: <CalendarClock aria-hidden="true" />, onSelect: onReschedule },
            "separator",
            {
              label: tLater("cancel"),
              icon: <Undo2 aria-hidden="true" />,
              isDanger: refusedAt !== null,
              onSelect: onCancel,
            },
          ]}
        />
      </span>
    </li>
  );
}
