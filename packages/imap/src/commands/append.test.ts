import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();

test("APPEND waits for a continuation, keeps flags and date, and names the UID", async () => {
  const imap = await (await start()).open();
  await imap.script`
    C: a APPEND INBOX (\Flagged $Label1) " 5-Nov-2025 10:20:30 +0130" {4}
    S: + go ahead
    C: text
    S: * 1 EXISTS
    S: a OK [APPENDUID 1 1]
    C: b FETCH 1 (FLAGS INTERNALDATE BODY.PEEK[])
    S: * 1 FETCH (FLAGS (\Flagged \Recent $Label1) INTERNALDATE " 5-Nov-2025 08:50:30 +0000" BODY[] {4}↵text)
    S: b OK
  `;
});

test("several messages go in at once, RFC 3502", async () => {
  const imap = await (await start()).open();
  await imap.script`
    C: a APPEND INBOX (\Seen) {3+}↵one {3+}↵two (\Draft) {5+}↵three
    S: * 3 EXISTS
    S: a OK [APPENDUID 1 1:3]
    C: b FETCH 1:* FLAGS
    S: * 1 FETCH (FLAGS (\Seen \Recent))
    S: * 3 FETCH (FLAGS (\Draft \Recent))
    S: b OK
  `;
});

test("a missing mailbox offers TRYCREATE", async () => {
  const imap = await (await start()).open();
  await imap.script`
    C: a APPEND Nowhere {4+}↵text
    S: a NO [TRYCREATE]
  `;
});

test("a message beyond the limit is refused before it is sent, or read and forgotten", async () => {
  const imap = await (await start({}, { limits: { messageBytes: 1_000 } })).open();
  await imap.script`
    C: a APPEND INBOX {1001}
    S: a NO [TOOBIG]
    C: b APPEND INBOX {1001+}↵${"x".repeat(1001)}
    S: b NO [TOOBIG]
    C: c NOOP
    S: c OK
    C: d APPEND INBOX {99999999999999}
    S: d NO [TOOBIG]
    C: e APPEND INBOX {99999999999999+}
    S: e NO [TOOBIG]
    S: * BYE
    S: closed
  `;
});

test.each([
  "APPEND INBOX (\\Seen {4+}\r\ntext",
  'APPEND INBOX "31-Feb-2025 10:20:30 +0000" {4+}\r\ntext',
  "APPEND INBOX (\\Nonsense) {4+}\r\ntext",
  "APPEND INBOX text",
  "APPEND INBOX",
  "APPEND INBOX {4+}\r\ntext trailing",
])("%j is no APPEND", async (command) => {
  const imap = await (await start()).open();
  expect((await imap.run(command)).at(-1)).toMatch(/^run BAD/);
});

test("an empty message is refused", async () => {
  const imap = await (await start()).open();
  expect((await imap.run("APPEND INBOX {0+}\r\n")).at(-1)).toMatch(/^run NO/);
});

test("a message with UTF-8 in its header comes by UTF8, RFC 6855", async () => {
  const raw = mail("Grüße");
  const imap = await (await start()).open();
  await imap.script`
    C: a ENABLE UTF8=ACCEPT
    S: * ENABLED UTF8=ACCEPT
    S: a OK
    C: b APPEND INBOX UTF8 (~{${Buffer.byteLength(raw)}+}↵${raw.replaceAll("\r\n", "↵")})
    S: b OK [APPENDUID
    C: c SEARCH SUBJECT "grüsse"
    S: * SEARCH
    S: c OK
    C: d SEARCH SUBJECT "GRÜßE"
    S: * SEARCH 1
    S: d OK
  `;
});

test("binary content is kept as base64 and read back as it was, RFC 3516", async () => {
  const raw = "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\na\0b\r\nc";
  const imap = await (await start()).open();
  await imap.script`
    C: a APPEND INBOX ~{${raw.length}+}↵${raw.replaceAll("\r\n", "↵")}
    S: a OK
    C: b FETCH 1 (BINARY.SIZE[1] BINARY.PEEK[1] BODY.PEEK[1])
    S: * 1 FETCH (BINARY.SIZE[1] 6 BINARY[1] ~{6}↵a${"\0"}b↵c BODY[1] {8}↵YQBiDQpj)
    S: b OK
  `;
});

test("NUL in a header is refused", async () => {
  const imap = await (await start()).open();
  expect((await imap.run("APPEND INBOX ~{12+}\r\nSubject:\0x\r\n")).at(-1)).toMatch(/^run NO \[UNKNOWN-CTE\]/);
});
