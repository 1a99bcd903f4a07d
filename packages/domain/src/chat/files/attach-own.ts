import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, accessRoom, type NodeAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { copyInside, placeInRoom, refuseLargeInRoom } from "../../files/index.ts";
import { refuseUnsafe } from "../../scanning/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import type { Attachment } from "../messages/message-json.ts";
import { folderOf } from "./room-folder.ts";

const mostAtOnce = 20;

/** Copies files that the actor can read, as they are now, to where they can go with a message of a room. No byte is copied. */
export async function attachOwn(
  ctx: Context,
  actor: Actor,
  { roomId, ids }: { roomId: string; ids: readonly string[] },
): Promise<Pick<Attachment, "id" | "name" | "mime" | "sizeBytes">[]> {
  const room = await accessRoom(ctx, actor, roomId, "write");
  const wanted = [...new Set(ids)];
  if (wanted.length > mostAtOnce) throw new Refusal("too-large", "chat-attachments-many", { most: mostAtOnce });
  const nodes: NodeAccess[] = [];
  for (const id of wanted) nodes.push(await accessLiveNode(ctx, actor, id, "read"));
  const folder = nodes.find((node) => node.kind !== "file");
  if (folder) throw new Refusal("invalid", "node-no-file", { name: folder.name });
  await refuseLargeInRoom(
    ctx,
    room,
    nodes.map((node) => node.sizeBytes),
  );
  for (const node of nodes) {
    const { rows } = await ctx.db.pool.query<{ hash: Buffer }>(
      'SELECT "blobHash" AS "hash" FROM "NodeVersion" WHERE "id" = $1',
      [node.versionId],
    );
    // It goes to others: looked at, or not at all.
    if (rows[0]) await refuseUnsafe(ctx, [{ hash: rows[0].hash, name: node.name }], { spaceId: node.spaceId });
  }
  const folderId = await folderOf(ctx, room);
  const at = ctx.clock.now();
  return changeSpace(ctx, room.id, async (client, modseq) => {
    const attached: Pick<Attachment, "id" | "name" | "mime" | "sizeBytes">[] = [];
    for (const { id, name, mime, sizeBytes } of nodes) {
      const { accountId } = room;
      const place = await placeInRoom(client, { folderId, spaceId: room.id, accountId, name, at, modseq });
      const parent = { id: place, spaceId: room.id, accountId };
      const made = await copyInside(client, { id, parent, name, modseq, at });
      attached.push({ id: made.id, name, mime, sizeBytes });
    }
    return attached;
  });
}
