import type { Range } from "@carbyne/blobs";
import { type Actor, Refusal } from "@carbyne/kernel";
import { accessNode, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { isDoubtful, refuseUnsafe } from "../scanning/index.ts";
import { noteVisit } from "./list-views.ts";

export type OpenContent = {
  readonly name: string;
  readonly mime: string;
  readonly sizeBytes: number;
  /** Names these bytes and no others. */
  readonly tag: string;
  readonly changedAt: Date;
  /** The bytes, or a stretch of them, piece by piece. */
  readonly read: (range?: Range) => AsyncGenerator<Buffer>;
};

/** What a file is now, or was in one of its versions. */
export async function openContent(
  ctx: Context,
  actor: Actor,
  { id, versionId }: { id: string; versionId?: string | undefined },
): Promise<OpenContent> {
  const node = await accessNode(ctx, actor, id, "read");
  const content = await contentOf(ctx, node, versionId);
  await noteVisit(ctx, { accountId: node.accountId, nodeId: node.id });
  return content;
}

type Row = { hash: Buffer; sizeBytes: string; mime: string; createdAt: Date; isDoubtful: boolean };

/** What is in a file. The caller has checked the right to read it. */
export async function contentOf(
  ctx: Context,
  node: Pick<NodeAccess, "id" | "kind" | "name" | "versionId" | "spaceId"> & { readonly isOwn?: boolean },
  versionId = node.versionId,
): Promise<OpenContent> {
  if (node.kind !== "file") throw new Refusal("invalid", "node-no-file", { name: node.name });
  const { rows } = await ctx.db.pool.query<Row>({
    name: "open-version",
    text: `SELECT v."blobHash" AS "hash", v."sizeBytes", v."mime", v."createdAt", ${isDoubtful('v."blobHash"')} AS "isDoubtful"
           FROM "NodeVersion" v WHERE v."id" = $1 AND v."nodeId" = $2`,
    values: [versionId, node.id],
  });
  const version = rows[0];
  if (!version) throw new Refusal("not-found", "version-unknown");
  if (version.isDoubtful) await refuseUnsafe(ctx, [{ hash: version.hash, name: node.name }], node);
  const { hash, mime, createdAt: changedAt } = version;
  return {
    name: node.name,
    mime,
    sizeBytes: Number(version.sizeBytes),
    tag: hash.toString("base64url"),
    changedAt,
    read: (range) => ctx.blobs.stream(hash, range),
  };
}
