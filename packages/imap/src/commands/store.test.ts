import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();
const three = { INBOX: [mail("one"), mail("two"), mail("three")] };

test("flags are added, removed and replaced; a keyword is one in any case", async () => {
  const imap = await (await start(three)).open();
  await imap.script`
    C: a STORE 1 +FLAGS (\Seen $Forwarded Work)
    S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $Forwarded Work)
    S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft $Forwarded Work \*)]
    S: * 1 FETCH (UID 1 FLAGS (\Seen $Forwarded Work))
    S: a OK
    C: b STORE 1 +FLAGS work
    S: * 1 FETCH (UID 1 FLAGS (\Seen $Forwarded Work))
    S: b OK
    C: c STORE 1 -FLAGS (WORK \Flagged)
    S: * 1 FETCH (UID 1 FLAGS (\Seen $Forwarded))
    S: c OK
    C: d STORE 1 FLAGS \Flagged \Draft
    S: * 1 FETCH (UID 1 FLAGS (\Flagged \Draft))
    S: d OK
    C: e UID STORE 1:3 FLAGS ()
    S: * 1 FETCH (UID 1 FLAGS ())
    S: * 3 FETCH (UID 3 FLAGS ())
    S: e OK
    C: f SEARCH KEYWORD Work
    S: * SEARCH
    S: f OK
  `;
});

test("a silent STORE is silent here and heard elsewhere", async () => {
  const running = await start(three);
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    N: * 2 FETCH
    C: a STORE 2:3 +FLAGS.SILENT (\Answered)
    S: a OK
  `;
  await two.script`
    C: a NOOP
    S: * 2 FETCH (UID 2 FLAGS (\Answered))
    S: * 3 FETCH (UID 3 FLAGS (\Answered))
    S: a OK
  `;
});

test("UNCHANGEDSINCE keeps out what others changed, RFC 7162", async () => {
  const running = await start(three);
  const [one, two] = [await running.open(), await running.open()];
  await one.script`
    C: a FETCH 1:3 MODSEQ
    S: * OK [HIGHESTMODSEQ 2]
    S: * 1 FETCH (MODSEQ (2))
    S: a OK
  `;
  await two.script`
    C: a STORE 2 +FLAGS (\Flagged)
    S: a OK
  `;
  await one.script`
    C: b UID STORE 1:3 (UNCHANGEDSINCE 2) +FLAGS.SILENT (\Seen)
    S: * 1 FETCH (UID 1 MODSEQ (4))
    S: * 3 FETCH (UID 3 MODSEQ (4))
    S: * 2 FETCH (UID 2 FLAGS (\Flagged) MODSEQ (3))
    S: b OK [MODIFIED 2]
    C: c STORE 1:3 (UNCHANGEDSINCE 0) FLAGS ()
    S: c OK [MODIFIED 1:3]
    C: d FETCH 1:* (FLAGS) (CHANGEDSINCE 3)
    S: * 1 FETCH (MODSEQ (4) FLAGS (\Seen))
    S: * 3 FETCH (MODSEQ (4) FLAGS (\Seen))
    S: d OK
    C: e SEARCH MODSEQ 4
    S: * SEARCH 1 3 (MODSEQ 4)
    S: e OK
    C: f SEARCH RETURN (MIN) MODSEQ "/flags/\\seen" all 2
    S: * ESEARCH (TAG "f") MIN 1 MODSEQ 4
    S: f OK
  `;
});

test.each([
  "STORE 1 FLAGS \\Nonsense",
  "STORE 1 FLAGS (\\Seen",
  "STORE 1 NOTFLAGS (\\Seen)",
  "STORE 1 FLAGS",
  "STORE FLAGS (\\Seen)",
  "STORE 9 FLAGS (\\Seen)",
  "STORE 1 (UNCHANGEDSINCE) FLAGS ()",
])("%s is refused", async (command) => {
  const imap = await (await start(three)).open();
  expect((await imap.run(command)).at(-1)).toMatch(/^run BAD/);
});

test("keywords are bounded in length and number", async () => {
  const imap = await (await start(three)).open();
  expect((await imap.run(`STORE 1 +FLAGS (${"k".repeat(200)})`)).at(-1)).toMatch(/^run NO \[LIMIT\]/);
  const many = Array.from({ length: 200 }, (_, index) => `k${index}`).join(" ");
  expect((await imap.run(`STORE 1 +FLAGS (${many})`)).at(-1)).toMatch(/^run NO \[LIMIT\]/);
});
