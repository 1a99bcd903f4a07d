import { Avatar } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDates } from "../../../client/dates.ts";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { splitHits } from "../../mail/search/hits.ts";
import type { Message } from "../api.ts";
import { roomName, useNames, useRoomLine } from "../names.ts";
import { roomHref } from "../place.ts";
import { plainLine } from "../room/plain-line.ts";

export interface FoundRowProps {
  message: Message;
  /** What the room is called, of one-to-ones nothing. */
  room: string;
  /** The thread that opens with it, of a message that began one. */
  threadId?: string;
  /** A part of the text; without it the beginning. */
  excerpt?: string | null;
  /** What was searched for, to be marked. */
  words?: readonly string[];
  /** What else is known of it, such as a note. */
  more?: ReactNode;
  /** Beside it, such as a menu. */
  act?: ReactNode;
}

const none: readonly string[] = [];

/** Something that was said somewhere; a press goes there. */
export function FoundRow({ message, room, threadId, excerpt = null, words = none, more, act }: FoundRowProps) {
  const t = useTranslations("chat.message");
  const dates = useDates();
  const nameOf = useNames(message.roomId);
  const line = useRoomLine(message.roomId);
  const href = roomHref(
    message.roomId,
    threadId === undefined ? { number: message.number, threadId: message.threadId } : { threadId },
  );
  const name = nameOf(message.authorId) ?? t("somebody");
  const text = excerpt ?? plainLine(message.text, nameOf, t("everybody"));
  return (
    <li className="group flex items-start gap-1 border-b px-3 py-1 hover:bg-hover">
      <a
        href={href}
        className="flex min-w-0 flex-1 gap-3 rounded-1 p-2"
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          goTo(href);
        }}
      >
        <Avatar name={name} address={message.authorId ?? ""} size={32} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <b dir="auto" className="truncate font-semibold">
              {name}
            </b>
            <span dir="auto" className="truncate text-12 text-muted">
              {line ? roomName(line) : room}
            </span>
            <time dateTime={message.at} title={dates.full(message.at)} className="ms-auto shrink-0 text-12 text-muted">
              {dates.brief(message.at)}
            </time>
          </span>
          <span dir="auto" className="line-clamp-3 text-14 break-words">
            {splitHits(text, [...words]).map((one, at) =>
              one.isHit ? (
                // The stretches of one text have no other name than where they are.
                // oxlint-disable-next-line react/no-array-index-key
                <mark key={at} className="bg-accent-soft text-text">
                  {one.text}
                </mark>
              ) : (
                one.text
              ),
            )}
          </span>
          {message.attachments.length > 0 ? (
            <span dir="auto" className="block truncate text-12 text-muted">
              {message.attachments.map((file) => file.name).join(", ")}
            </span>
          ) : null}
          {more}
        </span>
      </a>
      {act ? <span className="shrink-0 pt-2">{act}</span> : null}
    </li>
  );
}
