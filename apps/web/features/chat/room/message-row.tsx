import { Avatar, ContextMenu, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { CornerUpLeft, Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import type { Message } from "../api.ts";
import { authorName } from "../names.ts";
import { MailCard } from "../mail/mail-card.tsx";
import { PollCard } from "../poll/poll-card.tsx";
import { AuthorBadge } from "./author-badge.tsx";
import { Selectable } from "../selecting/selectable.tsx";
import { useSelecting } from "../selecting/use-selection.ts";
import { EditedMark } from "./edited-mark.tsx";
import { LinkCards } from "./link-cards.tsx";
import { MessageActs } from "./message-acts.tsx";
import { MessageAttachments } from "./attachments.tsx";
import { Reactions } from "./reactions.tsx";
import { type NameOf, MessageText } from "../markdown/message-text.tsx";
import { plainLine } from "./plain-line.ts";
import { VoiceCard } from "./voice-card.tsx";
import { ThreadLink } from "./thread-link.tsx";

/** What is done with a message; each is there where it may be done. */
export interface MessageVerbs {
  react: (message: Message, emoji: string, isOn: boolean) => void;
  reply: ((message: Message) => void) | null;
  /** Whether emoji are given here, and threads begun. */
  mayReact: boolean;
  mayBegin: boolean;
  openThread: ((message: Message) => void) | null;
  goTo: (number: number) => void;
  /** Of a poll. */
  mayClose: (message: Message) => boolean;
  entries: (message: Message) => MenuEntry[];
}

export interface MessageRowProps {
  message: Message;
  isMore: boolean;
  me: string;
  nameOf: (id: string | null) => string | null;
  /** What stands in texts. */
  named: NameOf;
  verbs: MessageVerbs;
  isMarked: boolean;
  /** The keyboard stands on it. */
  isActive: boolean;
}

/** A message, with its writer unless it stands under another one of theirs. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isMore, me, nameOf, named, verbs, isMarked, isActive } = props;
  const t = useTranslations("chat.message");
  const dates = useDates();
  // A toolbar for each of a hundred messages is what costs most of a log: there is one where somebody is.
  const [isNear, setIsNear] = useState(false);
  const isSelecting = useSelecting() !== null;
  const name = authorName(message, nameOf) ?? t("somebody");
  const speaksToMe = message.authorId !== me && (message.mentions.includes(me) || message.addresses !== "named");
  if (message.isDeleted)
    return (
      <Line author={null} time={message.at} isMore={isMore} name={name}>
        <p className="text-muted italic">
          {message.deletedById === message.authorId ? t("deleted") : t("deletedByOther")}
        </p>
        {message.replyCount > 0 ? <ThreadLink message={message} nameOf={nameOf} onOpen={verbs.openThread} /> : null}
      </Line>
    );
  const entries = verbs.entries(message);
  const label = t("label", { name, time: dates.time(message.at) });
  return (
    <Selectable
      id={message.id}
      isMore={isMore}
      label={() => `${label}: ${plainLine(message.text, nameOf, t("everybody"))}`}
    >
      <ContextMenu entries={entries}>
        <div
          data-message={message.id}
          onPointerEnter={() => setIsNear(true)}
          className={clsx(
            "group/message relative grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 px-5 transition-[background-color] hover:bg-hover max-md:px-4",
            isMore ? "pt-0.5 pb-0.5" : "pt-2 pb-0.5",
            isMarked && "bg-accent-soft",
            speaksToMe && "before:absolute before:inset-y-0 before:start-0 before:w-0.5 before:bg-accent",
          )}
        >
          {isMore ? (
            <time
              dateTime={message.at}
              title={dates.full(message.at)}
              className="text-12 leading-5 whitespace-nowrap text-muted tabular-nums opacity-0 group-hover/message:opacity-100"
            >
              {dates.time(message.at)}
            </time>
          ) : (
            <Avatar name={name} address={message.authorId ?? name} className="mt-0.5" />
          )}
          <div className="min-w-0">
            {isMore ? null : (
              <div className="flex items-baseline gap-2 leading-5">
                <strong dir="auto" className="truncate font-semibold">
                  {name}
                </strong>
                <AuthorBadge kind={message.authorKind} />
                <time
                  dateTime={message.at}
                  title={dates.full(message.at)}
                  className="shrink-0 text-12 text-muted tabular-nums"
                >
                  {dates.time(message.at)}
                </time>
                {message.pinnedAt ? (
                  <span className="flex shrink-0 items-center gap-1 text-12 text-muted">
                    <Pin className="size-3" aria-hidden="true" />
                    {t("pinned")}
                  </span>
                ) : null}
              </div>
            )}
            {message.replyTo ? (
              <button
                type="button"
                onClick={() => verbs.goTo(message.replyTo?.number ?? 0)}
                className="my-0.5 flex max-w-[640px] min-w-0 items-center gap-1.5 border-s-2 border-border-strong ps-2 text-13 text-muted hover:text-text"
              >
                <CornerUpLeft className="size-3.5 shrink-0" aria-hidden="true" />
                <b className="shrink-0 font-medium text-text">{nameOf(message.replyTo.authorId) ?? t("somebody")}</b>
                <span className="truncate">
                  {message.replyTo.isDeleted ? t("deleted") : plainLine(message.replyTo.text, nameOf, t("everybody"))}
                </span>
              </button>
            ) : null}
            <div className="flex flex-wrap items-baseline gap-x-2">
              {message.text === "" || message.kind === "poll" ? null : (
                <MessageText text={message.text} nameOf={named} />
              )}
              {message.editedAt ? <EditedMark id={message.id} editedAt={message.editedAt} named={named} /> : null}
            </div>
            {message.kind === "poll" ? (
              <PollCard message={message} me={me} nameOf={nameOf} mayClose={verbs.mayClose(message)} />
            ) : null}
            <MailCard message={message} nameOf={nameOf} />
            <LinkCards previews={message.previews} />
            {message.kind === "voice" ? (
              <VoiceCard message={message} label={t("voice", { name })} />
            ) : (
              <MessageAttachments attachments={message.attachments} />
            )}
            <Reactions
              message={message}
              me={me}
              nameOf={nameOf}
              onToggle={(emoji, isOn) => verbs.react(message, emoji, isOn)}
            />
            {message.replyCount > 0 && message.threadId === null && verbs.openThread ? (
              <ThreadLink message={message} nameOf={nameOf} onOpen={verbs.openThread} />
            ) : null}
          </div>
          {(isNear || isActive) && !isSelecting ? (
            <MessageActs
              message={message}
              entries={entries}
              onReact={
                verbs.mayReact
                  ? (emoji) =>
                      verbs.react(
                        message,
                        emoji,
                        !message.reactions.some((one) => one.emoji === emoji && one.by.includes(me)),
                      )
                  : null
              }
              onReply={verbs.reply ? () => verbs.reply?.(message) : null}
              onThread={
                verbs.openThread && (verbs.mayBegin || message.replyCount > 0)
                  ? () => verbs.openThread?.(message)
                  : null
              }
            />
          ) : null}
        </div>
      </ContextMenu>
    </Selectable>
  );
});

/** The frame of a message that says nothing more. */
function Line({
  author,
  time,
  isMore,
  name,
  children,
}: {
  author: string | null;
  time: string;
  isMore: boolean;
  name: string;
  children: ReactNode;
}) {
  const dates = useDates();
  return (
    <div className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 px-5 pt-2 pb-0.5 max-md:px-4">
      {isMore ? <span /> : <Avatar name={name} address={author ?? name} className="mt-0.5 opacity-60" />}
      <div>
        <div className="flex items-baseline gap-2 leading-5">
          <strong className="font-semibold text-muted">{name}</strong>
          <time dateTime={time} className="text-12 text-muted tabular-nums">
            {dates.time(time)}
          </time>
        </div>
        {children}
      </div>
    </div>
  );
}
