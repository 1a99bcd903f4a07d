import { ContextMenu, ErrorState, Skeleton, VirtualList, type VirtualListHandle } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useLatest } from "../../../client/latest.ts";
import { useIsNarrow } from "../../../client/media.ts";
import { useWords } from "../../../client/words.ts";
import { useSettings } from "../../settings/api.ts";
import { endDrag, startDrag } from "../drag.ts";
import { hrefIn } from "../place.ts";
import type { ConversationRow } from "../types.ts";
import { useReplyEntries } from "../reading/reply-entries.tsx";
import { useForesee } from "../reading/use-foresee.ts";
import { menuOf, VerbsContext, type VerbsFor } from "../verbs/verbs.tsx";
import { useScheduledEntries } from "../send-later/scheduled-entries.tsx";
import { EmptyList, UnknownFolder } from "./empty-list.tsx";
import { heights, itemsOf, keyOfItem, type ListItem } from "./list-items.ts";
import { Row } from "./row.tsx";
import { useSenders } from "./senders.ts";
import { useCursorInSight } from "./use-cursor-in-sight.ts";
import type { MailList } from "./use-mail-list.ts";

/** The conversations of a place, newest first. */
export function ConversationList({ list, verbsFor }: { list: MailList; verbsFor: VerbsFor }) {
  const t = useTranslations("list");
  const words = useWords();
  const dates = useDates();
  const foresee = useForesee();
  const isNarrow = useIsNarrow();
  const senders = useSenders();
  const { settings } = useSettings();
  const { density } = settings;
  const { rows, query, selection, cursorId, place, open, setCursor } = list;
  const items = useMemo(() => itemsOf(rows, dates), [rows, dates]);
  const heightOf = useMemo(() => heights(density, isNarrow), [density, isNarrow]);
  const handle = useRef<VirtualListHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState<readonly ConversationRow[]>([]);

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  // Everything that was loaded has left, and there is more.
  const isUsedUp = rows.length === 0 && hasNextPage;
  useEffect(() => {
    if (isUsedUp) onEnd();
  }, [isUsedUp, onEnd]);
  useCursorInSight({ box, handle, cursorId, index: items.findIndex((item) => keyOfItem(item) === cursorId) });

  const openRow = useLatest((row: ConversationRow) => open(row.id));
  const toggleRow = useLatest((row: ConversationRow, isRange: boolean) => {
    selection.toggle(row.id, isRange);
    setCursor(row.id);
  });
  const near = useCallback((row: ConversationRow) => foresee.near(row.id), [foresee]);
  const replyEntries = useReplyEntries();
  const scheduled = useScheduledEntries();

  /** A row, or all that are selected if it is one of them. */
  const targetsOf = (element: HTMLElement): readonly ConversationRow[] => {
    const id = element.closest<HTMLElement>("[data-row]")?.dataset["row"];
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) return [];
    return selection.ids.has(row.id) ? rows.filter((candidate) => selection.ids.has(candidate.id)) : [row];
  };

  if (list.isUnknown) return <UnknownFolder />;
  if (query.isError && rows.length === 0)
    return <ErrorState {...words(query.error)} retryLabel={t("retry")} onRetry={() => void query.refetch()} />;
  const isAsked = place.kind !== "search" || place.text.trim() !== "";
  if (rows.length === 0 && isAsked && (query.isPending || hasNextPage)) return <ListSkeleton />;
  if (rows.length === 0) return <EmptyList list={list} />;

  const render = (item: ListItem) =>
    item.kind === "day" ? (
      <h2 className="flex h-full items-end px-4 pb-1.5 text-12 font-semibold text-faint">{item.label}</h2>
    ) : (
      <Row
        row={item.row}
        href={hrefIn(place, item.row.id)}
        density={density}
        isOpen={item.row.id === place.conversationId}
        isCursor={item.row.id === cursorId || (cursorId === null && item.row === rows[0])}
        isMarked={item.row.id === cursorId}
        isSelected={selection.ids.has(item.row.id)}
        isSelecting={selection.ids.size > 0}
        onOpen={openRow}
        onToggle={toggleRow}
        onNear={near}
      />
    );

  return (
    <ContextMenu
      entries={[...scheduled.entriesFor(pressed), ...replyEntries(pressed), ...menuOf(verbsFor(pressed))]}
      onOpen={(target) => setPressed(targetsOf(target))}
    >
      <div
        ref={box}
        className="flex min-h-0 flex-1 flex-col bg-surface"
        onDragStart={(event) => {
          const targets = event.target instanceof HTMLElement ? targetsOf(event.target) : [];
          const [first] = targets;
          if (!first) return event.preventDefault();
          const label = targets.length > 1 ? t("selected", { count: targets.length }) : senders(first);
          return startDrag(event, targets, label);
        }}
        onDragEnd={endDrag}
      >
        <VerbsContext value={verbsFor}>
          <VirtualList
            ref={handle}
            items={items}
            keyOf={keyOfItem}
            heightOf={heightOf}
            render={render}
            label={t("conversations")}
            onEnd={onEnd}
            footer={
              <ListFoot isLoading={isFetchingNextPage} hasFailed={isFetchNextPageError} onRetry={fetchNextPage} />
            }
          />
        </VerbsContext>
        {scheduled.dialog}
      </div>
    </ContextMenu>
  );
}

function ListFoot(props: { isLoading: boolean; hasFailed: boolean; onRetry: () => Promise<unknown> }) {
  const t = useTranslations("list");
  if (props.hasFailed)
    return (
      <p className="p-4 text-center text-13 text-muted">
        {t("loadFailed")}{" "}
        <button type="button" className="font-medium text-accent-ink underline" onClick={() => void props.onRetry()}>
          {t("retry")}
        </button>
      </p>
    );
  return props.isLoading ? (
    <p role="status" className="p-4 text-center text-13 text-faint animate-late">
      {t("loading")}
    </p>
  ) : null;
}

const lines = [0, 1, 2, 3, 4, 5, 6, 7];

function ListSkeleton() {
  return (
    <div className="flex-1 bg-surface pt-8" aria-busy="true">
      {lines.map((line) => (
        <div key={line} className="flex h-[60px] items-center gap-2.5 border-b px-[15px]">
          <Skeleton className="size-8 rounded-full" />
          <span className="flex-1 space-y-2">
            <Skeleton className="h-3 w-1/2" />
            <Skeleton className="h-3 w-4/5" />
          </span>
        </div>
      ))}
    </div>
  );
}
