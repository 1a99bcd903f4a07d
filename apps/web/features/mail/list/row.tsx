import { Avatar, Checkbox } from "@carbyne/ui";
import { clsx } from "clsx";
import { Paperclip, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { goTo, isPlainClick } from "../../../client/place.ts";
import type { Density } from "../../settings/api.ts";
import { HitsInText } from "../search/hits-in-text.tsx";
import { RowSnippet } from "../search/row-snippet.tsx";
import { pressedTag, RowTags } from "../tags/tag-chip.tsx";
import type { ConversationRow } from "../types.ts";
import { ScheduledMark } from "../send-later/scheduled-mark.tsx";
import type { MailAccount } from "../../sharing/api.ts";
import { RowAccount } from "./row-account.tsx";
import { QuickActs } from "./quick-acts.tsx";
import { RowNote, RowReturn, RowSigns } from "./row-notes.tsx";
import { useSenders } from "./senders.ts";
import { SwipeRow } from "./swipe-row.tsx";

export interface RowProps {
  row: ConversationRow;
  href: string;
  density: Density;
  /** Whose mail it is, where a list is over several accounts. */
  account: MailAccount | undefined;
  /** There is room for everything in one line. */
  isWide: boolean;
  isOpen: boolean;
  /** The one row that the tab key reaches. */
  isCursor: boolean;
  /** The keyboard stands here. */
  isMarked: boolean;
  isSelected: boolean;
  /** Something is selected, so every row shows its checkbox. */
  isSelecting: boolean;
  onOpen: (row: ConversationRow) => void;
  onToggle: (row: ConversationRow, isRange: boolean) => void;
  onNear: (row: ConversationRow) => void;
}

function isTouch(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}

/** One conversation of the list. */
export const Row = memo(function Row(props: RowProps) {
  const { row, density, isOpen, isCursor, isSelected, isSelecting } = props;
  const t = useTranslations("list");
  // What only a pointer needs is drawn when one comes near.
  const [isNear, setIsNear] = useState(false);
  const dates = useDates();
  const senders = useSenders()(row);
  const isUnread = row.unread > 0;
  // On the colour of a selection the faintest grey cannot be read.
  const faint = isSelected || isOpen ? "text-muted" : "text-faint";
  const isCompact = density === "compact";
  const isOneLine = isCompact || props.isWide;
  const face = row.to[0] ?? row.people.find((person) => !person.isMe) ?? row.people[0];
  const subject = row.subject.trim() || t("noSubject");
  const marks = [
    isUnread && t("row.unread"),
    row.isFlagged && t("row.starred"),
    row.hasAttachments && t("row.attachments"),
    row.isMarkedImportant && t("row.important"),
    row.isPinned && t("row.pinned"),
    row.isMuted && t("row.muted"),
  ];

  const who = (
    <span className={clsx("flex min-w-0 items-baseline gap-1", isUnread ? "font-semibold text-text" : "text-muted")}>
      <span className="truncate">{senders}</span>
      {row.hasDraft && row.people.length > 0 ? (
        <span className="shrink-0 font-normal text-danger">{t("draft")}</span>
      ) : null}
      {row.count > 1 ? <span className={clsx("shrink-0 font-normal", faint)}>{row.count}</span> : null}
    </span>
  );
  const what = (
    <span className={clsx("flex min-w-0 items-center gap-1.5 text-13 max-md:text-14", faint)}>
      {row.hasAttachments ? <Paperclip size={14} className="shrink-0" aria-hidden="true" /> : null}
      {props.account ? <RowAccount account={props.account} /> : null}
      <RowNote row={row} />
      <RowTags keywords={row.labels} most={2} />
      <span
        dir="auto"
        className={clsx("max-w-full shrink truncate", isUnread ? "font-semibold text-text" : "text-muted")}
      >
        <HitsInText text={subject} />
      </span>
      <RowSnippet row={row} />
    </span>
  );
  const when = (
    <span className="flex shrink-0 items-center gap-1">
      <RowSigns row={row} />
      {row.isFlagged ? <Star size={14} className="fill-warning text-warning" aria-hidden="true" /> : null}
      {row.scheduled ? (
        <ScheduledMark sendAt={row.scheduled.sendAt} />
      ) : row.snoozedUntil ? (
        <RowReturn until={row.snoozedUntil} />
      ) : (
        <time
          dateTime={row.date}
          title={dates.full(row.date)}
          className={clsx("text-12 tabular-nums", isUnread ? "font-semibold text-accent-ink" : faint)}
        >
          {dates.brief(row.date)}
        </time>
      )}
    </span>
  );

  return (
    <div
      data-row={row.id}
      draggable
      onPointerEnter={(event) => {
        if (event.pointerType !== "touch") setIsNear(true);
        props.onNear(row);
      }}
      onPointerLeave={() => setIsNear(false)}
      className={clsx(
        "group/mail relative h-full border-b transition-colors has-[a:focus-visible]:before:absolute has-[a:focus-visible]:before:inset-y-0 has-[a:focus-visible]:before:start-0 has-[a:focus-visible]:before:w-0.5 has-[a:focus-visible]:before:bg-accent",
        isSelected || isOpen
          ? "bg-selection max-md:bg-surface"
          : "hover:bg-hover has-[a:focus-visible]:bg-hover max-md:hover:bg-surface",
        isSelected && "max-md:bg-selection!",
        (props.isMarked || isOpen) &&
          "before:absolute before:inset-y-0 before:start-0 before:w-0.5 before:bg-accent max-md:before:hidden",
      )}
    >
      <SwipeRow row={row}>
        <a
          href={props.href}
          draggable={false}
          tabIndex={isCursor ? 0 : -1}
          aria-current={isOpen ? "true" : undefined}
          onClick={(event) => {
            // On a touch screen the face is where one selects.
            const isFace =
              isTouch(event.nativeEvent) && event.target instanceof Element && event.target.closest("[data-face]");
            if (event.shiftKey || event.ctrlKey || event.metaKey || isFace) {
              event.preventDefault();
              props.onToggle(row, event.shiftKey);
            } else if (isPlainClick(event)) {
              event.preventDefault();
              const tag = pressedTag(event.target);
              if (tag) goTo(tag);
              else props.onOpen(row);
            }
          }}
          className={clsx(
            // The accent line and the tone show where the keyboard stands.
            "grid h-full items-center ps-[15px] pe-3.5 select-none focus-visible:outline-none",
            props.isWide
              ? isCompact
                ? "grid-cols-[24px_minmax(120px,220px)_minmax(0,1fr)_auto] gap-x-3 text-13"
                : "grid-cols-[32px_minmax(120px,220px)_minmax(0,1fr)_auto] gap-x-3"
              : isCompact
                ? "grid-cols-[24px_minmax(88px,132px)_minmax(0,1fr)_auto] gap-x-2.5 text-13 max-md:grid-cols-[24px_88px_minmax(0,1fr)_auto]"
                : "grid-cols-[32px_minmax(0,1fr)] gap-x-2.5 max-md:grid-cols-[40px_minmax(0,1fr)] max-md:text-15",
          )}
        >
          <span className="sr-only">{marks.filter(Boolean).join(", ")}</span>
          <span
            data-face=""
            className={clsx(isSelecting || isSelected ? "invisible" : "group-hover/mail:md:invisible")}
          >
            <Avatar
              name={face?.name ?? ""}
              address={face?.address ?? row.id}
              size={isCompact ? 24 : 32}
              className={isCompact ? "" : "max-md:size-10 max-md:text-14"}
            />
          </span>
          {isOneLine ? (
            <>
              {who}
              {what}
              {when}
            </>
          ) : (
            <span className="min-w-0">
              <span className="flex items-center justify-between gap-2 leading-[20px]">
                {who}
                {when}
              </span>
              {what}
            </span>
          )}
        </a>
        {isUnread ? (
          <span
            aria-hidden="true"
            className="absolute start-[5px] top-1/2 -mt-[2.5px] size-[5px] rounded-full bg-accent"
          />
        ) : null}
        {isSelecting || isSelected || isNear || isCursor ? (
          <span
            className={clsx(
              "absolute inset-y-0 start-[15px] grid place-items-center",
              isCompact ? "w-6" : "w-8 max-md:w-10",
              !(isSelecting || isSelected) &&
                "opacity-0 group-hover/mail:md:opacity-100 has-focus-visible:opacity-100 max-md:pointer-events-none",
            )}
            onClickCapture={(event) => {
              event.preventDefault();
              event.stopPropagation();
              props.onToggle(row, event.shiftKey);
            }}
          >
            <Checkbox
              checked={isSelected}
              onChange={() => undefined}
              label={t("selectRow", { people: senders })}
              tabIndex={isCursor ? 0 : -1}
            />
          </span>
        ) : null}
        {isNear ? <QuickActs row={row} /> : null}
      </SwipeRow>
    </div>
  );
});
