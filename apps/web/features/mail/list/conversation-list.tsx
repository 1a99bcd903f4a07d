import { ContextMenu, ErrorState, LongList, type LongListHandle, Skeleton } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { ExternalLink, ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import { useIsNarrow } from "../../../client/media.ts";
import { useWords } from "../../../client/words.ts";
import { useSettings } from "../../settings/api.ts";
import { useMailAccounts } from "../../sharing/api.ts";
import { endDrag, startDrag } from "../drag.ts";
import { hrefIn } from "../place.ts";
import { useReplyEntries } from "../reading/reply-entries.tsx";
import { useForesee } from "../reading/use-foresee.ts";
import { lineOf, rowAt } from "../segments.ts";
import { syncOf } from "../sync.ts";
import { useTagDrop } from "../tags/use-tag-drop.ts";
import type { ConversationRow } from "../types.ts";
import { useScheduledEntries } from "../send-later/scheduled-entries.tsx";
import { menuOf, VerbsContext, type VerbsFor } from "../verbs/verbs.tsx";
import { EmptyList, UnknownFolder } from "./empty-list.tsx";
import { FreshPill, useFresh } from "./fresh-pill.tsx";
import { useLineRequests } from "./line-requests.ts";
import { headingsOf, useGroups } from "./list-groups.ts";
import { PullToRefresh } from "./pull-to-refresh.tsx";
import { PinnedSection } from "./pinned.tsx";
import { Row } from "./row.tsx";
import { useSenders } from "./senders.ts";
import { useCursorInSight } from "./use-cursor-in-sight.ts";
import { useListKeys } from "./use-list-keys.tsx";
import { useLayout } from "../layout.ts";
import type { MailList } from "./use-mail-list.ts";

const headingHeight = 32;
const noSegments: never[] = [];

/** The lines of a place, in its order. */
export function ConversationList({ list, verbsFor }: { list: MailList; verbsFor: VerbsFor }) {
  const t = useTranslations("list");
  const tListing = useTranslations("listing");
  const words = useWords();
  const foresee = useForesee();
  const isNarrow = useIsNarrow();
  const senders = useSenders();
  const { settings } = useSettings();
  const { density } = settings;
  const { data, rows, pinned, query, selection, cursorId, cursorLine, place, open, setCursor } = list;
  const groupOf = useGroups(list.key?.sort ?? "date");
  // Its rows show when they come back, and not when they came; what is most relevant has no days.
  const isByWorth = place.kind === "search" && place.sort === "relevance";
  const hasHeadings = list.mailbox?.role !== "snoozed" && !isByWorth;
  const headings = useMemo(
    () =>
      headingsOf((hasHeadings && data?.segments) || noSegments, groupOf).map(({ before, label }) => ({
        before,
        content: <h2 className="flex h-full items-end px-4 pb-1.5 text-12 font-semibold text-faint">{label}</h2>,
      })),
    [data, groupOf, hasHeadings],
  );
  const { data: accounts } = useMailAccounts();
  const queryClient = useQueryClient();
  const isOfMany = list.key?.source.kind === "view" && list.key.source.view === "unified";
  const isWide = useLayout() !== "right" && !isNarrow;
  const lineHeight = density === "compact" ? (isNarrow ? 44 : 36) : isNarrow ? 67 : isWide ? 48 : 60;
  const handle = useRef<LongListHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState<readonly ConversationRow[]>([]);
  const [isAtTop, setIsAtTop] = useState(true);
  const fresh = useFresh(list, isAtTop);
  const moves = useListKeys(list, handle);
  useLineRequests(list.name, moves.goToLine);
  useCursorInSight({ box, handle, cursorId, index: cursorLine });

  const openRow = useLatest((row: ConversationRow) => open(row.id));
  const toggleRow = useLatest((row: ConversationRow, isRange: boolean) => {
    selection.toggle(row.id, isRange);
    setCursor(row.id);
  });
  const near = useCallback((row: ConversationRow) => foresee.near(row.id), [foresee]);
  const replyEntries = useReplyEntries();
  const scheduled = useScheduledEntries();
  const keyOf = useCallback((line: number) => rowAt(data, line)?.id, [data]);
  const lineOfKey = useCallback((id: string) => lineOf(data, id), [data]);

  /** A row, or all that are selected if it is one of them. */
  const targetsOf = useLatest((element: HTMLElement): readonly ConversationRow[] => {
    const id = element.closest<HTMLElement>("[data-row]")?.dataset["row"];
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) return [];
    return selection.ids.has(row.id) ? rows.filter((candidate) => selection.ids.has(candidate.id)) : [row];
  });
  const tagDrop = useTagDrop(targetsOf);

  if (list.isUnknown) return <UnknownFolder />;
  if (query.isError && rows.length === 0)
    return <ErrorState {...words(query.error)} retryLabel={t("retry")} onRetry={query.refetch} />;
  const isAsked = place.kind !== "search" || place.text.trim() !== "";
  const total = data?.total ?? 0;
  if (total === 0 && isAsked && query.isPending) return <ListSkeleton />;
  if (total === 0 && pinned.length === 0) return <EmptyList list={list} />;

  const rowOf = (row: ConversationRow, isFirst: boolean) => (
    <Row
      row={row}
      href={hrefIn(place, row.id)}
      density={density}
      isWide={isWide}
      account={isOfMany ? accounts?.find((account) => account.spaceId === row.spaceId) : undefined}
      isOpen={row.id === place.conversationId}
      isCursor={row.id === cursorId || (cursorId === null && isFirst)}
      isMarked={row.id === cursorId}
      isSelected={selection.ids.has(row.id)}
      isSelecting={selection.ids.size > 0}
      onOpen={openRow}
      onToggle={toggleRow}
      onNear={near}
    />
  );
  const render = (line: number) => {
    const row = rowAt(data, line);
    return row ? rowOf(row, line === 0 && pinned.length === 0) : <SkeletonLine isCompact={density === "compact"} />;
  };

  return (
    <ContextMenu
      entries={[
        // A long press is how a finger comes here, and may be the beginning of choosing several.
        ...pressed.slice(0, isNarrow && pressed.length === 1 ? 1 : 0).map((row) => ({
          label: tListing("select.title"),
          icon: <ListChecks aria-hidden="true" />,
          onSelect: () => toggleRow(row, false),
        })),
        ...scheduled.entriesFor(pressed),
        ...replyEntries(pressed),
        ...menuOf(verbsFor(pressed)),
        ...pressed.slice(0, pressed.length === 1 ? 1 : 0).map((row) => ({
          label: tListing("openTab"),
          icon: <ExternalLink aria-hidden="true" />,
          onSelect: () => window.open(hrefIn(place, row.id), "_blank", "noopener"),
        })),
      ]}
      onOpen={(target) => setPressed(targetsOf(target))}
    >
      <div
        ref={box}
        className="relative flex min-h-0 flex-1 flex-col bg-surface"
        onDragStart={(event) => {
          const targets = event.target instanceof HTMLElement ? targetsOf(event.target) : [];
          const [first] = targets;
          if (!first) return event.preventDefault();
          const label = targets.length > 1 ? t("selected", { count: targets.length }) : senders(first);
          return startDrag(event, targets, label);
        }}
        onDragEnd={endDrag}
        {...tagDrop}
      >
        <PullToRefresh isAtTop={isAtTop} onRefresh={() => syncOf(queryClient).catchUp()}>
          <FreshPill count={fresh} onShow={() => moves.goToLine(0)} />
          <VerbsContext value={verbsFor}>
            <PinnedSection rows={pinned} lineHeight={lineHeight} render={(row) => rowOf(row, row === pinned[0])} />
            <LongList
              key={list.name}
              ref={handle}
              name={list.name}
              label={t("conversations")}
              count={total}
              lineHeight={lineHeight}
              headingHeight={headingHeight}
              headings={headings}
              keyOf={keyOf}
              lineOf={lineOfKey}
              render={render}
              onRange={query.show}
              onTop={setIsAtTop}
              footer={<ListFoot hasFailed={query.hasFailedMore} onRetry={query.retryMore} />}
            />
          </VerbsContext>
        </PullToRefresh>
        {scheduled.dialog}
      </div>
    </ContextMenu>
  );
}

