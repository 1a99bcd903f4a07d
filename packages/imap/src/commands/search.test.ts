import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();

const lunch = [
  "Date: Wed, 25 Nov 2025 23:30:00 -0500",
  "From: =?utf-8?q?J=C3=BCrgen?= <juergen (work)@ example.org>",
  "To: Ann <ann@example.org>, team: bob@example.net;",
  "Cc: carol@example.net",
  "Subject: =?iso-8859-1?q?Gr=FC=DFe?= zum Mittag",
  "Message-ID: <lunch@example.org>",
  "In-Reply-To: <x@example.org>",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from("Der Käse ist alle.\r\n").toString("base64"),
  "",
].join("\r\n");

const box = {
  INBOX: [
    { raw: lunch, internalDate: new Date("2025-11-26T08:00:00Z"), flags: 1 },
    {
      raw: mail("second", "nothing here"),
      internalDate: new Date("2025-11-20T08:00:00Z"),
      flags: 4,
      keywords: ["Work"],
    },
    { raw: mail("third", "x".repeat(2_000)), internalDate: new Date("2020-01-01T00:00:00Z"), flags: 8 | 2 },
    { raw: mail("fourth"), flags: 16 },
  ],
};

test.each([
  ["ALL", "1 2 3 4"],
  ["SEEN", "1"],
  ["UNSEEN", "2 3 4"],
  ["UNDELETED UNDRAFT", "1 2"],
  ["ANSWERED", "3"],
  ["FLAGGED", "2"],
  ["KEYWORD work", "2"],
  ["UNKEYWORD Work", "1 3 4"],
  ["2:3", "2 3"],
  ["2:3 NOT 3", "2"],
  ["NOT UID 1:2", "3 4"],
  ["1000", ""],
  ["OR SEEN (FLAGGED KEYWORD Work)", "1 2"],
  ["OR OR 1 2 OR 3 4", "1 2 3 4"],
  ["SUBJECT GRÜSSE", ""],
  ["SUBJECT grüße", "1"],
  ["SUBJECT mittag", "1"],
  ["FROM jürgen", "1"],
  ["FROM juergen@example.org", "1"],
  ["TO bob@example.net", "1 2 3 4"],
  ["CC carol", "1"],
  ["BCC carol", ""],
  ["BODY käse", "1"],
  ["BODY mittag", ""],
  ["TEXT mittag", "1"],
  ["TEXT käse", "1"],
  ["HEADER Message-ID lunch@", "1"],
  ['HEADER In-Reply-To ""', "1"],
  ['HEADER X-Nothing ""', ""],
  ['OR (HEADER "IN-REPLY-TO" "x") (HEADER "REFERENCES" "x")', "1"],
  ["LARGER 2000", "3"],
  ["SMALLER 2000", "1 2 4"],
  ["BEFORE 26-Nov-2025 SINCE 1-Jan-2025", "2"],
  ["ON 26-Nov-2025", "1"],
  ["SENTON 25-Nov-2025", "1"],
  ["SENTSINCE 26-Nov-2025", ""],
  ['SENTBEFORE "26-Nov-2025"', "1"],
  ["YOUNGER 60", "4"],
  ["OLDER 60 UID 4", ""],
  ["SAVEDSINCE 1-Jan-2025 SAVEDATESUPPORTED", "1 2 3 4"],
  ["SAVEDBEFORE 1-Jan-2025", ""],
  ["EMAILID Mnothing", ""],
  ["OLD", "1 2 3 4"],
  ["RECENT", ""],
])("SEARCH CHARSET UTF-8 %s", async (keys, found) => {
  const imap = await (await start(box)).open();
  const literal = keys.replace(/[^ ]*[^ -~][^ ]*/g, (word) => `{${Buffer.byteLength(word)}+}\r\n${word}`);
  expect(await imap.run(`SEARCH CHARSET UTF-8 ${literal}`)).toEqual([`* SEARCH ${found}`.trim(), "run OK searched"]);
});

test("other charsets are read, unknown ones refused", async () => {
  const imap = await (await start(box)).open();
  imap.send(Buffer.from('a SEARCH CHARSET ISO-8859-1 SUBJECT "gr\xfc\xdfe"\r\n', "latin1"));
  await imap.script`
    S: * SEARCH 1
    S: a OK
    C: b SEARCH CHARSET X-UNKNOWN SUBJECT x
    S: b NO [BADCHARSET (
  `;
  imap.send(Buffer.from('c SEARCH CHARSET UTF-8 SUBJECT "gr\xfc\xdfe"\r\n', "latin1"));
  await imap.script`
    S: c BAD
  `;
});

test("RETURN answers ESEARCH and SAVE keeps the result for $", async () => {
  const imap = await (await start(box)).open();
  await imap.script`
    C: a UID SEARCH RETURN () ALL
    S: * ESEARCH (TAG "a") UID ALL 1:4
    S: a OK
    C: b SEARCH RETURN (MIN MAX COUNT) UNSEEN
    S: * ESEARCH (TAG "b") MIN 2 MAX 4 COUNT 3
    S: b OK
    C: c SEARCH RETURN (COUNT MIN) BCC nobody
    S: * ESEARCH (TAG "c") COUNT 0
    S: c OK
    N: * ESEARCH
    C: d SEARCH RETURN (SAVE) UNSEEN
    S: d OK
    C: e FETCH $ UID
    S: * 2 FETCH (UID 2)
    S: * 3 FETCH (UID 3)
    S: * 4 FETCH (UID 4)
    S: e OK
    C: f SEARCH $ FLAGGED
    S: * SEARCH 2
    S: f OK
    C: g UID SEARCH RETURN (SAVE MIN) UNSEEN
    S: * ESEARCH (TAG "g") UID MIN 2
    S: g OK
    C: h UID STORE $ -FLAGS.SILENT (\Flagged)
    S: h OK
    C: i UID EXPUNGE 3
    S: * 3 EXPUNGE
    S: i OK
    C: j SEARCH RETURN (ALL) $
    S: * ESEARCH (TAG "j") ALL 2
    S: j OK
    C: k SELECT INBOX
    S: k OK
    C: l SEARCH RETURN (ALL) $
    S: * ESEARCH (TAG "l")
    S: l OK
  `;
});

test("what came but was not told is not found", async () => {
  const running = await start(box);
  const [one, two] = [await running.open(), await running.open()];
  await two.script`
    C: a APPEND INBOX {4+}↵text
    S: a OK
  `;
  expect(await one.run("SEARCH BODY text")).toEqual(["* SEARCH", "* 5 EXISTS", "* 0 RECENT", "run OK searched"]);
});

test.each([
  "SEARCH",
  "SEARCH NONSENSE",
  "SEARCH NOT",
  "SEARCH OR ALL",
  "SEARCH (ALL",
  "SEARCH ON yesterday",
  "SEARCH ON 31-Feb-2025",
  "SEARCH LARGER x",
  "SEARCH RETURN (NONSENSE) ALL",
  "SEARCH OLDER 0",
  "SEARCH HEADER Subject",
  `SEARCH ${"(".repeat(500)}ALL${")".repeat(500)}`,
  `SEARCH ${"NOT ".repeat(500)}ALL`,
  `SEARCH ${"ALL ".repeat(5_000)}ALL`,
])("%s is refused", async (command) => {
  const imap = await (await start(box)).open();
  expect((await imap.run(command)).at(-1)).toMatch(/^run BAD/);
});
