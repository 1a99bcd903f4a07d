import { ErrorState, IconButton, Timeline, type TimelineHandle } from "@carbyne/ui";
import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { DayDialog } from "../../../client/day-dialog.tsx";
import { useWords } from "../../../client/words.ts";
import type { Message } from "../api.ts";
import { useOneself } from "../guest-page/guest.ts";
import type { Row, Unread } from "../live/rows.ts";
import type { NameOf } from "../markdown/message-text.tsx";
import { authorName } from "../names.ts";
import { EventMail } from "../mail/mail-card.tsx";
import { EventFilm } from "./event-film.tsx";
import { useEventWords } from "./event-words.ts";
import { LogNews } from "./log-news.tsx";
import { DayOnTop, DayRow, LogSkeleton, UnreadRow } from "./log-rows.tsx";
import { MessageRow, type MessageVerbs } from "./message-row.tsx";
import { openRowMenu } from "./open-row-menu.ts";
import { OutgoingRow } from "./outgoing-row.tsx";
import { useLogPlaces } from "./use-log-places.ts";
import { useLogRows } from "./use-log-rows.ts";
import type { StretchView } from "./use-stretch.ts";
import { useToldSeen } from "./use-told-seen.ts";

export interface MessageLogProps {
  roomId: string;
  threadId: string | null;
  view: StretchView;
  nameOf: (id: string | null) => string | null;
  /** What stands in texts. */
  named: NameOf;
  verbs: MessageVerbs;
  /** Where the unread begins; null shows no line. */
  unread: Unread | null;
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

/** How high a message is, more or less. */
const guessPx = 44;

/** What was said, day by day, with what is on its way. */
export function MessageLog(props: MessageLogProps) {
  const { roomId, threadId, view, nameOf, named, verbs, unread, wanted, label, empty, after, onSeen } = props;
  const t = useTranslations("chat.log");
  const tMessage = useTranslations("chat.message");
  const words = useWords();
  const dates = useDates();
  const me = useOneself();
  const eventWords = useEventWords(nameOf);
  const timeline = useRef<TimelineHandle>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [isChoosing, setIsChoosing] = useState(false);
  const [top, setTop] = useState("");
  const { stretch } = view;
  const { rows, keys, byKey } = useLogRows({ roomId, threadId, stretch, unread });
  const { marked, isReady, start, goToDay } = useLogPlaces({ timeline, view, rows, unread, wanted });
  const isEnd = isAtEnd && !stretch?.hasLater;
  const newest = stretch?.messages.at(-1);
  useToldSeen(isReady && isEnd ? newest?.number : undefined, onSeen);

  const draw = (row: Row, isActive: boolean) => {
    switch (row.kind) {
      case "beginning":
        return empty;
      case "day":
        return <DayRow at={row.at} onGo={() => setIsChoosing(true)} />;
      case "unread":
        return <UnreadRow count={row.count} />;
      case "outgoing":
        return <OutgoingRow outgoing={row.outgoing} isMore={row.isMore} me={me.id} myName={me.name} named={named} />;
      case "message":
        return row.message.kind === "event" ? (
          <p className="px-5 py-1 text-center text-12 text-muted" title={dates.full(row.message.at)}>
            {eventWords(row.message)}
            <EventMail message={row.message} />
            <EventFilm message={row.message} />
          </p>
        ) : (
          <MessageRow
            message={row.message}
            isMore={row.isMore}
            isActive={isActive}
            me={me.id}
            nameOf={nameOf}
            named={named}
            verbs={verbs}
            isMarked={marked === row.key}
          />
        );
    }
  };
  const last = stretch?.hasLater ? undefined : newest;
  const render = useCallback(
    (key: string, isActive: boolean) => {
      const row = byKey.get(key);
      if (!row) return null;
      return (
        <>
          {draw(row, isActive)}
          {last && key === last.id && keys.at(-1) === key ? after?.(last) : null}
        </>
      );
    },
    // What draws is made anew with each drawing; these are what it shows.
    [byKey, keys, last, marked, nameOf, named, verbs, after, empty, me.id, me.name],
  );
  const isStop = useCallback(
    (key: string) => {
      const row = byKey.get(key);
      return row?.kind === "outgoing" || (row?.kind === "message" && row.message.kind !== "event");
    },
    [byKey],
  );
  const labelOf = useMemo(
    () => (key: string) => {
      const row = byKey.get(key);
      if (row?.kind === "outgoing") return tMessage(row.outgoing.state);
      if (row?.kind !== "message") return undefined;
      const name = authorName(row.message, nameOf) ?? tMessage("somebody");
      return tMessage("label", { name, time: dates.time(row.message.at) });
    },
    [byKey, nameOf, dates, tMessage],
  );
  const topRow = byKey.get(top);
  const topAt =
    topRow?.kind === "message" ? topRow.message.at : topRow?.kind === "outgoing" ? topRow.outgoing.at : null;
  const toEnd = () => {
    if (stretch?.hasLater) void view.jump("end").then(() => timeline.current?.scrollToEnd());
    else timeline.current?.scrollToEnd();
  };

  if (!stretch && view.error) return <ErrorState {...words(view.error)} retryLabel={t("retry")} onRetry={view.retry} />;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" onKeyDown={openRowMenu}>
      {stretch && isReady ? (
        <Timeline
          ref={timeline}
          label={label}
          keys={keys}
          render={render}
          guess={guessPx}
          start={start}
          isStop={isStop}
          labelOf={labelOf}
          hasBefore={stretch.hasEarlier}
          hasAfter={stretch.hasLater}
          onNearStart={view.loadEarlier}
          onNearEnd={view.loadLater}
          onWantEnd={toEnd}
          onAtEnd={setIsAtEnd}
          onVisible={setTop}
        />
      ) : (
        <LogSkeleton />
      )}
      {topAt === null ? null : <DayOnTop at={topAt} onGo={() => setIsChoosing(true)} />}
      <LogNews message={last} me={me.id} nameOf={nameOf} />
      {isEnd || !isReady ? null : (
        <IconButton
          label={t("toEnd")}
          side="left"
          className="absolute end-5 bottom-3 z-10 rounded-full! border bg-raised! shadow-floating"
          onClick={toEnd}
        >
          <ArrowDown aria-hidden="true" />
        </IconButton>
      )}
      {isChoosing ? (
        <DayDialog isOpen onClose={() => setIsChoosing(false)} onChoose={(day) => void goToDay(day)} />
      ) : null}
    </div>
  );
}
