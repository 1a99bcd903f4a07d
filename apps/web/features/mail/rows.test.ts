import { expect, test } from "vitest";
import type { ListKey } from "./list-key.ts";
import { mapRows, patchList, putRow } from "./rows.ts";
import { buildChanges, buildList, inbox, inboxKey, lettered, shortly } from "./test-rows.ts";
import type { Changes } from "./types.ts";

const put = (data: ReturnType<typeof buildList>, letter: string, more = {}) =>
  shortly(putRow(data, lettered(letter), inboxKey, more));
const roles = new Map([
  [inbox, "inbox"],
  ["trash", "trash"],
  ["folder", null],
] as const);
const patch = (data: ReturnType<typeof buildList>, key: ListKey, rows: Changes["rows"]) =>
  patchList(data, key, { changes: buildChanges(rows), roles });

test("a row goes where its order belongs, and what stands below it makes room", () => {
  const data = buildList({ 0: "bd", 10: "mo" }, 20);
  expect(put(data, "a")).toBe("0:abd 11:mo /21");
  expect(put(data, "c")).toBe("0:bcd 11:mo /21");
  expect(put(data, "n")).toBe("0:bd 10:mno /21");
  expect(put(buildList({}), "a")).toBe("0:a /1");
  expect(put(buildList({ 0: "ab" }), "c")).toBe("0:abc /3");
});

test("where nothing is loaded a new row only makes the total uncertain, and one that was there comes back", () => {
  const data = buildList({ 0: "bd", 10: "mo" }, 20);
  expect(put(data, "f")).toBe("0:bd 10:mo /20?");
  expect(put(data, "x")).toBe("0:bd 10:mo /20?");
  expect(put(data, "f", { wasThere: true })).toBe("0:bd 10:fmo /21");
  expect(put(data, "x", { wasThere: true })).toBe("0:bd 10:mox /21");
});

test("a row that moves into a gap leaves its place, and the list stays as long as it is", () => {
  const data = buildList({ 0: "bcd", 10: "mo" }, 20);
  const moved = lettered("f", { id: "c" });
  expect(shortly(putRow(data, moved, inboxKey))).toBe("0:bd 10:mo /20");
});

test("a row at the edge of what is loaded keeps its place when it changes", () => {
  const data = buildList({ 0: "bd", 10: "mo" }, 20);
  for (const letter of ["b", "d", "m", "o"]) {
    const changed = putRow(data, lettered(letter, { unread: 1 }), inboxKey);
    expect(shortly(changed)).toBe("0:bd 10:mo /20");
    expect(changed.segments.flatMap((segment) => segment.rows.filter((row) => row.unread === 1))).toHaveLength(1);
  }
  expect(shortly(putRow(data, lettered("e", { id: "d" }), inboxKey))).toBe("0:bd 10:mo /20");
  expect(shortly(putRow(data, lettered("l", { id: "m" }), inboxKey))).toBe("0:bd 10:mo /20");
});

test("what leaves closes the gap that it made; a list without a change stays the same one", () => {
  const data = buildList({ 0: "abc", 10: "mo" }, 20);
  expect(mapRows(data, (one) => one)).toBe(data);
  const next = mapRows(data, (one) => (one.id === "b" ? null : one));
  expect(shortly(next)).toBe("0:ac 9:mo /19");
  expect(next.segments[1]?.rows).toBe(data.segments[1]?.rows);
});

test("what changed elsewhere leaves another folder's list alone", () => {
  const data = buildList({ 0: "a" });
  expect(patch(data, inboxKey, [{ mailboxId: "folder", id: "a", row: null }])).toBe(data);
  expect(shortly(patch(data, inboxKey, [{ mailboxId: inbox, id: "a", row: null }]))).toBe("/0");
});

test("what left from where nothing is loaded makes the total uncertain", () => {
  const gone = [{ mailboxId: inbox, id: "z", row: null }];
  expect(shortly(patch(buildList({ 0: "ab" }, 9), inboxKey, gone))).toBe("0:ab /9?");
  expect(shortly(patch(buildList({ 0: "ab" }), inboxKey, gone))).toBe("0:ab /2");
});

test("a filtered list takes in what passes, and keeps what has just stopped passing", () => {
  const unread: ListKey = { ...inboxKey, filter: "unread" };
  const read = patch(buildList({ 0: "a" }), unread, [
    { mailboxId: inbox, id: "a", row: lettered("a") },
    { mailboxId: inbox, id: "b", row: lettered("b") },
    { mailboxId: inbox, id: "c", row: lettered("c", { unread: 2 }) },
  ]);
  expect(shortly(read)).toBe("0:ac /2");
});

test("the starred list follows the star, a view leaves the trash out, and a search keeps to what it has found", () => {
  const data = buildList({ 0: "a" });
  const starred: ListKey = { ...inboxKey, source: { kind: "view", view: "starred" } };
  const changed = [
    { mailboxId: inbox, id: "a", row: lettered("a") },
    { mailboxId: "folder", id: "b", row: lettered("b", { isFlagged: true }) },
    { mailboxId: "trash", id: "c", row: lettered("c", { isFlagged: true }) },
  ];
  expect(shortly(patch(data, starred, changed))).toBe("0:b /1");
  const unified: ListKey = { ...inboxKey, source: { kind: "view", view: "unified" } };
  expect(shortly(patch(data, unified, changed))).toBe("0:a /1");
  const found: ListKey = { ...inboxKey, source: { kind: "search", text: "roof", sort: "date" } };
  expect(shortly(patch(data, found, changed))).toBe("0:a /1");
});

test("a conversation that lies in two folders of a view stands where its newest message is", () => {
  const all: ListKey = { ...inboxKey, source: { kind: "view", view: "all" } };
  const both = [
    { mailboxId: "folder", id: "x", row: lettered("n", { id: "x" }) },
    { mailboxId: inbox, id: "x", row: lettered("b", { id: "x" }) },
  ];
  expect(shortly(patch(buildList({ 0: "acm" }), all, both))).toBe("0:axcm /4");
});
