import type { ListSort, Direction, Stand } from "./types.ts";
import type { ConversationRow } from "./types.ts";

/** The order of a list. */
export interface Order {
  sort: ListSort;
  direction: Direction;
}

/** Which way round a sort is begun with: the newest, the biggest, and A to Z. */
export const naturalDirection: Readonly<Record<ListSort, Direction>> = {
  date: "desc",
  sender: "asc",
  subject: "asc",
  size: "desc",
  attachments: "desc",
};

const columns = {
  date: "date",
  sender: "senderKey",
  subject: "subjectKey",
  size: "sizeBytes",
  attachments: "attachmentBytes",
} as const satisfies Record<ListSort, keyof ConversationRow["stand"]>;

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether `a` stands above `b`. Of equal ones the newest is first; the reverse order is the reverse of all of it. */
export function isAbove(
  { stand: a }: ConversationRow,
  { stand: b }: ConversationRow,
  { sort, direction }: Order,
): boolean {
  const newestFirst =
    Date.parse(b.date) - Date.parse(a.date) || Number(b.uid) - Number(a.uid) || compare(b.mailboxId, a.mailboxId);
  const column = columns[sort];
  const byKey = sort === "date" ? 0 : compare(a[column], b[column]) * (naturalDirection[sort] === "asc" ? 1 : -1);
  const natural = byKey || newestFirst;
  return (direction === naturalDirection[sort] ? natural : -natural) < 0;
}

/** Where a row stands, as the server takes it to go on from there. */
export function standOf({ stand }: ConversationRow, { sort }: Order): Stand {
  const { date, uid, mailboxId } = stand;
  return { key: String(stand[columns[sort]]), date, uid, mailboxId };
}
