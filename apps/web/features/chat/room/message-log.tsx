import { ErrorState, IconButton, Skeleton } from "@carbyne/ui";
import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useLatest } from "../../../client/latest.ts";
import { useWords } from "../../../client/words.ts";
import { useZone } from "../../../client/zone.ts";
import { dateFormat } from "../../../client/date-format.ts";
import { useMe } from "../../session/me.ts";
import type { Message } from "../api.ts";
import { type Row, rowsOf } from "../live/rows.ts";
import { useOutgoing } from "../live/outbox.ts";
import type { NameOf } from "../markdown/message-text.tsx";
import { EventMail } from "../mail/mail-card.tsx";
import { useEventWords } from "./event-words.ts";
import { MessageRow, type MessageVerbs } from "./message-row.tsx";
import { OutgoingRow } from "./outgoing-row.tsx";
import { useLogScroll } from "./use-log-scroll.ts";
import type { StretchView } from "./use-stretch.ts";

export interface MessageLogProps {
  roomId: string;
  threadId: string | null;
  view: StretchView;
  nameOf: (id: string | null) => string | null;
  /** What stands in texts. */
  named: NameOf;
  verbs: MessageVerbs;
  /** After this number the unread begins; null shows no line. */
  unreadAfter: number | null;
  /** The message that is to be seen; changes with each wish. */
  wanted: { number: number; wish: unknown } | null;
  label: string;
  /** Stands under the last message of the log. */
  after?: (message: Message) => ReactNode;
  /** Stands where nothing was said yet. */
  empty?: ReactNode;
  /** Told how far one has seen while the window is in front. */
  onSeen?: (number: number) => void;
}

