import { expect, test } from "vitest";
import type { Changes, Message, Stretch } from "../api.ts";
import { fits } from "./fits.ts";
import { lineWithChanges } from "./lines.ts";
import { rowsOf } from "./rows.ts";
import { joined, mostKept, withChanges } from "./stretch.ts";
import { buildLine, buildMessage } from "./test-messages.ts";

const numbers = (stretch: Stretch) => stretch.messages.map((message) => message.number);
const stretchOf = (from: number, to: number, more: Partial<Stretch> = {}): Stretch => ({
  messages: Array.from({ length: to - from + 1 }, (_, at) => buildMessage(from + at)),
  hasEarlier: from > 1,
  hasLater: false,
  modseq: String(to),
  ...more,
});
const changesOf = (messages: Message[], more: Partial<Changes> = {}): Changes => ({
  roomId: "room",
  from: "0",
  to: String(Math.max(...messages.map((message) => Number(message.modseq)))),
  messages,
  members: [],
  room: null,
  hasMore: false,
  ...more,
});

test("changes are known, follow, or leave something out", () => {
  expect(fits("5", { from: "3", to: "5" })).toBe("old");
  expect(fits("5", { from: "3", to: "6" })).toBe("next");
  expect(fits("5", { from: "5", to: "9" })).toBe("next");
  expect(fits("9", { from: "10", to: "12" })).toBe("gap");
});

test("what is new comes to the end, what changed is changed where it is, what is elsewhere is left", () => {
  const stretch = stretchOf(3, 6);
  const next = withChanges(
    stretch,
    changesOf([buildMessage(7), buildMessage(4, { text: "changed", modseq: "8" }), buildMessage(1, { modseq: "9" })]),
    null,
  );
  expect(numbers(next)).toEqual([3, 4, 5, 6, 7]);
  expect(next.messages[1]?.text).toBe("changed");
  expect(next.modseq).toBe("9");
  // An older state of a message does not come back.
  expect(
    withChanges(next, changesOf([buildMessage(4, { text: "before" })], { to: "10" }), null).messages[1]?.text,
  ).toBe("changed");
});

test("a stretch in the middle takes nothing new at its end, and threads stand apart", () => {
  expect(numbers(withChanges(stretchOf(3, 6, { hasLater: true }), changesOf([buildMessage(7)]), null))).toEqual([
    3, 4, 5, 6,
  ]);
  const reply = buildMessage(7, { threadId: "m3" });
  expect(numbers(withChanges(stretchOf(3, 6), changesOf([reply]), null))).toEqual([3, 4, 5, 6]);
  expect(numbers(withChanges(stretchOf(3, 3), changesOf([reply]), "m3"))).toEqual([3, 7]);
  expect(numbers(withChanges(stretchOf(3, 6), changesOf([{ ...reply, isAlsoInRoom: true }]), null))).toEqual([
    3, 4, 5, 6, 7,
  ]);
});

test("two stretches become one, which is let go at the far end when it is long", () => {
  const one = joined(stretchOf(51, 100), stretchOf(1, 50, { hasEarlier: false, modseq: "120" }), "start");
  expect(numbers(one)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
  expect(one).toMatchObject({ hasEarlier: false, hasLater: false, modseq: "100" });
  const long = joined(stretchOf(401, 400 + mostKept), stretchOf(301, 400), "start");
  expect([long.messages.length, long.messages[0]?.number, long.hasLater]).toEqual([mostKept, 301, true]);
});

test("a line counts what others say, and what of it speaks to one; what it cannot count it leaves to the server", () => {
  const line = buildLine({ readNumber: 5, last: 5, modseq: "5" });
  const next = lineWithChanges(
    line,
    changesOf([buildMessage(6), buildMessage(7, { mentions: ["me"] }), buildMessage(8, { threadId: "m1" })]),
    "me",
  );
  expect(next).toMatchObject({ unread: 2, mentions: 1, last: { number: 7 } });
  expect(lineWithChanges(line, changesOf([buildMessage(6), buildMessage(7, { authorId: "me" })]), "me")).toMatchObject({
    unread: 0,
    readNumber: 7,
  });
  expect(
    lineWithChanges(
      { ...line, unread: 1, readNumber: 4 },
      changesOf([buildMessage(5, { isDeleted: true, modseq: "9" })]),
      "me",
    ),
  ).toBeNull();
  expect(
    lineWithChanges(line, changesOf([buildMessage(6, { kind: "event", detail: { what: "joined" } })]), "me"),
  ).toBeNull();
});

test("what a program says under another name stands by itself", () => {
  const by = (number: number, name: string) =>
    buildMessage(number, { authorKind: "bot", authorId: "hook", detail: { bot: { name } } });
  const rows = rowsOf({
    messages: [by(1, "Build"), by(2, "Build"), by(3, "Deploy")],
    outgoing: [],
    me: "me",
    unread: null,
    hasEarlier: false,
    dayOf: (at) => at.slice(0, 10),
  });
  expect(rows.flatMap((row) => (row.kind === "message" ? [row.isMore] : []))).toEqual([false, true, false]);
});

test("rows have days, where the unread begins, and people together who speak on", () => {
  const minute = (at: number) => new Date(Date.UTC(2026, 0, 1, 23, 50 + at)).toISOString();
  const rows = rowsOf({
    messages: [
      buildMessage(1, { at: minute(0) }),
      buildMessage(2, { at: minute(3) }),
      buildMessage(3, { at: minute(4), authorId: "ann" }),
      buildMessage(4, { at: minute(11), authorId: "ann" }),
    ],
    outgoing: [],
    me: "me",
    unread: { after: 2, count: 2 },
    hasEarlier: true,
    dayOf: (at) => at.slice(0, 10),
  });
  expect(
    rows.map((row) => (row.kind === "message" ? `${row.message.number}${row.isMore ? "+" : ""}` : row.kind)),
  ).toEqual(["day", "1", "2+", "unread", "3", "day", "4"]);
});

test("a day that comes again, as where a clock was put back, has a row of its own", () => {
  const at = (number: number, day: number) =>
    buildMessage(number, { at: new Date(Date.UTC(2026, 0, day)).toISOString() });
  const rows = rowsOf({
    messages: [at(1, 2), at(2, 1), at(3, 2)],
    outgoing: [],
    me: "me",
    unread: null,
    hasEarlier: true,
    dayOf: (moment) => moment.slice(0, 10),
  });
  expect(new Set(rows.map((row) => row.key)).size).toBe(6);
});

test("where the unread begins is not said as long as what comes before it is not there", () => {
  const kinds = (messages: readonly Message[]) =>
    rowsOf({
      messages,
      outgoing: [],
      me: "me",
      unread: { after: 2, count: 40 },
      hasEarlier: true,
      dayOf: (at) => at.slice(0, 10),
    }).map((row) => (row.kind === "unread" ? row.count : row.kind));
  const said = (number: number) => buildMessage(number, { authorId: "ann" });
  expect(kinds([said(5), said(6)])).toEqual(["day", "message", "message"]);
  expect(kinds([said(2), said(3), said(4)])).toEqual(["day", "message", 40, "message", "message"]);
});
