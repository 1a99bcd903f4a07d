import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();

test("EXAMINE changes nothing", async () => {
  const running = await start({ INBOX: [{ raw: mail("one"), flags: 8 }] });
  const imap = await running.connect();
  await imap.script`
    C: a LOGIN ann secret
    S: a OK
    C: b EXAMINE INBOX
    S: * OK [PERMANENTFLAGS ()]
    S: b OK [READ-ONLY]
    C: c STORE 1 +FLAGS (\Seen)
    S: c NO [READ-ONLY]
    C: d FETCH 1 (BODY[])
    S: * 1 FETCH (BODY[] {
    S: d OK
    C: e EXPUNGE
    S: e NO [READ-ONLY]
    C: f UID EXPUNGE 1
    S: f NO [READ-ONLY]
    C: g MOVE 1 INBOX
    S: g NO [READ-ONLY]
    C: h CLOSE
    S: h OK
    C: i STATUS INBOX (MESSAGES UNSEEN)
    S: * STATUS "INBOX" (MESSAGES 1 UNSEEN 1)
    S: i OK
  `;
});

test("CLOSE removes deleted mail silently, UNSELECT leaves it", async () => {
  const running = await start({ INBOX: [{ raw: mail("gone"), flags: 8 }, mail("stays")] });
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    C: a UNSELECT
    S: a OK
    C: b SELECT INBOX
    S: * 2 EXISTS
    S: b OK
    N: * 1 EXPUNGE
    C: c CLOSE
    S: c OK
    C: d EXPUNGE
    S: d BAD
  `;
  await two.script`
    C: a NOOP
    S: * 1 EXPUNGE
    S: a OK
  `;
});

test("a failed SELECT leaves nothing selected", async () => {
  const imap = await (await start()).open();
  await imap.script`
    C: a SELECT Nowhere
    S: * OK [CLOSED]
    S: a NO [NONEXISTENT]
    C: b FETCH 1 FLAGS
    S: b BAD
    C: c SELECT INBOX
    N: * OK [CLOSED]
    S: c OK [READ-WRITE]
  `;
});

test("an IMAP4rev2 client hears no RECENT and no UNSEEN, but LIST", async () => {
  const imap = await (await start({ INBOX: [mail("one")] })).connect();
  await imap.script`
    C: a LOGIN ann secret
    S: a OK
    C: b ENABLE IMAP4REV2 NONSENSE
    S: * ENABLED IMAP4rev2
    S: b OK
    N: * 0 RECENT
    N: * OK [UNSEEN
    C: c SELECT INBOX
    S: * 1 EXISTS
    S: * OK [HIGHESTMODSEQ 2]
    S: * OK [MAILBOXID (
    S: * LIST () "/" "INBOX"
    S: c OK
    C: d SEARCH ALL
    S: * ESEARCH (TAG "d") ALL 1
    S: d OK
  `;
});

test("new mail is \\Recent for the session that hears of it first", async () => {
  const running = await start({ INBOX: [mail("old")] });
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    C: a APPEND INBOX {4+}↵text
    S: * 2 EXISTS
    S: * 1 RECENT
    S: a OK
    C: b SEARCH RECENT
    S: * SEARCH 2
    S: b OK
    C: c SEARCH NEW SUBJECT x
    S: * SEARCH
    S: c OK
    C: d STORE 2 +FLAGS (\Seen)
    S: * 2 FETCH (UID 2 FLAGS (\Seen \Recent))
    S: d OK
  `;
  await two.script`
    C: a NOOP
    S: * 2 EXISTS
    S: * 0 RECENT
    S: a OK
  `;
});

test("EXISTS comes only when the mailbox grew", async () => {
  const imap = await (await start()).open();
  expect(await imap.run("EXPUNGE")).toEqual(["run OK expunged"]);
  expect(await imap.run("UID EXPUNGE 1:*")).toEqual(["run OK nothing to expunge"]);
  expect(await imap.run("NOOP")).toEqual(["run OK done"]);
});
