import { expect, test } from "vitest";
import { useServer } from "../transcript.ts";

const hello = "From: ann@example.org\r\nTo: bob@example.org\r\nSubject: Hello\r\n\r\nHow are you?\r\n";

const start = useServer();

test("a client signs in, looks and leaves", async () => {
  const imap = await (await start({ INBOX: [hello] })).connect();
  await imap.script`
    C: a CAPABILITY
    S: * CAPABILITY IMAP4rev1 IMAP4rev2 …AUTH=PLAIN
    S: a OK
    C: b LOGIN ann secret
    S: b OK [CAPABILITY IMAP4rev1 …IDLE
    C: c SELECT INBOX
    S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)
    S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)]
    S: * 1 EXISTS
    S: * OK [UNSEEN 1]
    S: * OK [UIDVALIDITY 1]
    S: * OK [UIDNEXT 2]
    S: c OK [READ-WRITE]
    C: d FETCH 1 (UID FLAGS RFC822.SIZE ENVELOPE BODY)
    S: * 1 FETCH (UID 1 FLAGS () RFC822.SIZE ${hello.length} ENVELOPE (NIL "Hello" …BODY ("text" "plain"
    S: d OK
    C: e FETCH 1 BODY[TEXT]
    S: * 1 FETCH (BODY[TEXT] {14}↵How are you?↵ FLAGS (\Seen))
    S: e OK
    C: f LOGOUT
    S: * BYE
    S: f OK
    S: closed
  `;
});

test("a second client sees flags, new mail and expunges when it may", async () => {
  const running = await start({ INBOX: [hello, hello, hello] });
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    C: a STORE 2 +FLAGS (\Deleted $Work)
    S: * FLAGS (…$Work)
    S: * 2 FETCH (UID 2 FLAGS (\Deleted $Work))
    S: a OK
    C: b APPEND INBOX (\Seen) {${hello.length}+}↵${hello.replaceAll("\r\n", "↵")}
    S: * 4 EXISTS
    S: b OK [APPENDUID 1 4]
    C: c EXPUNGE
    S: * 2 EXPUNGE
    S: c OK
  `;
  await two.script`
    N: * 2 EXPUNGE
    C: a FETCH 1:3 UID
    S: * 3 FETCH (UID 3)
    S: * 4 EXISTS
    S: a OK
    C: b NOOP
    S: * 2 EXPUNGE
    S: b OK
    C: c FETCH 1:* UID
    S: * 3 FETCH (UID 4)
    S: c OK
  `;
});

test("IDLE tells what others do and ends with DONE", async () => {
  const running = await start({ INBOX: [hello] });
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    C: a IDLE
    S: + idling
  `;
  await two.script`
    C: a STORE 1 +FLAGS.SILENT (\Flagged)
    S: a OK
  `;
  await one.script`
    S: * 1 FETCH (UID 1 FLAGS (\Flagged))
    C: DONE
    S: a OK
  `;
  expect(running.server.connectionCount).toBe(2);
});

test("COPY to a missing mailbox offers TRYCREATE", async () => {
  const imap = await (await start({ INBOX: [hello] })).open();
  await imap.script`
    C: c COPY 1 Nowhere
    S: c NO [TRYCREATE]
  `;
});
