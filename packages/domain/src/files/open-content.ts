import type { Range } from "@carbyne/blobs";
import { type Actor, Refusal } from "@carbyne/kernel";
import { accessNode } from "../access/index.ts";
import type { Context } from "../context.ts";
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
  if (node.kind !== "file") throw new Refusal("invalid", "node-no-file", { name: node.name });
  const { rows } = await ctx.db.pool.query<{ hash: Buffer; sizeBytes: string; mime: string; createdAt: Date }>({
    name: "open-version",
    text: 'SELECT "blobHash" AS "hash", "sizeBytes", "mime", "createdAt" FROM "NodeVersion" WHERE "id" = $1 AND "nodeId" = $2',
    values: [versionId ?? node.versionId, node.id],
  });
  const version = rows[0];
  if (!version) throw new Refusal("not-found", "version-unknown");
  await noteVisit(ctx, { accountId: node.accountId, nodeId: node.id });
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
