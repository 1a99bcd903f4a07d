import { expect, test } from "vitest";
import { NotDone } from "../types.ts";
import { dayOf, parseDateTime, parseDay } from "./dates.ts";
import { dateTime, flagList, mailboxName, responseText, textString } from "./encoder.ts";
import { canonicalName, decodeUtf7, encodeUtf7 } from "./mailbox-name.ts";
import { formatSet, joinRanges, normalizeRanges } from "./sets.ts";

test.each([
  ["INBOX", "INBOX"],
  ["AT&T", "AT&-T"],
  ["R&D ä", "R&-D &AOQ-"],
  ["Entwürfe", "Entw&APw-rfe"],
  ["台北", "&U,BTFw-"],
  ["~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"],
  ["😀", "&2D3eAA-"],
  ["tab\there", "tab&AAk-here"],
  ["&&", "&-&-"],
  ["", ""],
])("%j is %j in modified UTF-7", (name, encoded) => {
  expect(encodeUtf7(name)).toBe(encoded);
  expect(decodeUtf7(encoded)).toBe(name);
});

test.each(["&", "a&", "&AOQ", "&AOQ-&AOQ-", "&AGE-", "&AOR-", "&A-", "&2D0-", "&AOQ=-", "ä", "&a/b-", "a\tb"])(
  "%j is no modified UTF-7",
  (encoded) => expect(() => decodeUtf7(encoded)).toThrow(NotDone),
);

test("INBOX is one in any case, other names keep theirs", () => {
  expect(canonicalName("inBox")).toBe("INBOX");
  expect(canonicalName("inbox/Sub")).toBe("INBOX/Sub");
  expect(canonicalName("Inboxes")).toBe("Inboxes");
  expect(canonicalName("Cafe\u0301")).toBe("Caf\u00e9");
});

test.each([
  [[{ from: 5, to: 2 }], "2:5"],
  [[{ from: Infinity, to: 8 }], "8:10"],
  [[{ from: 12, to: Infinity }], "10:12"],
  [[{ from: Infinity, to: Infinity }], "10"],
  [
    [
      { from: 3, to: 4 },
      { from: 1, to: 2 },
      { from: 9, to: 9 },
      { from: 4, to: 6 },
    ],
    "1:6,9",
  ],
])("normalizeRanges(%j) is %s", (ranges, text) => {
  const result = normalizeRanges(ranges, 10).map(({ from, to }) => (from === to ? `${from}` : `${from}:${to}`));
  expect(result.join(",")).toBe(text);
});

test("sets are written short and keep their order", () => {
  expect(formatSet([1, 2, 3, 7, 9, 10])).toBe("1:3,7,9:10");
  expect(formatSet([5, 3, 4, 1])).toBe("5,3:4,1");
  expect(formatSet([])).toBe("");
  expect(joinRanges([])).toEqual([]);
});

test("dates", () => {
  expect(parseDay("1-Feb-1994")).toBe("1994-02-01");
  expect(parseDay("28-FEB-0099")).toBe("0099-02-28");
  expect(parseDateTime("17-Jul-1996 02:44:25 -0700").toISOString()).toBe("1996-07-17T09:44:25.000Z");
  expect(parseDateTime(" 7-Jul-1996 23:59:60 +1400").toISOString()).toBe("1996-07-07T09:59:59.000Z");
  expect(dateTime(new Date("2025-11-05T06:07:08Z"))).toBe('" 5-Nov-2025 06:07:08 +0000"');
  expect(dayOf(new Date(0))).toBe("1970-01-01");
  for (const text of ["", "1-Foo-1994", "32-Jan-1994", "29-Feb-2025", "1-Jan-94", "1/1/1994"])
    expect(() => parseDay(text)).toThrow();
  for (const text of ["17-Jul-1996 24:00:00 +0000", "17-Jul-1996 1:00:00 +0000", "17-Jul-1996 01:00:00 +0060"])
    expect(() => parseDateTime(text)).toThrow();
});

test("strings and flags", () => {
  expect(textString('a "b" \\')).toBe('"a \\"b\\" \\\\"');
  expect(textString("a\r\nä\0")).toBe("{5}\r\na\r\nä");
  expect(mailboxName('a"ä', false)).toBe('"a\\"&AOQ-"');
  expect(mailboxName("ä", true)).toBe('"ä"');
  expect(flagList({ flags: 31, keywords: ["$A"] })).toBe("(\\Answered \\Flagged \\Deleted \\Seen \\Draft $A)");
  expect(flagList({ flags: 0, keywords: [] })).toBe("()");
  expect(responseText("a\r\n* BYE\0")).toBe("a * BYE");
  expect(responseText("\r\n")).toBe("done");
});
