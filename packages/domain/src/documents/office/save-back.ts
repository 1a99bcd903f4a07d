import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type pg from "pg";
import { type OfficeFormat, officeMime } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Content, putVersion } from "../../files/index.ts";
import { askScan, hintScan } from "../../scanning/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { loadUpdates } from "../updates.ts";
import { fileOf, likeOf } from "./export-document.ts";
import { makeHere } from "./make.ts";

/** What is saved within so long of the first save is one version: people who write all day would leave hundreds. */
const gatherMs = 600_000;

type Row = {
  format: OfficeFormat;
  spaceId: string;
  name: string;
  seq: string;
  savedSeq: string;
  savedVersionId: string;
};

/**
 * Writes what an office file's document says into the file, as its next version, where anything changed since the last time. What somebody else has put
 * there meanwhile stays what the file is, and what was written here is a version before it: nothing is lost either way. To be asked for by one process
 * at a time; whoever dies before the commit has changed nothing.
 */
export async function saveBack(ctx: Context, { id }: { id: string }): Promise<"saved" | "unchanged" | "gone"> {
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT d."format", n."spaceId", n."name", d."seq", d."savedSeq", d."savedVersionId" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId"
     WHERE d."nodeId" = $1 AND d."format" IS NOT NULL AND n."purgedAt" IS NULL`,
    [id],
  );
  const [row] = rows;
  const loaded = row && (await loadUpdates(ctx, { id, after: 0n }));
  if (!row || !loaded) return "gone";
  if (row.seq === row.savedSeq) return "unchanged";
  const { format, spaceId, name } = row;
  const title = name.replace(/\.(?:docx|odt)$/i, "");
  const before = { versionId: row.savedVersionId, name, mime: officeMime[format] };
  const like = await likeOf(ctx, { node: before, make: makeHere });
  const bytes = await fileOf(ctx, { id, title, updates: loaded.updates, as: format, make: makeHere, like });
  const hash = createHash("sha256").update(bytes).digest();
  const content: Content = { hash, sizeBytes: bytes.length, crc: crc32(bytes) | 0, mime: officeMime[format] };
  const { write } = await ctx.blobs.prepare(bytes);
  const outcome = await changeSpace(ctx, spaceId, async (client, modseq) => {
    const now = await lockDocument(client, id);
    if (!now || now.epoch !== loaded.epoch || now.spaceId !== spaceId) return "gone";
    if (BigInt(now.savedSeq) >= loaded.seq) return "unchanged";
    await write(client);
    await askScan(ctx, client, { hash, name });
    const put = { spaceId, accountId: now.editorId, nodeId: id, at: ctx.clock.now(), modseq };
    const versionId = await putVersion(client, { ...put, content });
    const isReplaced = now.versionId !== now.savedVersionId;
    if (isReplaced) await putVersion(client, { ...put, content: now.content });
    const { savesSince } = now;
    const isSoon = !isReplaced && savesSince !== null && put.at.getTime() - savesSince.getTime() < gatherMs;
    if (isSoon) await client.query('DELETE FROM "NodeVersion" WHERE "id" = $1 AND NOT "isKept"', [now.savedVersionId]);
    await client.query(
      `UPDATE "Document" SET "savedSeq" = $2, "savedVersionId" = $3, "saveAfter" = NULL, "unsavedSince" = CASE WHEN "seq" > $2 THEN $4::timestamptz END,
         "savesSince" = $5
       WHERE "nodeId" = $1`,
      [id, loaded.seq, isReplaced ? now.savedVersionId : versionId, put.at, isSoon ? savesSince : put.at],
    );
    return "saved";
  });
  hintScan(ctx);
  return outcome;
}

type Locked = {
  epoch: number;
  savedSeq: string;
  savedVersionId: string;
  savesSince: Date | null;
  versionId: string;
  spaceId: string;
  editorId: string | null;
  content: Content;
};

/** Under the space's lock, with who wrote last. */
async function lockDocument(client: pg.ClientBase, id: string): Promise<Locked | undefined> {
  const { rows } = await client.query<
    Omit<Locked, "content"> & { hash: Buffer; sizeBytes: string; crc: number; mime: string }
  >(
    `SELECT d."epoch", d."savedSeq", d."savedVersionId", d."savesSince", n."versionId", n."spaceId", v."blobHash" AS "hash", v."sizeBytes", v."crc", v."mime",
       coalesce((SELECT u."authorId" FROM "DocUpdate" u JOIN "Account" a ON a."id" = u."authorId" WHERE u."nodeId" = d."nodeId" ORDER BY u."seq" DESC LIMIT 1),
         n."editorId") AS "editorId"
     FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId" JOIN "NodeVersion" v ON v."id" = n."versionId"
     WHERE d."nodeId" = $1 AND d."format" IS NOT NULL AND n."purgedAt" IS NULL FOR UPDATE OF d`,
    [id],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { hash, sizeBytes, crc, mime, ...rest } = row;
  return { ...rest, content: { hash, sizeBytes: Number(sizeBytes), crc, mime } };
}