/** What was said, day by day, with what is on its way. */
export function MessageLog(props: MessageLogProps) {
  const { roomId, threadId, view, nameOf, named, verbs, unreadAfter, wanted, label, empty, after, onSeen } = props;
  const t = useTranslations("chat.log");
  const words = useWords();
  const dates = useDates();
  const zone = useZone();
  const me = useMe().account;
  const box = useRef<HTMLDivElement>(null);
  const allOutgoing = useOutgoing();
  const eventWords = useEventWords(nameOf);
  const [marked, setMarked] = useState<string | null>(null);
  const { stretch } = view;
  const outgoing = useMemo(
    () =>
      allOutgoing.filter(
        (one) =>
          one.roomId === roomId &&
          (threadId === null ? one.threadId === null || one.isAlsoInRoom : one.threadId === threadId),
      ),
    [allOutgoing, roomId, threadId],
  );
  const rows = useMemo(() => {
    const dayName = dateFormat("en-CA", { timeZone: zone, dateStyle: "short" });
    return rowsOf({
      messages: stretch?.messages ?? [],
      outgoing: stretch?.hasLater ? [] : outgoing,
      me: me.id,
      unreadAfter,
      dayOf: (at) => dayName.format(new Date(at)),
    });
  }, [stretch, outgoing, me.id, unreadAfter, zone]);
  const scroll = useLogScroll(box, {
    stamp: rows,
    onNearStart: view.loadEarlier,
    onNearEnd: view.loadLater,
    isOpenEnded: !stretch?.hasLater,
  });

  // The first look at a room is at where the unread begins, or at its end; a wish for a message comes before both.
  const shown = useRef<unknown>(null);
  const showWanted = useLatest(async () => {
    if (!stretch || wanted === null) return;
    const find = () =>
      (
        rows.find((row) => row.kind === "message" && row.message.number === wanted.number) as
          | Extract<Row, { kind: "message" }>
          | undefined
      )?.key;
    const known = find();
    if (known === undefined) {
      // Asked for once: where it is not there, it is not for this person to see.
      if (shown.current === wanted.wish) return;
      shown.current = wanted.wish;
      await view.jump(wanted.number);
      return;
    }
    if (scroll.toKey(known)) {
      shown.current = null;
      setMarked(known);
    }
  });
  const doneWish = useRef<unknown>(null);
  useEffect(() => {
    if (wanted === null || !stretch || doneWish.current === wanted.wish) return;
    const isThere = stretch.messages.some((message) => message.number === wanted.number);
    if (isThere) doneWish.current = wanted.wish;
    void showWanted();
  }, [wanted, stretch, showWanted]);
  useEffect(() => {
    if (marked === null) return;
    const timer = window.setTimeout(() => setMarked(null), 2_000);
    return () => window.clearTimeout(timer);
  }, [marked]);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!stretch || !isFirst.current) return;
    isFirst.current = false;
    if (wanted === null && rows.some((row) => row.kind === "unread")) scroll.toKey("unread");
  }, [stretch, rows, wanted, scroll]);

  const last = stretch?.hasLater ? undefined : stretch?.messages.at(-1)?.number;
  const seen = useLatest(() => {
    if (last !== undefined && scroll.isAtEnd && document.visibilityState === "visible" && document.hasFocus())
      onSeen?.(last);
  });
  useEffect(() => {
    const timer = window.setTimeout(seen, 300);
    return () => window.clearTimeout(timer);
  }, [seen, last, scroll.isAtEnd]);
  useEffect(() => {
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("focus", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("focus", seen);
    };
  }, [seen]);

  if (!stretch && view.error) return <ErrorState {...words(view.error)} retryLabel={t("retry")} onRetry={view.retry} />;
  const newest = stretch?.messages.at(-1);
  const draw = (row: Row) => {
    switch (row.kind) {
      case "day":
        return (
          <div className="flex items-center gap-3 px-5 pt-1 pb-0.5 text-12 font-medium text-muted before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
            <span className="rounded-full border px-2.5 py-px">{dates.day(row.at)}</span>
          </div>
        );
      case "unread":
        return (
          <div className="flex items-center gap-3 px-5 pt-2 text-12 font-semibold text-accent-ink before:h-px before:flex-1 before:bg-accent after:h-px after:w-4 after:bg-accent">
            {t("new", { count: row.count })}
          </div>
        );
      case "outgoing":
        return <OutgoingRow outgoing={row.outgoing} isMore={row.isMore} me={me.id} myName={me.name} named={named} />;
      case "message":
        return row.message.kind === "event" ? (
          <p className="px-5 py-1 text-center text-12 text-muted" title={dates.full(row.message.at)}>
            {eventWords(row.message)}
            <EventMail message={row.message} />
          </p>
        ) : (
          <MessageRow
            message={row.message}
            isMore={row.isMore}
            me={me.id}
            nameOf={nameOf}
            named={named}
            verbs={verbs}
            isMarked={marked === row.key}
          />
        );
    }
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        role="log"
        aria-label={label}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="flex min-h-full flex-col justify-end pt-2 pb-1">
          {stretch ? null : <LogSkeleton />}
          {stretch && !stretch.hasEarlier && rows.every((row) => row.kind !== "message" || row.message.kind === "event")
            ? empty
            : null}
          {rows.map((row) => (
            <div key={row.key} data-row={row.key}>
              {draw(row)}
            </div>
          ))}
          {newest && !stretch?.hasLater && rows.at(-1)?.key === newest.id ? after?.(newest) : null}
        </div>
      </div>
      {scroll.isAtEnd && !stretch?.hasLater ? null : (
        <IconButton
          label={t("toEnd")}
          side="left"
          className="absolute end-5 bottom-3 z-10 rounded-full! border bg-raised! shadow-floating"
          onClick={() => (stretch?.hasLater ? void view.jump("end").then(scroll.toEnd) : scroll.toEnd())}
        >
          <ArrowDown aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}

function LogSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-4 px-5 py-4">
      {["h-3 w-3/5", "h-3 w-4/5", "h-3 w-2/5", "h-3 w-3/4"].map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-8 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3 w-32" />
            <Skeleton className={width} />
          </div>
        </div>
      ))}
    </div>
  );
}
