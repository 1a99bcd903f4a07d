import { hasPinsApart, type ListKey, passes } from "./list-key.ts";
import { isAbove, type Order } from "./list-order.ts";
import { endOf, type ListData, type Segment, shifted } from "./segments.ts";
import type { Changes, ConversationRow, Mailbox } from "./types.ts";

/** The list with each loaded row replaced by what the function makes of it; null takes it out. Without a change it stays the same one. */
export function mapRows(data: ListData, change: (row: ConversationRow) => ConversationRow | null): ListData {
  let gone = 0;
  let hasChanged = false;
  const segments = data.segments.flatMap((segment): Segment[] => {
    let isTouched = false;
    const rows = segment.rows.flatMap((row) => {
      const next = change(row);
      if (next !== row) isTouched = true;
      return next === null ? [] : [next];
    });
    const start = segment.start - gone;
    gone += segment.rows.length - rows.length;
    if (isTouched) hasChanged = true;
    if (!isTouched && start === segment.start) return [segment];
    return rows.length === 0 ? [] : [{ start, rows: isTouched ? rows : segment.rows }];
  });
  return hasChanged ? { ...data, segments, total: Math.max(0, data.total - gone) } : data;
}

/**
 * The list with a row put where its order belongs. Where nothing is loaded it is left out, because what stands around it is not known, unless it
 * was there before.
 */
export function putRow(data: ListData, row: ConversationRow, order: Order, { wasThere = false } = {}): ListData {
  const old = data.segments.find((segment) => segment.rows.some((other) => other.id === row.id));
  const before = old?.rows.find((other) => other.id === row.id);
  if (before && !isAbove(row, before, order) && !isAbove(before, row, order))
    return mapRows(data, (other) => (other.id === row.id ? row : other));

  const without = before ? mapRows(data, (other) => (other === before ? null : other)) : data;
  const { segments } = without;
  const insert = (at: number, index: number): ListData => {
    const rows = (segments[at]?.rows ?? []).toSpliced(index, 0, row);
    const into = { start: segments[at]?.start ?? 0, rows };
    return { ...without, segments: shifted(segments.toSpliced(at, 1, into), at + 1, 1), total: without.total + 1 };
  };
  /** Between what is loaded, before the segment of that number. A row that stood at the edge of the gap stays there. */
  const skip = (at: number): ListData => {
    const above = segments[at - 1];
    if (!old) return { ...without, isTotalStale: true };
    if (above && old.rows.at(-1) === before && above.rows.at(-1) === old.rows.at(-2))
      return insert(at - 1, above.rows.length);
    if (segments[at] && old.rows[0] === before && segments[at].rows[0] === old.rows[1]) return insert(at, 0);
    return { ...without, segments: shifted(segments, at, 1), total: without.total + 1 };
  };

  for (const [at, segment] of segments.entries()) {
    const index = segment.rows.findIndex((other) => isAbove(row, other, order));
    if (index === -1) continue;
    const upper = segments[at - 1];
    const isBeside = segment.start === (upper ? endOf(upper) : 0);
    return index > 0 || isBeside || wasThere ? insert(at, index) : skip(at);
  }
  const last = segments.at(-1);
  const isEnd = (last ? endOf(last) : 0) >= without.total;
  return isEnd || wasThere ? insert(Math.max(0, segments.length - 1), last?.rows.length ?? 0) : skip(segments.length);
}

export interface Patch {
  changes: Changes;
  /** Of the mailboxes that are known. */
  roles: ReadonlyMap<string, Mailbox["role"]>;
}

/** A list as it is after the changes: each changed line leaves, and comes back if it (still) belongs there. */
export function patchList(data: ListData, key: ListKey, { changes, roles }: Patch): ListData {
  const { source } = key;
  let next = data;
  for (const [id, rows] of Map.groupBy(changes.rows, (change) => change.id)) {
    // What a search finds is not known here: a found row is kept true, a new one does not come in by itself.
    if (source.kind === "search") {
      const row = newestOf(rows);
      next = mapRows(next, (old) => (old.id === id ? row && { ...row, stand: old.stand } : old));
      continue;
    }
    const ofList = rows
      .filter(({ mailboxId }) => isOver(source, mailboxId, roles.get(mailboxId)))
      .map((one) => (source.kind === "mailbox" ? one : { ...one, row: one.row && byDate(one.row) }));
    if (ofList.length === 0) continue;
    const row = newestOf(ofList);
    next = place(next, row && belongs(row, key) ? row : null, id, key);
  }
  return next;
}

/** Only in their own mailbox snoozed conversations stand by their return. */
function byDate(row: ConversationRow): ConversationRow {
  return row.snoozedUntil ? { ...row, stand: { ...row.stand, date: row.date } } : row;
}

/** What a list asks of a row beyond where it lies. */
export function belongs(row: ConversationRow, key: ListKey): boolean {
  const { source } = key;
  if (row.isPinned && hasPinsApart(key)) return false;
  if (source.kind === "tag") return row.labels.includes(source.keyword);
  return source.kind !== "view" || source.view !== "starred" || row.isFlagged;
}

const newestFirst: Order = { sort: "date", direction: "desc" };

/** A conversation that is in several mailboxes of a list stands where its newest message is. */
function newestOf(changed: Changes["rows"]): ConversationRow | null {
  const rows = changed.flatMap(({ row }) => (row ? [row] : []));
  return rows.reduce<ConversationRow | null>(
    (best, row) => (best === null || isAbove(row, best, newestFirst) ? row : best),
    null,
  );
}

/** Whether a mailbox is one of those that a list is over. */
function isOver(
  source: Exclude<ListKey["source"], { kind: "search" }>,
  mailboxId: string,
  role: Mailbox["role"] | undefined,
): boolean {
  if (source.kind === "mailbox") return source.mailboxId === mailboxId;
  return source.kind === "view" && source.view === "unified" ? role === "inbox" : role !== "trash" && role !== "junk";
}

function place(data: ListData, row: ConversationRow | null, id: string, key: ListKey): ListData {
  const isShown = data.segments.some((segment) => segment.rows.some((other) => other.id === id));
  if (row === null) {
    if (isShown) return mapRows(data, (other) => (other.id === id ? null : other));
    const isWhole = data.segments.reduce((sum, segment) => sum + segment.rows.length, 0) >= data.total;
    return isWhole ? data : { ...data, isTotalStale: true };
  }
  // A row that stops passing the filter (it was just read) stays until the list is opened again.
  return isShown || passes(row, key.filter) ? putRow(data, row, key) : data;
}
