import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode } from "../access/index.ts";
import type { Context } from "../context.ts";
import { keepUploadOf, readAttachment, type Upload, uploadLimit } from "../mail/index.ts";
import { refuseUnsafe } from "../scanning/index.ts";
import { putBytes } from "./uploads/commit.ts";

/** Keeps files of a message in a folder, null for the home, all of them or none; a name that is taken gets a number. */
export async function saveAttachments(
  ctx: Context,
  actor: Actor,
  { messageId, paths, parentId }: { messageId: string; paths: readonly string[]; parentId: string | null },
): Promise<{ ids: string[] }> {
  const files: { name: string; data: Buffer }[] = [];
  for (const path of paths) {
    const { name, content } = await readAttachment(ctx, actor, { id: messageId, path });
    files.push({ name, data: content });
  }
  return { ids: await putBytes(ctx, actor, { parentId, whenTaken: "both", files }) };
}

/** Files of the actor, or that are shared with them, for a message that is being written, as they are now; no byte is copied. */
export async function attachFiles(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<{ files: Upload[] }> {
  const nodes = [];
  for (const id of new Set(ids)) nodes.push(await accessLiveNode(ctx, actor, id, "read"));
  const folder = nodes.find((node) => node.kind !== "file");
  if (folder) throw new Refusal("invalid", "node-no-file", { name: folder.name });
  const max = await uploadLimit(ctx, actor);
  if (nodes.reduce((sum, node) => sum + node.sizeBytes, 0) > max)
    throw new Refusal("too-large", "attachment-too-large", { max });
  const files: Upload[] = [];
  for (const node of nodes) {
    const { versionId, name, mime: type, sizeBytes } = node;
    const { rows } = await ctx.db.pool.query<{ hash: Buffer }>(
      'SELECT "blobHash" AS "hash" FROM "NodeVersion" WHERE "id" = $1',
      [versionId],
    );
    const version = rows[0];
    if (!version) throw new Refusal("not-found", "version-unknown");
    // What goes out of the house goes looked at.
    await refuseUnsafe(ctx, [{ hash: version.hash, name }], { spaceId: node.spaceId, isOwn: false });
    files.push(await keepUploadOf(ctx, actor, { name, type, sizeBytes, hash: version.hash }));
  }
  return { files };
}
