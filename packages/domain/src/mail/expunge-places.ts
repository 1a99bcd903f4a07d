import type pg from "pg";
import { endSnoozes } from "./threads/states.ts";

/**
 * Takes messages out of a mailbox, leaves a note of each UID for clients that were away (RFC 7162 §3.2.10), and marks messages that no mailbox
 * holds any more. A message that leaves Scheduled, through whichever door, is not sent; a conversation that leaves Snoozed is not waited for any
 * more. Answers the UIDs that were there.
 */
export async function expungePlaces(
  client: pg.PoolClient,
  modseq: bigint,
  { mailboxId, uids }: { mailboxId: string; uids: readonly number[] },
): Promise<number[]> {
  if (uids.length === 0) return [];
  const { rows } = await client.query<{
    uid: string;
    messageId: string;
    threadId: string;
    spaceId: string;
    role: string | null;
  }>(
    `WITH gone AS (DELETE FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "uid" = ANY($2) RETURNING *),
     noted AS (INSERT INTO "Expunged" ("mailboxId", "uid", "modseq", "spaceId", "threadId", "messageId")
       SELECT "mailboxId", "uid", $3, "spaceId", "threadId", "messageId" FROM gone),
     counted AS (
       UPDATE "Mailbox" SET "total" = "Mailbox"."total" - c.n, "unseen" = "Mailbox"."unseen" - c.unseen, "highestModseq" = $3, "modseq" = $3
       FROM (SELECT count(*)::int AS n, count(*) FILTER (WHERE "flags" & 1 = 0)::int AS unseen FROM gone) c
       WHERE "id" = $1 AND c.n > 0 RETURNING "role")
     SELECT "uid", "messageId", "threadId", "spaceId", (SELECT "role" FROM counted) AS "role" FROM gone ORDER BY "uid"`,
    [mailboxId, uids, modseq],
  );
  await client.query(
    `WITH cancelled AS (
       UPDATE "OutboundMessage" SET "cancelledAt" = now() WHERE "messageId" = ANY($1) AND "isScheduled" AND "cancelledAt" IS NULL
         AND EXISTS (SELECT 1 FROM "Mailbox" WHERE "id" = $2 AND "role" = 'scheduled'))
     UPDATE "Message" m SET "deletedAt" = now() WHERE m."id" = ANY($1) AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" p WHERE p."messageId" = m."id")`,
    [rows.map((row) => row.messageId), mailboxId],
  );
  const [first] = rows;
  if (first?.role === "snoozed")
    await endSnoozes(client, modseq, { mailboxId, spaceId: first.spaceId, threadIds: rows.map((row) => row.threadId) });
  return rows.map((row) => Number(row.uid));
}
