import type pg from "pg";
import { expungePlaces } from "./expunge-places.ts";

/** What a place says beyond its message, so that it can be made again. */
export type GonePlace = {
  readonly messageId: string;
  readonly date: string;
  readonly flags: number;
  readonly keywords: readonly string[];
  readonly marks: number;
  readonly attachmentBytes: number;
  readonly senderKey: string;
  readonly subjectKey: string;
};

/** Expunges messages of a mailbox, all of them without `uids`, and answers what `restorePlaces` needs to bring them back. */
export async function takePlaces(
  client: pg.PoolClient,
  modseq: bigint,
  { mailboxId, uids }: { mailboxId: string; uids?: readonly number[] | undefined },
): Promise<GonePlace[]> {
  const { rows } = await client.query<{ uid: string; place: GonePlace }>(
    `SELECT "uid", json_build_object('messageId', "messageId", 'date', "date", 'flags', "flags", 'keywords', "keywords", 'marks', "marks",
       'attachmentBytes', "attachmentBytes", 'senderKey', "senderKey", 'subjectKey', "subjectKey") AS "place" FROM "MailboxMessage"
     WHERE "mailboxId" = $1 AND ($2::bigint[] IS NULL OR "uid" = ANY($2)) ORDER BY "uid"`,
    [mailboxId, uids ?? null],
  );
  await expungePlaces(client, modseq, { mailboxId, uids: rows.map((row) => Number(row.uid)) });
  return rows.map((row) => row.place);
}

/** Puts messages that were expunged back where they were, with new UIDs, as far as their retention has not ended. */
export async function restorePlaces(
  client: pg.PoolClient,
  modseq: bigint,
  { mailboxId, places }: { mailboxId: string; places: readonly GonePlace[] },
): Promise<void> {
  await client.query(
    `WITH source AS (
       SELECT x.*, m."spaceId", m."threadId", m."sizeBytes", row_number() OVER () - 1 AS n
       FROM jsonb_to_recordset($2) AS x("messageId" uuid, "date" timestamptz, "flags" smallint, "keywords" text[], "marks" smallint,
         "attachmentBytes" int, "senderKey" text, "subjectKey" text)
       JOIN "Mailbox" b ON b."id" = $1 JOIN "Message" m ON m."id" = x."messageId" AND m."spaceId" = b."spaceId"),
     target AS (
       UPDATE "Mailbox" SET "uidNext" = "uidNext" + c.n, "total" = "Mailbox"."total" + c.n, "unseen" = "Mailbox"."unseen" + c.unseen,
         "highestModseq" = $3, "modseq" = $3
       FROM (SELECT count(*)::int AS n, count(*) FILTER (WHERE "flags" & 1 = 0)::int AS unseen FROM source) c
       WHERE "id" = $1 AND c.n > 0 RETURNING "uidNext" - c.n AS base),
     kept AS (UPDATE "Message" m SET "deletedAt" = NULL FROM source WHERE m."id" = source."messageId")
     INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords",
       "marks", "sizeBytes", "attachmentBytes", "senderKey", "subjectKey")
     SELECT $1, target.base + n, "messageId", "spaceId", "threadId", "date", $3, "flags", "keywords",
       "marks", "sizeBytes", "attachmentBytes", "senderKey", "subjectKey" FROM source, target`,
    [mailboxId, JSON.stringify(places), modseq],
  );
}
