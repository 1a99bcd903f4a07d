import type pg from "pg";
import { flag } from "./flags.ts";

export type Place = {
  readonly mailboxId: string;
  readonly messageId: string;
  readonly spaceId: string;
  readonly threadId: string;
  readonly date: Date;
  readonly modseq: bigint;
  readonly flags: number;
  readonly keywords: readonly string[];
};

/** Gives a message the next UID of a mailbox, under the mailbox's row lock, and keeps its counts. */
export async function placeMessage(client: pg.PoolClient, place: Place): Promise<number> {
  const unseen = (place.flags & flag.seen) === 0 ? 1 : 0;
  const { rows } = await client.query<{ uid: string }>({
    name: "place-message",
    text: `WITH m AS (
             UPDATE "Mailbox" SET "uidNext" = "uidNext" + 1, "total" = "total" + 1, "unseen" = "unseen" + $8, "highestModseq" = $6, "modseq" = $6
             WHERE "id" = $1 RETURNING "uidNext" - 1 AS uid)
           INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords")
           SELECT $1, m.uid, $2, $3, $4, $5, $6, $7, $9 FROM m RETURNING "uid"`,
    values: [
      place.mailboxId,
      place.messageId,
      place.spaceId,
      place.threadId,
      place.date,
      place.modseq,
      place.flags,
      unseen,
      place.keywords,
    ],
  });
  const row = rows[0];
  if (!row) throw new Error(`mailbox ${place.mailboxId} does not exist`);
  return Number(row.uid);
}
