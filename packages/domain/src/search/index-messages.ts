import { transaction } from "@carbyne/db";
import { htmlToText, parseMessage, readContent } from "@carbyne/mime";
import type { Context } from "../context.ts";
import { storable } from "../mail/index.ts";

type Row = {
  id: string;
  spaceId: string;
  blobHash: Buffer;
  subject: string;
  people: Record<string, { name: string; address: string }[]>;
  internalDate: Date;
};

/** A text search vector has a limit of a megabyte, and nobody searches for the end of such a text. */
const longestText = 400_000;

/** Puts messages that came in into the index, up to `limit`; answers how many. Several processes may do it at the same time. */
export async function indexMessages(ctx: Context, { limit }: { limit: number }): Promise<number> {
  return transaction(ctx.db.pool, async (client) => {
    const { rows } = await client.query<Row>({
      name: "unindexed-messages",
      text: `SELECT "id", "spaceId", "blobHash", "subject", "people", "internalDate" FROM "Message"
             WHERE NOT "isIndexed" AND "deletedAt" IS NULL LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`,
      values: [limit],
    });
    if (rows.length === 0) return 0;
    const docs = await Promise.all(rows.map((row) => docOf(ctx, row)));
    const column = <Key extends keyof (typeof docs)[number]>(key: Key) => docs.map((doc) => doc[key]);
    await client.query(
      `INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at")
       SELECT d."id", d."spaceId", 'message', d."title", d."text", d."people", ARRAY(SELECT jsonb_array_elements_text(d."tags")), d."at"
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[])
         AS d("id", "spaceId", "title", "text", "people", "tags", "at")
       ON CONFLICT ("objectId") DO UPDATE SET "title" = EXCLUDED."title", "text" = EXCLUDED."text", "people" = EXCLUDED."people", "tags" = EXCLUDED."tags"`,
      [
        column("id"),
        column("spaceId"),
        column("title"),
        column("text"),
        column("people"),
        column("tags"),
        column("at"),
      ],
    );
    await client.query('UPDATE "Message" SET "isIndexed" = true WHERE "id" = ANY($1)', [column("id")]);
    return rows.length;
  });
}

async function docOf(ctx: Context, row: Row) {
  const raw = await ctx.blobs.read(row.blobHash);
  const content = readContent(raw, parseMessage(raw));
  const names = content.attachments.map((attachment) => storable(attachment.name));
  const body = content.text ?? (content.html === null ? "" : htmlToText(content.html));
  const people = Object.values(row.people).flatMap((list) => list.map(({ name, address }) => `${name} ${address}`));
  return {
    id: row.id,
    spaceId: row.spaceId,
    title: row.subject,
    text: cut(storable(`${body}\n${names.join("\n")}`)),
    people: cut(people.join("\n")),
    tags: JSON.stringify(names),
    at: row.internalDate,
  };
}

/** Words longer than the index takes (2 kB) are broken up: a row must never be refused for one. */
function cut(text: string): string {
  return text
    .slice(0, longestText)
    .replace(/[^\s]{1000}/g, "$& ")
    .toWellFormed();
}
