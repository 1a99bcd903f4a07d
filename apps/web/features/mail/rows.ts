import type { InfiniteData } from "@tanstack/react-query";
import { type ListKey, passes } from "./list-key.ts";
import type { Changes, ConversationPage, ConversationRow } from "./types.ts";

export type ListData = InfiniteData<ConversationPage, string | undefined>;

/** The list with each row replaced by what the function makes of it; null takes it out. Pages without a change keep their identity. */
export function mapRows(data: ListData, change: (row: ConversationRow) => ConversationRow | null): ListData {
  let hasChanged = false;
  const pages = data.pages.map((page) => {
    let isTouched = false;
    const items = page.items.flatMap((row) => {
      const next = change(row);
      if (next !== row) isTouched = true;
      return next === null ? [] : [next];
    });
    if (isTouched) hasChanged = true;
    return isTouched ? { ...page, items } : page;
  });
  return hasChanged ? { ...data, pages } : data;
}

/** Whether `a` stands above `b`: newest first, and by id where two are of one moment. */
function isAbove(a: ConversationRow, b: ConversationRow): boolean {
  const [dateA, dateB] = [Date.parse(a.date), Date.parse(b.date)];
  return dateA === dateB ? a.id > b.id : dateA > dateB;
}

/**
 * The list with a row put where its date belongs. Past the last loaded row it is left out, because what lies between is not known, unless it
 * was there before.
 */
export function putRow(data: ListData, row: ConversationRow, { wasThere = false } = {}): ListData {
  const without = mapRows(data, (other) => (other.id === row.id ? null : other));
  for (const [pageAt, page] of without.pages.entries()) {
    const at = page.items.findIndex((other) => isAbove(row, other));
    const isEnd = pageAt === without.pages.length - 1 && (page.nextCursor === null || wasThere);
    if (at === -1 && !isEnd) continue;
    const items = at === -1 ? [...page.items, row] : page.items.toSpliced(at, 0, row);
    return { ...without, pages: without.pages.with(pageAt, { ...page, items }) };
  }
  return without;
}

function dropRow(data: ListData, id: string): ListData {
  return mapRows(data, (row) => (row.id === id ? null : row));
}

/** A list as it is after the changes: each changed conversation leaves, and comes back if it (still) belongs there. */
export function patchList(data: ListData, key: ListKey, changes: Changes): ListData {
  const { source } = key;
  const byId = Map.groupBy(changes.rows, (change) => change.id);
  let next = data;
  for (const [id, rows] of byId) {
    if (source.kind === "mailbox") {
      const change = rows.find((candidate) => candidate.mailboxId === source.mailboxId);
      if (change) next = place(next, change.row, id, key);
      continue;
    }
    const row = rows.find((candidate) => candidate.row !== null)?.row ?? null;
    // What a search finds is not known here: a found row is kept true, a new one does not come in by itself.
    if (source.kind === "search") next = mapRows(next, (old) => (old.id === id ? row : old));
    else if (source.kind === "tag") next = place(next, row?.labels.includes(source.keyword) ? row : null, id, key);
    else if (source.view === "starred") next = place(next, row?.isFlagged ? row : null, id, key);
    else next = place(next, row, id, key);
  }
  return next;
}

function place(data: ListData, row: ConversationRow | null, id: string, key: ListKey): ListData {
  if (row === null) return dropRow(data, id);
  // A row that stops passing the filter (it was just read) stays until the list is opened again.
  const isShown = data.pages.some((page) => page.items.some((other) => other.id === id));
  return isShown || passes(row, key.filter) ? putRow(data, row) : data;
}
