import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();

const multipart = [
  "Date: Tue, 25 Nov 2025 10:00:00 +0100",
  "From: Ann <ann@example.org>",
  "Subject: two parts",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "Content-Type: text/plain; charset=windows-1251",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "=CF=F0=E8",
  "--b",
  "Content-Type: message/rfc822",
  "",
  "Subject: inner",
  "",
  "inside",
  "--b",
  "Content-Type: application/x-odd",
  "Content-Transfer-Encoding: x-rot13",
  "",
  "uryyb",
  "--b--",
  "",
].join("\r\n");

test("macros and plain items", async () => {
  const imap = await (await start({ INBOX: [{ raw: mail("x"), internalDate: new Date(0) }] })).open();
  const date = 'INTERNALDATE " 1-Jan-1970 00:00:00 +0000"';
  expect((await imap.run("FETCH 1 FAST"))[0]).toBe(`* 1 FETCH (FLAGS () ${date} RFC822.SIZE ${mail("x").length})`);
  expect((await imap.run("FETCH 1 ALL"))[0]).toMatch(/FLAGS .* INTERNALDATE .* RFC822.SIZE .* ENVELOPE \(NIL "x" /);
  expect((await imap.run("FETCH 1 FULL"))[0]).toMatch(/ENVELOPE \(.*\) BODY \("text" "plain" .* 14 1\)\)$/);
  expect((await imap.run("FETCH 1 (BODYSTRUCTURE)"))[0]).toContain("BODYSTRUCTURE (");
  expect((await imap.run("UID FETCH 1 (EMAILID THREADID SAVEDATE)"))[0]).toMatch(
    /^\* 1 FETCH \(UID 1 EMAILID \(M\w+\) THREADID \(T\w+\) SAVEDATE "[ \d]\d-\w{3}-\d{4} [\d:]{8} \+0000"\)$/,
  );
});

test.each([
  ["BODY.PEEK[]", `BODY[] {${multipart.length}}↵${multipart.replaceAll("\r\n", "↵")}`],
  ["BODY.PEEK[1]", "BODY[1] {9}↵=CF=F0=E8"],
  ["BINARY.PEEK[1]", "BINARY[1] {3}↵"],
  ["BINARY.SIZE[1]", "BINARY.SIZE[1] 3"],
  ["BODY.PEEK[1.MIME]", "BODY[1.MIME] {95}↵Content-Type: text/plain; charset=windows-1251↵"],
  ["BODY.PEEK[2]", "BODY[2] {24}↵Subject: inner↵↵inside"],
  ["BODY.PEEK[2.HEADER]", "BODY[2.HEADER] {18}↵Subject: inner↵↵"],
  ["BODY.PEEK[2.TEXT]", "BODY[2.TEXT] {6}↵inside"],
  ["BODY.PEEK[2.1]", "BODY[2.1] {6}↵inside"],
  ["BODY.PEEK[4]", "BODY[4] NIL"],
  ["BODY.PEEK[HEADER.FIELDS (Subject date)]", "BODY[HEADER.FIELDS (Subject date)] {61}↵Date: Tue"],
  ['BODY.PEEK[HEADER.FIELDS ("subject" "odd name")]', 'BODY[HEADER.FIELDS (subject "odd name")] {22}↵Subject'],
  ["BODY.PEEK[HEADER.FIELDS.NOT (Date From MIME-Version Content-Type)]", "BODY[HEADER.FIELDS.NOT (Date"],
  ["BODY.PEEK[TEXT]<0.4>", "BODY[TEXT]<0> {4}↵--b↵".slice(0, -1)],
  ["BODY.PEEK[]<99999999.65536>", 'BODY[]<99999999> ""'],
  ["BINARY.PEEK[1]<1.1>", "BINARY[1]<1> {1}↵"],
  ["RFC822.HEADER", "RFC822.HEADER {"],
])("FETCH %s", async (item, answer) => {
  const imap = await (await start({ INBOX: [multipart] })).open();
  const [line] = await imap.run(`FETCH 1 (${item})`);
  expect(line?.replaceAll("\r\n", "↵").slice(0, answer.length + 11)).toContain(`* 1 FETCH (${answer}`);
});

test("an encoding that we can not undo is told", async () => {
  const imap = await (await start({ INBOX: [multipart] })).open();
  await imap.script`
    C: a FETCH 1 BINARY.PEEK[3]
    S: * 1 FETCH (BINARY[3] NIL)
    S: a NO [UNKNOWN-CTE]
  `;
});