function ListFoot(props: { hasFailed: boolean; onRetry: () => void }) {
  const t = useTranslations("list");
  if (!props.hasFailed) return null;
  return (
    <p role="alert" className="absolute inset-x-0 bottom-0 border-t bg-raised p-3 text-center text-13 text-muted">
      {t("loadFailed")}{" "}
      <button type="button" className="font-medium text-accent-ink underline" onClick={props.onRetry}>
        {t("retry")}
      </button>
    </p>
  );
}

const lines = [0, 1, 2, 3, 4, 5, 6, 7];

function ListSkeleton() {
  return (
    <div className="flex-1 bg-surface pt-8" aria-busy="true">
      {lines.map((line) => (
        <div key={line} className="h-[60px]">
          <SkeletonLine isCompact={false} />
        </div>
      ))}
    </div>
  );
}

/** A line that is on its way. */
function SkeletonLine({ isCompact }: { isCompact: boolean }) {
  return (
    <div className="flex h-full items-center gap-2.5 border-b px-[15px]">
      <Skeleton className={isCompact ? "size-6 rounded-full" : "size-8 rounded-full"} />
      <span className="flex-1 space-y-2">
        <Skeleton className="h-3 w-1/2" />
        {isCompact ? null : <Skeleton className="h-3 w-4/5" />}
      </span>
    </div>
  );
}
