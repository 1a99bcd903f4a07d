import type { Context } from "../context.ts";
import { storable } from "../mail/index.ts";
import { type DocumentReader, fileKindOf, indexText, markedWords, wordsOf } from "../search/index.ts";

type Row = {
  id: string;
  spaceId: string;
  name: string;
  description: string;
  mime: string;
  sizeBytes: string;
  modseq: string;
  versionId: string;
  blobHash: Buffer;
  isInfected: boolean;
  isRead: boolean;
  people: string | null;
  updatedAt: Date;
};

/** The index of words has a limit of a megabyte, and nobody searches for the end of such a text. */
const longestText = 400_000;
const longestIndexBytes = 900_000;
const largestFile = 40_000_000;

/**
 * Puts files that are new or changed into the index of words, the newest first and up to `limit`; answers how many. What is in a file is read again only
 * when its content changed. Done by two at once it is done twice, which harms nothing.
 */
export async function indexFiles(
  ctx: Context,
  { limit, reader }: { limit: number; reader: DocumentReader },
): Promise<number> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "unindexed-files",
    text: `SELECT n."id", n."spaceId", n."name", n."description", n."mime", n."sizeBytes", n."modseq", n."versionId", v."blobHash",
             EXISTS (SELECT 1 FROM "BlobScan" s WHERE s."hash" = v."blobHash" AND s."state" = 'infected') AS "isInfected",
             n."indexedOf" IS NOT DISTINCT FROM n."versionId" AS "isRead", concat_ws(E'\\n', c."name", e."name") AS "people", n."updatedAt"
           FROM "Node" n JOIN "NodeVersion" v ON v."id" = n."versionId" LEFT JOIN "Account" c ON c."id" = n."creatorId"
             LEFT JOIN "Account" e ON e."id" = n."editorId"
           WHERE NOT n."isFolder" AND n."purgedAt" IS NULL AND n."indexedModseq" <> n."modseq" ORDER BY n."updatedAt" DESC LIMIT $1`,
    values: [limit],
  });
  // One after the other: large files must not be in memory at once.
  for (const row of rows) await indexFile(ctx, row, reader);
  return rows.length;
}

async function indexFile(ctx: Context, row: Row, reader: DocumentReader): Promise<void> {
  const { id, spaceId, name, description, mime, modseq, versionId, people, updatedAt } = row;
  const plain = row.isRead ? await knownText(ctx, id) : await textOf(ctx, row, reader);
  const fields = [
    name,
    storable(description),
    markedWords("filename", name),
    markedWords("has", fileKindOf({ name, type: mime }) ?? ""),
    Array.from(wordsOf(plain)),
  ];
  await ctx.db.pool.query({
    name: "index-file",
    text: `WITH put AS (
             INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at", "isComplete", "plain")
             SELECT $1, $2, 'file', $3, $4, $5, '{}', $6, true, $7 WHERE EXISTS (SELECT 1 FROM "Node" WHERE "id" = $1)
             ON CONFLICT ("objectId") DO UPDATE SET "spaceId" = EXCLUDED."spaceId", "title" = EXCLUDED."title", "text" = EXCLUDED."text",
               "people" = EXCLUDED."people", "at" = EXCLUDED."at", "plain" = EXCLUDED."plain")
           UPDATE "Node" SET "indexedModseq" = $8, "indexedOf" = $9 WHERE "id" = $1`,
    values: [
      id,
      spaceId,
      storable(name).slice(0, 1000),
      indexText(fields, longestIndexBytes),
      people ?? "",
      updatedAt,
      plain,
      modseq,
      versionId,
    ],
  });
}

async function knownText(ctx: Context, id: string): Promise<string> {
  const { rows } = await ctx.db.pool.query<{ plain: string }>('SELECT "plain" FROM "SearchDoc" WHERE "objectId" = $1', [
    id,
  ]);
  return rows[0]?.plain ?? "";
}

/** The text in a file; one that cannot be read is found by its name, and stops no other. */
async function textOf(ctx: Context, row: Row, reader: DocumentReader): Promise<string> {
  const { name, mime: type, sizeBytes, blobHash } = row;
  if (row.isInfected || Number(sizeBytes) > largestFile || !reader.canRead({ name, type })) return "";
  try {
    const text = await reader.textOf({ name, type, content: await ctx.blobs.read(blobHash) });
    return storable(text.slice(0, longestText)).toWellFormed();
  } catch (error) {
    ctx.log.error({ err: error, nodeId: row.id }, "file not read for the index");
    return "";
  }
}
