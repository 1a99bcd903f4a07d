import type pg from "pg";
import { setFlags } from "./set-flags.ts";

/** Says in every client that a message is held until its time; it goes when the message leaves Scheduled. */
export const scheduledKeyword = "$Scheduled";

/** After an undo brought messages back into Scheduled: those whose time is still to come wait for it again. */
export async function resumeScheduled(
  client: pg.PoolClient,
  modseq: bigint,
  { mailboxId, uids, now }: { mailboxId: string; uids: readonly number[]; now: Date },
): Promise<void> {
  const { rows } = await client.query<{ uid: string }>(
    `WITH back AS (
       SELECT p."uid", p."messageId" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
       WHERE p."mailboxId" = $1 AND p."uid" = ANY($2) AND b."role" = 'scheduled')
     UPDATE "OutboundMessage" o SET "cancelledAt" = NULL FROM back
     WHERE o."messageId" = back."messageId" AND o."isScheduled" AND o."cancelledAt" IS NOT NULL AND o."notBefore" > $3 RETURNING back."uid"`,
    [mailboxId, uids, now],
  );
  const resumed = rows.map((row) => Number(row.uid));
  if (resumed.length === 0) return;
  const change = { mode: "add", flags: 0, keywords: [scheduledKeyword] } as const;
  await setFlags(client, modseq, { mailboxId, uids: resumed, change });
}
