import { expect, test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();
const tree = { "Work/Plans": [mail("one")], "Work/Plans/Old": [], Zoo: [] };

test("an empty pattern tells the delimiter", async () => {
  const imap = await (await start()).open();
  expect(await imap.run('LIST "" ""')).toEqual(['* LIST (\\Noselect) "/" ""', "run OK that is the delimiter"]);
});

test.each([
  ['"" *', ["INBOX", "Work", "Work/Plans", "Work/Plans/Old", "Zoo"]],
  ['"" %', ["INBOX", "Work", "Zoo"]],
  ['"" Work/%', ["Work/Plans"]],
  ["Work/ %", ["Work/Plans"]],
  ["Work/ *", ["Work/Plans", "Work/Plans/Old"]],
  ['"" *o*', ["Work", "Work/Plans", "Work/Plans/Old", "Zoo"]],
  ['"" %/%', ["Work/Plans"]],
  ['"" (INBOX Z%)', ["INBOX", "Zoo"]],
  ['"" inbox', ["INBOX"]],
  ['"" zoo', []],
  ['"" "***%%%*"', ["INBOX", "Work", "Work/Plans", "Work/Plans/Old", "Zoo"]],
])("LIST %s", async (what, names) => {
  const imap = await (await start(tree)).open();
  const lines = (await imap.run(`LIST ${what}`)).slice(0, -1);
  expect(lines.map((line) => /"([^"]*)"$/.exec(line)?.[1])).toEqual(names);
});

test("subscriptions are kept, also of names without a mailbox", async () => {
  const imap = await (await start(tree)).open();
  await imap.script`
    C: a SUBSCRIBE Work/Plans/Old
    S: a OK
    C: b SUBSCRIBE Nowhere
    S: b OK
    C: c LSUB "" *
    S: * LSUB () "/" "INBOX"
    S: * LSUB () "/" "Nowhere"
    S: * LSUB () "/" "Work/Plans/Old"
    S: c OK
    C: d LSUB "" %
    S: * LSUB () "/" "INBOX"
    S: * LSUB () "/" "Nowhere"
    S: * LSUB (\Noselect) "/" "Work"
    S: d OK
    C: e LIST (SUBSCRIBED) "" *
    S: * LIST (\Subscribed \HasNoChildren) "/" "INBOX"
    S: * LIST (\NonExistent \Subscribed \HasNoChildren) "/" "Nowhere"
    S: * LIST (\Subscribed \HasNoChildren) "/" "Work/Plans/Old"
    S: e OK
    C: f LIST (SUBSCRIBED RECURSIVEMATCH) "" %
    S: * LIST (\HasChildren) "/" "Work" ("CHILDINFO" ("SUBSCRIBED"))
    S: f OK
    C: g LIST (RECURSIVEMATCH) "" %
    S: g BAD
    C: h UNSUBSCRIBE Nowhere
    S: h OK
    C: i LIST "" * RETURN (SUBSCRIBED CHILDREN)
    S: * LIST (\Subscribed \HasNoChildren) "/" "INBOX"
    S: * LIST (\HasChildren) "/" "Work"
    N: * LIST (\NonExistent…
    S: i OK
  `;
});

test("LIST may answer STATUS of each mailbox", async () => {
  const imap = await (await start(tree)).open();
  await imap.script`
    C: a LIST "" Work/* RETURN (STATUS (MESSAGES UNSEEN SIZE))
    S: * LIST (\HasChildren) "/" "Work/Plans"
    S: * STATUS "Work/Plans" (MESSAGES 1 UNSEEN 1 SIZE ${mail("one").length})
    S: * LIST (\HasNoChildren) "/" "Work/Plans/Old"
    S: * STATUS "Work/Plans/Old" (MESSAGES 0 UNSEEN 0 SIZE 0)
    S: a OK
  `;
});

test("STATUS counts", async () => {
  const imap = await (
    await start({
      Box: [mail("one"), { raw: mail("two"), flags: 1 }, { raw: mail("gone"), flags: 9 }],
    })
  ).open();
  await imap.script`
    C: a STATUS Box (MESSAGES RECENT UNSEEN UIDNEXT UIDVALIDITY DELETED)
    S: * STATUS "Box" (MESSAGES 3 RECENT 0 UNSEEN 1 UIDNEXT 4 UIDVALIDITY 2 DELETED 1)
    S: a OK
    C: b STATUS Box (HIGHESTMODSEQ MAILBOXID APPENDLIMIT)
    S: * STATUS "Box" (HIGHESTMODSEQ 2 MAILBOXID (…) APPENDLIMIT 67108864)
    S: b OK
    C: c STATUS Nowhere (MESSAGES)
    S: c NO [NONEXISTENT]
    C: d STATUS Box (NONSENSE)
    S: d BAD
    C: e STATUS Box ()
    S: e BAD
  `;
});

test("NAMESPACE has one personal namespace", async () => {
  const imap = await (await start()).open();
  expect(await imap.run("NAMESPACE")).toEqual(['* NAMESPACE (("" "/")) NIL NIL', "run OK done"]);
});
