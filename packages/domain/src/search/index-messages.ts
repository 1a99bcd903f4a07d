import { transaction } from "@carbyne/db";
import type { Context } from "../context.ts";
import { docOf, type DocumentReader, type MessageDoc, type MessageRow } from "./message-doc.ts";

/**
 * Puts messages that came in into the index, the newest first and up to `limit`; answers how many. Several processes may do it at the same time.
 * Documents that are attached are only noted, for `readDocuments`.
 */
export async function indexMessages(
  ctx: Context,
  { limit, reader }: { limit: number; reader?: DocumentReader },
): Promise<number> {
  return transaction(ctx.db.pool, async (client) => {
    const { rows } = await client.query<MessageRow>({
      name: "unindexed-messages",
      text: `SELECT "id", "spaceId", "blobHash", "subject", "people", "internalDate" FROM "Message"
             WHERE NOT "isIndexed" AND "deletedAt" IS NULL ORDER BY "createdAt" DESC LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`,
      values: [limit],
    });
    if (rows.length === 0) return 0;
    const docs: MessageDoc[] = [];
    // One after the other: a batch of large messages must not be in memory at once.
    for (const row of rows) docs.push(await docOf(ctx, row, reader && { reader, isDeep: false }));
    const column = <Key extends keyof MessageDoc>(key: Key) => docs.map((doc) => doc[key]);
    await client.query({
      name: "index-messages",
      text: `INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at", "isComplete")
             SELECT d."id", d."spaceId", 'message', d."title", d."text", d."people", ARRAY(SELECT jsonb_array_elements_text(d."tags")), d."at", d."isComplete"
             FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[], $8::bool[])
               AS d("id", "spaceId", "title", "text", "people", "tags", "at", "isComplete")
             ON CONFLICT ("objectId") DO UPDATE SET "title" = EXCLUDED."title", "text" = EXCLUDED."text", "people" = EXCLUDED."people",
               "tags" = EXCLUDED."tags", "isComplete" = EXCLUDED."isComplete"`,
      values: [
        column("id"),
        column("spaceId"),
        column("title"),
        column("text"),
        column("people"),
        column("tags"),
        column("at"),
        column("isComplete"),
      ],
    });
    await client.query('UPDATE "Message" SET "isIndexed" = true WHERE "id" = ANY($1)', [column("id")]);
    return rows.length;
  });
}

/**
 * Reads the documents that are attached to messages which are in the index already, the newest first; answers how many messages that were. Done
 * by two at once it is done twice, which harms nothing.
 */
export async function readDocuments(
  ctx: Context,
  { limit, reader }: { limit: number; reader: DocumentReader },
): Promise<number> {
  const { rows } = await ctx.db.pool.query<MessageRow>({
    name: "unread-documents",
    text: `SELECT m."id", m."spaceId", m."blobHash", m."subject", m."people", m."internalDate"
           FROM (SELECT "objectId", "at" FROM "SearchDoc" WHERE NOT "isComplete" ORDER BY "at" DESC LIMIT $1) s
           JOIN "Message" m ON m."id" = s."objectId" ORDER BY s."at" DESC`,
    values: [limit],
  });
  for (const row of rows) {
    const { id, text } = await docOf(ctx, row, { reader, isDeep: true });
    await ctx.db.pool.query('UPDATE "SearchDoc" SET "text" = $2, "isComplete" = true WHERE "objectId" = $1', [
      id,
      text,
    ]);
  }
  return rows.length;
}
