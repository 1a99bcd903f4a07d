import type pg from "pg";
import { expungePlaces } from "./expunge-places.ts";

export type Moved = { readonly from: number; readonly to: number };

export type Route = {
  readonly fromMailboxId: string;
  readonly uids: readonly number[];
  readonly toMailboxId: string;
  /** When given, they stand under this date in the new place. */
  readonly date?: Date | undefined;
};

/**
 * Copies messages into another mailbox (or the same one) with new UIDs in the order of the old ones; flags and keywords stay (RFC 9051 §6.4.7)
 * but for $Scheduled: only the one in Scheduled is going to be sent. Both mailboxes are of the locked space. Answers which UID became which.
 */
export async function copyPlaces(
  client: pg.PoolClient,
  modseq: bigint,
  { fromMailboxId, uids, toMailboxId, date }: Route,
): Promise<Moved[]> {
  if (uids.length === 0) return [];
  const { rows } = await client.query<{ from: string; to: string }>(
    `WITH source AS (
       SELECT *, row_number() OVER (ORDER BY "uid") - 1 AS n FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "uid" = ANY($2)),
     target AS (
       UPDATE "Mailbox" SET "uidNext" = "uidNext" + c.n, "total" = "Mailbox"."total" + c.n, "unseen" = "Mailbox"."unseen" + c.unseen, "highestModseq" = $4, "modseq" = $4
       FROM (SELECT count(*)::int AS n, count(*) FILTER (WHERE "flags" & 1 = 0)::int AS unseen FROM source) c
       WHERE "id" = $3 RETURNING "uidNext" - c.n AS base),
     placed AS (
       INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords",
         "marks", "sizeBytes", "attachmentBytes", "senderKey", "subjectKey")
       SELECT $3, target.base + n, "messageId", "spaceId", "threadId", coalesce($5, "date"), $4, "flags", array_remove("keywords", '$Scheduled'),
         "marks", "sizeBytes", "attachmentBytes", "senderKey", "subjectKey" FROM source, target)
     SELECT "uid" AS "from", target.base + n AS "to" FROM source, target ORDER BY n`,
    [fromMailboxId, uids, toMailboxId, modseq, date ?? null],
  );
  return rows.map((row) => ({ from: Number(row.from), to: Number(row.to) }));
}

/** MOVE, RFC 6851: a copy and an expunge that nobody can see between. */
export async function movePlaces(client: pg.PoolClient, modseq: bigint, route: Route): Promise<Moved[]> {
  const moved = await copyPlaces(client, modseq, route);
  await expungePlaces(client, modseq, { mailboxId: route.fromMailboxId, uids: moved.map(({ from }) => from) });
  return moved;
}
