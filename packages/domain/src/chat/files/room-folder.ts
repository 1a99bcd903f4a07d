import { type Actor, Refusal } from "@carbyne/kernel";
import { accessTalk, type TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { homeOf } from "../../files/index.ts";

/** The folder into which a client uploads what is to go with messages of a room. It is made when it is first asked for. */
export async function roomFolder(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<{ id: string }> {
  return { id: await folderOf(ctx, await accessPlace(ctx, actor, roomId)) };
}

async function accessPlace(ctx: Context, actor: Actor, roomId: string): Promise<TalkAccess> {
  const room = await accessTalk(ctx, actor, roomId, "write");
  if (!room.mayUpload) throw new Refusal("forbidden", "room-right-missing", { name: room.name });
  return room;
}

/** The folder of a room that was accessed for writing. */
export async function folderOf(ctx: Context, room: TalkAccess): Promise<string> {
  const id = await homeOf(ctx, room.id);
  await ctx.db.pool.query({
    name: "keep-room-folder",
    text: 'UPDATE "Room" SET "filesId" = $2 WHERE "spaceId" = $1 AND "filesId" IS NULL',
    values: [room.id, id],
  });
  return id;
}