test("reading a text makes it \\Seen, peeking does not, and others hear of it", async () => {
  const running = await start({ INBOX: [mail("one"), mail("two")] });
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    C: a FETCH 1:2 (BODY.PEEK[] RFC822.HEADER BINARY.PEEK[1] ENVELOPE)
    S: a OK
    N: * 2 FETCH (…Seen…
    C: b UID FETCH 1 (BODY[HEADER])
    S: * 1 FETCH (UID 1 BODY[HEADER] {…FLAGS (\Seen))
    S: b OK
    C: c FETCH 2 RFC822
    S: * 2 FETCH (RFC822 {…FLAGS (\Seen))
    S: c OK
    C: d FETCH 2 (RFC822.TEXT FLAGS)
    S: * 2 FETCH (RFC822.TEXT {14}…FLAGS (\Seen))
    S: d OK
  `;
  await two.script`
    C: a NOOP
    S: * 1 FETCH (UID 1 FLAGS (\Seen))
    S: * 2 FETCH (UID 2 FLAGS (\Seen))
    S: a OK
  `;
});

test("sets of any order mean the same, and each message is answered once", async () => {
  const imap = await (await start({ INBOX: ["1", "2", "3", "4", "5"].map((name) => mail(name)) })).open();
  const numbers = async (set: string): Promise<string> =>
    (await imap.run(`FETCH ${set} UID`))
      .map((line) => /^\* (\d+)/.exec(line)?.[1])
      .join(" ")
      .trim();
  expect(await numbers("5:2")).toBe("2 3 4 5");
  expect(await numbers("3,1,3,2:3")).toBe("1 2 3");
  expect(await numbers("*")).toBe("5");
  expect(await numbers("*:4")).toBe("4 5");
  expect((await imap.run("UID FETCH 7:* UID"))[0]).toBe("* 5 FETCH (UID 5)");
  expect(await imap.run("UID FETCH 100 UID")).toEqual(["run OK fetched"]);
  expect((await imap.run("FETCH 6 UID")).at(-1)).toMatch(/^run BAD/);
});

test("a message that another client removed is told by EXPUNGEISSUED", async () => {
  const running = await start({ INBOX: [mail("one"), { raw: mail("two"), flags: 8 }] });
  const [one, two] = [await running.open(), await running.open()];
  await two.script`
    C: a EXPUNGE
    S: a OK
  `;
  await one.script`
    N: * 2 EXPUNGE
    C: a FETCH 1:2 (FLAGS RFC822.SIZE)
    S: * 1 FETCH
    S: a OK [EXPUNGEISSUED]
    C: b UID FETCH 2 FLAGS
    S: * 2 EXPUNGE
    S: b OK
  `;
});

test("an item that is asked for twice is answered once", async () => {
  const imap = await (await start({ INBOX: [mail("one")] })).open();
  expect((await imap.run("FETCH 1 (UID UID FLAGS FLAGS)"))[0]).toBe("* 1 FETCH (UID 1 FLAGS ())");
});

test.each([
  "FETCH 1 NONSENSE",
  "FETCH 1 (FAST)",
  "FETCH 1 ()",
  "FETCH 0 FLAGS",
  "FETCH 1 BODY[MIME]",
  "FETCH 1 BODY[1.]",
  "FETCH 1 BODY[0]",
  "FETCH 1 BODY[]<0.0>",
  "FETCH 1 BODY[]<5>",
  "FETCH 1 BODY[HEADER.FIELDS ()]",
  "FETCH 1 BINARY[1.TEXT]",
  "FETCH 1 BODY[",
  "FETCH 1",
  "FETCH 4294967296 FLAGS",
  "FETCH 1 FLAGS (CHANGEDSINCE)",
  "FETCH 1:2:3 FLAGS",
  "FETCH 1,,2 FLAGS",
])("%s is refused", async (command) => {
  const imap = await (await start({ INBOX: [mail("one")] })).open();
  expect((await imap.run(command)).at(-1)).toMatch(/^run BAD/);
});

test("NUL in mail is sent as 0x80, since no literal can hold it", async () => {
  const imap = await (await start({ INBOX: [mail("nul", "a\0b")] })).open();
  expect((await imap.run("FETCH 1 BODY.PEEK[TEXT]"))[0]).toContain("BODY[TEXT] {5}\r\na\ufffdb");
});
