import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, accessNode, documentMime, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { type Content, putVersion } from "./put-file.ts";

export type Version = {
  readonly id: string;
  readonly number: number;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly author: string | null;
  readonly isMine: boolean;
  readonly isCurrent: boolean;
  readonly isKept: boolean;
  readonly note: string;
  /** Whether a virus was found in it. */
  readonly isInfected: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
};

/** The versions of a file, the newest first. */
export async function listVersions(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Version[]> {
  const { versionId, accountId } = await accessNode(ctx, actor, id, "read");
  const { rows } = await ctx.db.pool.query<
    Omit<Version, "sizeBytes" | "createdAt"> & { sizeBytes: string; createdAt: Date }
  >(
    `SELECT v."id", v."number", v."sizeBytes", v."mime", a."name" AS "author", coalesce(v."authorId" = $2, false) AS "isMine", v."id" = $3 AS "isCurrent",
       v."isKept", v."note", v."createdAt",
       EXISTS (SELECT 1 FROM "BlobScan" s WHERE s."hash" = v."blobHash" AND s."state" = 'infected') AS "isInfected"
     FROM "NodeVersion" v LEFT JOIN "Account" a ON a."id" = v."authorId" WHERE v."nodeId" = $1 ORDER BY v."number" DESC`,
    [id, accountId, versionId],
  );
  return rows.map((row) => ({ ...row, sizeBytes: Number(row.sizeBytes), createdAt: row.createdAt.toISOString() }));
}

type Row = { isKept: boolean; number: number; hash: Buffer; sizeBytes: string; crc: number; mime: string };

async function accessVersion(
  ctx: Context,
  actor: Actor,
  { id, versionId }: { id: string; versionId: string },
): Promise<{ node: NodeAccess; isKept: boolean; number: number; content: Content }> {
  const node = await accessLiveNode(ctx, actor, id, "write");
  const { rows } = await ctx.db.pool.query<Row>(
    'SELECT "isKept", "number", "blobHash" AS "hash", "sizeBytes", "crc", "mime" FROM "NodeVersion" WHERE "id" = $1 AND "nodeId" = $2',
    [versionId, id],
  );
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "version-unknown");
  const { hash, sizeBytes, crc, mime } = row;
  return { node, isKept: row.isKept, number: row.number, content: { hash, sizeBytes: Number(sizeBytes), crc, mime } };
}

/** Makes what a file was the next version of it; what it is now stays among its versions. Of a document it would change nothing: that is edited. */
export async function restoreVersion(
  ctx: Context,
  actor: Actor,
  input: { id: string; versionId: string },
): Promise<{ versionId: string }> {
  const { node, content } = await accessVersion(ctx, actor, input);
  if (Object.values<string>(documentMime).includes(node.mime)) throw new Refusal("conflict", "version-of-document");
  if (node.versionId === input.versionId) return { versionId: input.versionId };
  const { spaceId, accountId, id: nodeId } = node;
  const versionId = await changeSpace(ctx, spaceId, async (client, modseq) => {
    // It may have become one too many meanwhile.
    const { rowCount } = await client.query('SELECT 1 FROM "NodeVersion" WHERE "id" = $1', [input.versionId]);
    if (!rowCount) throw new Refusal("not-found", "version-unknown");
    const at = ctx.clock.now();
    return putVersion(client, {
      spaceId,
      accountId,
      nodeId,
      content,
      at,
      modseq,
      verb: "version-restored",
    });
  });
  return { versionId };
}

/** Keeps a version whatever the limits say, or no longer. */
export async function keepVersion(
  ctx: Context,
  actor: Actor,
  input: { id: string; versionId: string; isKept: boolean },
): Promise<void> {
  const { node } = await accessVersion(ctx, actor, input);
  await changeSpace(ctx, node.spaceId, async (client, modseq) => {
    await client.query('UPDATE "NodeVersion" SET "isKept" = $2 WHERE "id" = $1', [input.versionId, input.isKept]);
    await client.query('UPDATE "Node" SET "modseq" = $2 WHERE "id" = $1', [node.id, modseq]);
  });
}

/** Removes a version that is not the present one, for good. */
export async function deleteVersion(
  ctx: Context,
  actor: Actor,
  input: { id: string; versionId: string },
): Promise<void> {
  const { node, isKept } = await accessVersion(ctx, actor, input);
  if (isKept) throw new Refusal("conflict", "version-kept");
  await changeSpace(ctx, node.spaceId, async (client, modseq) => {
    const { rowCount } = await client.query('SELECT 1 FROM "Node" WHERE "versionId" = $1', [input.versionId]);
    if (rowCount) throw new Refusal("conflict", "version-current");
    await client.query('DELETE FROM "NodeVersion" WHERE "id" = $1', [input.versionId]);
    await client.query('UPDATE "Node" SET "modseq" = $2 WHERE "id" = $1', [node.id, modseq]);
  });
}
