import type { Context } from "../../context.ts";
import { fileKindOf, indexText, markedWords } from "../../search/index.ts";
import { named, namesOf } from "../messages/readable.ts";

type Row = {
  id: string;
  modseq: string;
  text: string;
  options: string[] | null;
  mentions: string[];
  people: string;
  files: { name: string; mime: string }[];
  isDeleted: boolean;
};

const longestIndexBytes = 200_000;

/** Puts what was said, or changed, into the index of words, up to `limit`; answers how many. Done by two at once it is done twice, which harms nothing. */
export async function indexChat(ctx: Context, { limit }: { limit: number }): Promise<number> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "unindexed-chat",
    text: `SELECT m."id", m."modseq"::text AS "modseq", m."text", m."mentions", coalesce(m."detail" #>> '{bot,name}', a."name", '') AS "people", m."deletedAt" IS NOT NULL AS "isDeleted",
             CASE WHEN m."kind" = 'poll' THEN ARRAY(SELECT jsonb_array_elements_text(m."detail" -> 'options')) END AS "options",
             coalesce((SELECT json_agg(json_build_object('name', n."name", 'mime', n."mime") ORDER BY f."position") FROM "ChatAttachment" f JOIN "Node" n ON n."id" = f."nodeId"
               WHERE f."messageId" = m."id"), '[]') AS "files"
           FROM "ChatMessage" m LEFT JOIN "Account" a ON a."id" = m."authorId" WHERE m."indexedModseq" < m."modseq" ORDER BY m."modseq" LIMIT $1`,
    values: [limit],
  });
  if (rows.length === 0) return 0;
  const known = await namesOf(
    ctx.db.pool,
    rows.flatMap((row) => row.mentions),
  );
  const docs = rows.map((row) => {
    const plain = [named(row.text, known), ...(row.options ?? [])].filter(Boolean).join("\n");
    const files = row.files.flatMap(({ name, mime }) => [
      name,
      markedWords("filename", name),
      markedWords("has", fileKindOf({ name, type: mime }) ?? ""),
    ]);
    return { plain, text: indexText([plain, ...files], longestIndexBytes) };
  });
  await ctx.db.pool.query({
    name: "index-chat",
    // A reaction changes a message and none of its words: then nothing is written but that it was looked at.
    text: `WITH d AS (SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bool[]) AS d("id", "modseq", "text", "plain", "people", "isDeleted")),
        gone AS (DELETE FROM "SearchDoc" s USING d WHERE s."objectId" = d."id" AND d."isDeleted"),
        put AS (INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at", "plain")
          SELECT m."id", m."spaceId", 'chat', '', d."text", d."people", '{}', m."at", d."plain" FROM d JOIN "ChatMessage" m ON m."id" = d."id"
          WHERE NOT d."isDeleted" AND m."deletedAt" IS NULL AND d."text" <> ''
          ON CONFLICT ("objectId") DO UPDATE SET "text" = excluded."text", "people" = excluded."people", "plain" = excluded."plain"
          WHERE ("SearchDoc"."text", "SearchDoc"."people", "SearchDoc"."plain") IS DISTINCT FROM (excluded."text", excluded."people", excluded."plain"))
      UPDATE "ChatMessage" m SET "indexedModseq" = greatest(m."indexedModseq", d."modseq") FROM d WHERE m."id" = d."id"`,
    values: [
      rows.map((row) => row.id),
      rows.map((row) => row.modseq),
      docs.map((doc) => doc.text),
      docs.map((doc) => doc.plain),
      rows.map((row) => row.people),
      rows.map((row) => row.isDeleted),
    ],
  });
  return rows.length;
}
