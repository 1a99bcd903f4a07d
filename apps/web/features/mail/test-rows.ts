import type { ListKey } from "./list-key.ts";
import type { ListData } from "./segments.ts";
import { plainState } from "./thread-state.ts";
import type { Changes, ConversationRow } from "./types.ts";

/** For tests: a row of the inbox that came at that minute. */
export function buildRow(id: string, minute: number, more: Partial<ConversationRow> = {}): ConversationRow {
  const date = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return {
    id,
    threadId: id,
    spaceId: "space",
    subject: id,
    people: [],
    snippet: "",
    date,
    count: 1,
    unread: 0,
    isFlagged: false,
    hasAttachments: false,
    hasDraft: false,
    labels: [],
    ...plainState,
    mailboxIds: [inbox],
    isImportant: false,
    isMarkedImportant: false,
    to: [],
    scheduled: null,
    isToMe: false,
    isFromList: false,
    sizeBytes: 1,
    stand: { mailboxId: inbox, uid: "1", date, sizeBytes: 1, attachmentBytes: 0, senderKey: "", subjectKey: id },
    ...more,
  };
}

export const inbox = "inbox";

/** The inbox's list, newest first. */
export const inboxKey: ListKey = {
  source: { kind: "mailbox", mailboxId: inbox },
  filter: null,
  sort: "date",
  direction: "desc",
  grouping: "conversations",
};

/** A list with stretches of rows, named by letters, at those lines: the later in the alphabet, the older. */
export function buildList(stretches: Readonly<Record<number, string>>, total?: number): ListData {
  const segments = Object.entries(stretches).map(([start, letters]) => ({
    start: Number(start),
    rows: Array.from(letters, (letter) => lettered(letter)),
  }));
  const last = segments.at(-1);
  const reach = last ? last.start + last.rows.length : 0;
  return { segments, total: total ?? reach, isTotalStale: false, nextCursor: null, modseqs: { space: "1" } };
}

/** The row of a letter; `a` is the newest. */
export function lettered(letter: string, more: Partial<ConversationRow> = {}): ConversationRow {
  return buildRow(letter, 1_000 - (letter.codePointAt(0) ?? 0), more);
}

/** A list in short: `0:abc 7:xyz /12`. */
export function shortly(data: ListData): string {
  const parts = data.segments.map(({ start, rows }) => `${start}:${rows.map((row) => row.id).join("")}`);
  return [...parts, `/${data.total}${data.isTotalStale ? "?" : ""}`].join(" ");
}

export function buildChanges(rows: Changes["rows"]): Changes {
  return {
    modseq: "2",
    mailboxes: [],
    removedMailboxIds: [],
    haveSharesChanged: false,
    stale: [],
    rows,
    conversationIds: rows.map((change) => change.id),
  };
}
