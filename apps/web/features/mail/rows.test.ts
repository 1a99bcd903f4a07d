import { expect, test } from "vitest";
import type { ListKey } from "./list-key.ts";
import { type ListData, mapRows, patchList, putRow } from "./rows.ts";
import { plainState } from "./thread-state.ts";
import type { Changes, ConversationRow } from "./types.ts";

const inbox = "inbox";
const key: ListKey = { source: { kind: "mailbox", mailboxId: inbox }, filter: null };

function row(id: string, minute: number, more: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id,
    threadId: id,
    spaceId: "space",
    subject: id,
    people: [],
    snippet: "",
    date: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    count: 1,
    unread: 0,
    isFlagged: false,
    hasAttachments: false,
    hasDraft: false,
    labels: [],
    ...plainState,
    mailboxIds: [inbox],
    isImportant: false,
    scheduled: null,
    sizeBytes: 1,
    stand: {
      mailboxId: inbox,
      uid: "1",
      date: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
      sizeBytes: 1,
      attachmentBytes: 0,
      senderKey: "",
      subjectKey: id,
    },
    ...more,
  };
}

function list(pages: ConversationRow[][], { hasMore = false } = {}): ListData {
  return {
    pages: pages.map((items, at) => ({
      items,
      nextCursor: at < pages.length - 1 || hasMore ? `cursor ${at}` : null,
      modseq: "1",
    })),
    pageParams: pages.map((_, at) => (at === 0 ? undefined : `cursor ${at - 1}`)),
  };
}

const ids = (data: ListData) => data.pages.map((page) => page.items.map((item) => item.id).join("")).join("|");

function changes(rows: Changes["rows"]): Changes {
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

test("a row goes where its date belongs, whichever page that is, and leaves its old place", () => {
  const data = list([
    [row("a", 9), row("b", 7)],
    [row("c", 5), row("d", 3)],
  ]);
  expect(ids(putRow(data, row("x", 10)))).toBe("xab|cd");
  expect(ids(putRow(data, row("x", 4)))).toBe("ab|cxd");
  expect(ids(putRow(data, row("x", 1)))).toBe("ab|cdx");
  expect(ids(putRow(data, row("d", 8)))).toBe("adb|c");
});

test("past the last loaded row a new one is left out, and one that was there comes back", () => {
  const data = list([[row("a", 9)]], { hasMore: true });
  expect(ids(putRow(data, row("x", 1)))).toBe("a");
  expect(ids(putRow(data, row("x", 1), { wasThere: true }))).toBe("ax");
  expect(ids(putRow(list([[]], { hasMore: true }), row("x", 1), { wasThere: true }))).toBe("x");
});

test("pages in which nothing changes keep their identity, and so does a list", () => {
  const data = list([[row("a", 9)], [row("c", 5)]]);
  expect(mapRows(data, (one) => one)).toBe(data);
  const next = mapRows(data, (one) => (one.id === "c" ? null : one));
  expect(next.pages[0]).toBe(data.pages[0]);
  expect(ids(next)).toBe("a|");
});

test("what changed elsewhere leaves another folder's list alone", () => {
  const data = list([[row("a", 9)]]);
  expect(patchList(data, key, changes([{ mailboxId: "other", id: "a", row: null }]))).toBe(data);
  expect(ids(patchList(data, key, changes([{ mailboxId: inbox, id: "a", row: null }])))).toBe("");
});

test("a filtered list takes in what passes, and keeps what has just stopped passing", () => {
  const unread: ListKey = { ...key, filter: "unread" };
  const data = list([[row("a", 9, { unread: 1 })]]);
  const read = changes([
    { mailboxId: inbox, id: "a", row: row("a", 9) },
    { mailboxId: inbox, id: "b", row: row("b", 8) },
    { mailboxId: inbox, id: "c", row: row("c", 7, { unread: 2 }) },
  ]);
  expect(ids(patchList(data, unread, read))).toBe("ac");
});

test("the starred list follows the star, and a search only what it has found", () => {
  const data = list([[row("a", 9, { isFlagged: true })]]);
  const starred: ListKey = { source: { kind: "view", view: "starred" }, filter: null };
  const changed = changes([
    { mailboxId: inbox, id: "a", row: row("a", 9) },
    { mailboxId: inbox, id: "b", row: row("b", 8, { isFlagged: true }) },
  ]);
  expect(ids(patchList(data, starred, changed))).toBe("b");
  const found: ListKey = { source: { kind: "search", text: "roof" }, filter: null };
  expect(ids(patchList(data, found, changed))).toBe("a");
  expect(patchList(data, found, changed).pages[0]?.items[0]?.isFlagged).toBe(false);
});
