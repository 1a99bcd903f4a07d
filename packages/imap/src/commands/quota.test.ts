import { test } from "vitest";
import { mail, useServer } from "../transcript.ts";

const start = useServer();
const boxes = { INBOX: [mail("one"), mail("two")], Unlimited: [] };

test("room is told by root and by mailbox, in units of 1024 octets", async () => {
  const imap = await (await start(boxes, { quotaBytes: 10 * 1024 })).open();
  await imap.script`
    C: a CAPABILITY
    S: * CAPABILITY … QUOTA QUOTA=RES-STORAGE …
    S: a OK
    C: b GETQUOTAROOT INBOX
    S: * QUOTAROOT "INBOX" "Mail"
    S: * QUOTA "Mail" (STORAGE 1 10)
    S: b OK
    C: c GETQUOTA Mail
    S: * QUOTA "Mail" (STORAGE 1 10)
    S: c OK
    C: d GETQUOTAROOT Unlimited
    S: * QUOTAROOT "Unlimited"
    S: d OK
  `;
});

test("a root or a mailbox that is not there is none, and limits cannot be set", async () => {
  const imap = await (await start(boxes, { quotaBytes: 1024 })).open();
  await imap.script`
    C: a GETQUOTA ""
    S: a NO [NONEXISTENT] …
    C: b GETQUOTAROOT Nowhere
    S: b NO [NONEXISTENT] …
    C: c SETQUOTA Mail (STORAGE 5)
    S: c BAD
    C: d GETQUOTA
    S: d BAD
    C: e GETQUOTAROOT INBOX Drafts
    S: e BAD
  `;
});

test("what deleted messages would give back is a status item", async () => {
  const imap = await (await start({ INBOX: ["x"] }, { quotaBytes: 1024 })).open("INBOX");
  await imap.script`
    C: a STATUS INBOX (DELETED DELETED-STORAGE)
    S: * STATUS "INBOX" (DELETED 0 DELETED-STORAGE 0)
    S: a OK
    C: b STORE 1 +FLAGS.SILENT (\Deleted)
    S: b OK
    C: c STATUS INBOX (DELETED-STORAGE)
    S: * STATUS "INBOX" (DELETED-STORAGE 1)
    S: c OK
  `;
});

test("a server without limits knows none of it", async () => {
  const imap = await (await start(boxes)).open();
  await imap.script`
    C: a GETQUOTAROOT INBOX
    S: a BAD
  `;
});

test("before signing in nothing is told", async () => {
  const imap = await (await start(boxes, { quotaBytes: 1024 })).connect();
  await imap.script`
    C: a GETQUOTA Mail
    S: a BAD
  `;
});
