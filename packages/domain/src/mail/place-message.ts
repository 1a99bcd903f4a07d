import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { MailboxRole } from "../access/index.ts";
import { flag } from "./flags.ts";
import { mark } from "./sort-keys.ts";

export type Place = {
  readonly spaceId: string;
  readonly modseq: bigint;
  readonly flags: number;
  readonly keywords: readonly string[];
  /** The message comes in: what the person has said about its conversation holds for it. */
  readonly isArrival?: boolean;
} & ({ readonly mailboxId: string } | { readonly role: MailboxRole });

/** What a place repeats of its message for lists to sort and filter by. `recipients` are in lower case. */
export type ListOrder = {
  readonly marks: number;
  readonly sizeBytes: number;
  readonly attachmentBytes: number;
  readonly senderKey: string;
  readonly subjectKey: string;
  readonly recipients: readonly string[];
};

/** A row of Message: id, thread and date, which its place repeats, and what only it has. */
export type MessageRow = {
  readonly id: string;
  readonly threadId: string;
  readonly date: Date;
  readonly order: ListOrder;
  readonly content: Readonly<Record<string, unknown>>;
};

/** Whether one of the recipients is the account of the space, by any of its addresses and with any plus part. */
const isToAccount = `EXISTS (
  SELECT 1 FROM unnest($15::text[]) r JOIN "Account" a ON a."spaceId" = $2 JOIN "Address" x ON x."accountId" = a."id" JOIN "Domain" d ON d."id" = x."domainId"
  WHERE r IN (x."local" || '@' || d."name") OR (r LIKE '%+%' AND split_part(r, '+', 1) = x."local" AND r LIKE '%@' || d."name"))`;

/**
 * Writes a message and gives it the next UID of a mailbox, under the mailbox's row lock, and keeps its counts: one statement, since each trip to
 * the database costs as much as its work. Refuses a mailbox that is not there; the caller's transaction ends with that.
 */
export async function placeMessage(
  client: pg.PoolClient,
  place: Place,
  { id, threadId, date, order, content }: MessageRow,
): Promise<{ mailboxId: string; uid: number }> {
  const columns = Object.keys(content);
  const [byWhat, mailbox, which] =
    "role" in place
      ? ["role", place.role, '"spaceId" = $2 AND "role" = $5::"MailboxRole"']
      : ["id", place.mailboxId, '"id" = $5::uuid'];
  const unseen = (place.flags & flag.seen) === 0 ? 1 : 0;
  const { rows } = await client.query<{ mailboxId: string; uid: string }>({
    name: `place-message-by-${byWhat}`,
    text: `WITH box AS (
             UPDATE "Mailbox" SET "uidNext" = "uidNext" + 1, "total" = "total" + 1, "unseen" = "unseen" + $6, "highestModseq" = $7, "modseq" = $7
             WHERE ${which} RETURNING "id", "uidNext" - 1 AS "uid"),
           message AS (
             INSERT INTO "Message" ("id", "spaceId", "threadId", "internalDate", ${columns.map((name) => `"${name}"`).join(", ")})
             VALUES ($1, $2, $3, $4, ${columns.map((_, at) => `$${at + 16}`).join(", ")}))
           INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords",
             "marks", "sizeBytes", "attachmentBytes", "senderKey", "subjectKey")
           SELECT box."id", box."uid", $1, $2, $3, $4, $7, $8, $9, $10 | (CASE WHEN ${isToAccount} THEN ${mark.toMe} ELSE 0 END)::smallint, $11, $12, $13, $14
           FROM box RETURNING "mailboxId", "uid"`,
    values: [
      id,
      place.spaceId,
      threadId,
      date,
      mailbox,
      unseen,
      place.modseq,
      place.flags,
      place.keywords,
      order.marks,
      order.sizeBytes,
      order.attachmentBytes,
      order.senderKey,
      order.subjectKey,
      order.recipients,
      ...Object.values(content),
    ],
  });
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "mailbox-unknown");
  return { mailboxId: row.mailboxId, uid: Number(row.uid) };
}
