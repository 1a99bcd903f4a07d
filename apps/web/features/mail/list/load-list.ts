import type { QueryClient } from "@tanstack/react-query";
import { listOf, listServer } from "../api.ts";
import { type ListKey, listQueryKey } from "../list-key.ts";
import { standOf } from "../list-order.ts";
import { endOf, type ListData, type Stretch, trimmed, withStretch, withTotal } from "../segments.ts";
import type { ConversationRow } from "../types.ts";

const firstRows = 50;
const moreRows = 100;
/** A line that is so near to what is loaded is read on to; one farther away is jumped to. */
const nearLines = 150;

export interface Sight {
  first: number;
  last: number;
}

/** What has to be read so that the lines in sight are there. */
export type Wanted =
  | { kind: "after" | "before"; row: ConversationRow; start: number }
  | { kind: "at"; start: number }
  | { kind: "cursor"; cursor: string; start: number };

/** The first page of a list. */
export async function loadFirst(key: ListKey): Promise<ListData> {
  if (key.source.kind === "search") {
    const { items, nextCursor, modseqs } = await listServer.search({
      text: key.source.text,
      sort: key.source.sort,
      limit: firstRows,
    });
    return { segments: segmentOf(items), total: items.length, isTotalStale: false, nextCursor, modseqs };
  }
  const { items, hasMore, modseqs } = await listServer.page({ ...listOf(key), limit: firstRows });
  const total = items.length + (hasMore ? 1 : 0);
  return { segments: segmentOf(items), total, isTotalStale: hasMore, nextCursor: null, modseqs };
}

function segmentOf(rows: readonly ConversationRow[]): ListData["segments"] {
  return rows.length === 0 ? [] : [{ start: 0, rows }];
}

/** What to read next for the lines in sight, with some to spare; null when all of them are there. */
export function wantedFor(data: ListData, { first, last }: Sight): Wanted | null {
  const { segments, total, nextCursor } = data;
  const spare = 20;
  if (nextCursor !== null) return last + spare >= total ? { kind: "cursor", cursor: nextCursor, start: total } : null;
  const [from, to] = [Math.max(0, first - spare), Math.min(total - 1, last + spare)];
  let line = from;
  for (const segment of segments) if (segment.start <= line && endOf(segment) > line) line = endOf(segment);
  if (line > to) return null;
  const above = segments.findLast((segment) => endOf(segment) <= line);
  const below = segments.find((segment) => segment.start > line);
  const lastAbove = above?.rows.at(-1);
  if (above && lastAbove && line - endOf(above) < nearLines)
    return { kind: "after", row: lastAbove, start: endOf(above) };
  const firstBelow = below?.rows[0];
  if (below && firstBelow && below.start - line < nearLines)
    return { kind: "before", row: firstBelow, start: Math.max(0, below.start - moreRows) };
  return { kind: "at", start: Math.max(0, line - spare) };
}

/** Reads what is wanted and puts it into the cached list. */
export async function loadMore(queryClient: QueryClient, key: ListKey, wanted: Wanted, sight: Sight): Promise<void> {
  const total = queryClient.getQueryData<ListData>(listQueryKey(key))?.total ?? 0;
  const read = await readPage(key, wanted, total);
  queryClient.setQueryData<ListData>(listQueryKey(key), (now) => {
    if (!now) return now;
    const { nextCursor = null, ...stretch } = read;
    const next = withStretch({ ...now, nextCursor }, stretch, key);
    return wanted.kind === "cursor" ? next : trimmed(next, sight);
  });
}

type Read = Stretch & { nextCursor?: string | null };

async function readPage(key: ListKey, wanted: Wanted, total: number): Promise<Read> {
  if (wanted.kind === "cursor") {
    const { text, sort } = key.source.kind === "search" ? key.source : { text: "", sort: "date" as const };
    const { items, nextCursor } = await listServer.search({ text, sort, cursor: wanted.cursor });
    return { rows: items, start: wanted.start, nextCursor };
  }
  const page = { ...listOf(key), limit: moreRows };
  switch (wanted.kind) {
    case "after": {
      const { items, hasMore } = await listServer.page({ ...page, after: standOf(wanted.row, key) });
      return { rows: [wanted.row, ...items], start: wanted.start - 1, isLast: !hasMore };
    }
    case "before": {
      const { items, hasMore } = await listServer.page({ ...page, before: standOf(wanted.row, key) });
      return { rows: [...items, wanted.row], start: wanted.start, isFirst: !hasMore };
    }
    case "at":
      return readAt(key, wanted.start, total);
  }
}

/** Passing over lines takes time for each of them, so the lower half of a list is counted from its end. */
async function readAt(key: ListKey, start: number, total: number): Promise<Read> {
  const page = { ...listOf(key), limit: moreRows };
  if (start <= total / 2) {
    const { items, hasMore } = await listServer.page({ ...page, offset: start });
    return { rows: items, start, isFirst: start === 0, isLast: !hasMore };
  }
  const offset = Math.max(0, total - start - moreRows);
  const direction = key.direction === "asc" ? "desc" : "asc";
  const { items, hasMore } = await listServer.page({ ...page, direction, offset });
  const rows = items.toReversed();
  return { rows, start: Math.max(0, total - offset - rows.length), isFirst: !hasMore, isLast: offset === 0 };
}

/** Asks how many lines a list has. */
export async function loadTotal(queryClient: QueryClient, key: ListKey): Promise<void> {
  const { count } = await listServer.count(listOf(key));
  queryClient.setQueryData<ListData>(listQueryKey(key), (now) => now && withTotal(now, count));
}
