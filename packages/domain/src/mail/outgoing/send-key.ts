import type pg from "pg";
import type { SendAnswer } from "./send.ts";

type Queryable = Pick<pg.PoolClient, "query">;

type Row = { sendId: string; messageId: string; notBefore: Date; isScheduled: boolean };

/** What was answered to the sending that a client gave this name to; null when it was not done yet. */
export async function findSent(
  client: Queryable,
  { accountId, key }: { accountId: string; key: string | undefined },
): Promise<SendAnswer | null> {
  if (key === undefined) return null;
  const { rows } = await client.query<Row>(
    `SELECT "sendId", "messageId", "notBefore", "isScheduled" FROM "SendKey" WHERE "accountId" = $1 AND "key" = $2`,
    [accountId, key],
  );
  return rows[0] ? answerOf(rows[0]) : null;
}

/** Remembers a sending under the client's name for it, in the transaction that does it. */
export async function keepSent(
  client: Queryable,
  { accountId, key, now, ...sent }: Row & { accountId: string; key: string | undefined; now: Date },
): Promise<SendAnswer> {
  if (key !== undefined)
    await client.query(
      `INSERT INTO "SendKey" ("accountId", "key", "sendId", "messageId", "notBefore", "isScheduled", "createdAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [accountId, key, sent.sendId, sent.messageId, sent.notBefore, sent.isScheduled, now],
    );
  return answerOf(sent);
}

/** How a sending is told to whoever asked for it. */
function answerOf({ sendId, messageId, notBefore, isScheduled }: Row): SendAnswer {
  const at = notBefore.toISOString();
  return { sendId, undoUntil: at, scheduled: isScheduled ? { sendAt: at, messageId } : null };
}
