import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();
const box = { INBOX: ["1", "2", "3", "4", "5"].map((name) => mail(name)) };

test("a client that was away learns what left and what changed", async () => {
  const running = await start(box);
  const other = await running.open();
  await other.run("STORE 2 +FLAGS (\\Deleted)");
  await other.run("STORE 5 +FLAGS (\\Deleted)");
  await other.run("EXPUNGE");
  await other.run("STORE 3 +FLAGS (\\Flagged)");
  const imap = await running.connect();
  await imap.script`
    C: a LOGIN ann secret
    S: a OK
    C: b SELECT INBOX (QRESYNC (1 2))
    S: b BAD
    C: c ENABLE QRESYNC
    S: c OK
    C: d SELECT INBOX (QRESYNC (1 2 1:5 (1,3,5 1,3,5)))
    S: * OK [HIGHESTMODSEQ 6]
    S: * VANISHED (EARLIER) 2,5
    S: * 3 FETCH (UID 4 FLAGS (\Flagged) MODSEQ (6))
    S: d OK
    C: e SELECT INBOX (QRESYNC (1 2 1:3))
    S: * VANISHED (EARLIER) 2
    N: * 3 FETCH
    S: e OK
    N: * VANISHED
    C: f SELECT INBOX (QRESYNC (99 2 1:5))
    S: f OK
    C: g UID FETCH 3:6 (FLAGS) (CHANGEDSINCE 2 VANISHED)
    S: * VANISHED (EARLIER) 5
    S: * 3 FETCH (UID 4 MODSEQ (6) FLAGS (\Flagged))
    S: g OK
    C: h FETCH 1 (FLAGS) (CHANGEDSINCE 2 VANISHED)
    S: h BAD
  `;
});

test("expunges come as VANISHED, with the modseq up to which all was told", async () => {
  const running = await start(box);
  const [one, two] = [await running.open(), await running.open()];
  await one.run("ENABLE QRESYNC");
  await two.run("STORE 1 +FLAGS (\\Answered)");
  await one.script`
    C: a STORE 2,4 +FLAGS.SILENT (\Deleted)
    S: * 2 FETCH (UID 2 MODSEQ (4))
    S: a OK
    C: b EXPUNGE
    S: * VANISHED 2,4
    S: b OK [HIGHESTMODSEQ 5]
    C: c UID MOVE 5 INBOX
    S: * OK [COPYUID 1 5 6]
    S: * VANISHED 5
    S: * 3 EXISTS
    S: c OK
  `;
  await two.script`
    C: a NOOP
    S: * 2 EXPUNGE
    S: * 3 EXPUNGE
    S: a OK
  `;
  expect((await one.run("NOOP")).at(-1)).toBe("run OK done");
});

test("CONDSTORE is enabled by SELECT and STATUS too", async () => {
  const running = await start(box);
  const imap = await running.connect();
  await imap.script`
    C: a LOGIN ann secret
    S: a OK
    C: b SELECT INBOX (CONDSTORE)
    S: b OK
    C: c STORE 1 +FLAGS (\Seen)
    S: * 1 FETCH (UID 1 FLAGS (\Seen) MODSEQ (3))
    S: c OK
    C: d SELECT INBOX (NONSENSE)
    S: d BAD
  `;
});
