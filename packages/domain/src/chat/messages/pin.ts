import type { Actor } from "@carbyne/kernel";
import { Refusal } from "@carbyne/kernel";
import { accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { accessSaid } from "./access-said.ts";
import { type Message, messageJson } from "./message-json.ts";
import { readMessage } from "./send-message.ts";

const mostPinned = 100;

/** Pins a message for everybody in the room, or takes the pin away; in channels moderators do. */
export async function pinMessage(
  ctx: Context,
  actor: Actor,
  { id, isPinned }: { id: string; isPinned: boolean },
): Promise<Message> {
  const said = await accessSaid(ctx, actor, id, "write");
  const { room } = said;
  if (room.kind === "channel" && room.role === "member")
    throw new Refusal("forbidden", "room-right-missing", { name: room.name });
  if (said.kind === "event") throw new Refusal("invalid", "message-is-event");
  const now = ctx.clock.now();
  return changeSpace(ctx, room.id, async (client, modseq) => {
    await client.query(
      `UPDATE "ChatMessage" SET "pinnedAt" = $2, "pinnedById" = $3, "modseq" = $4 WHERE "id" = $1 AND ("pinnedAt" IS NOT NULL) <> $5 AND "deletedAt" IS NULL`,
      [said.id, isPinned ? now : null, isPinned ? room.accountId : null, modseq, isPinned],
    );
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS "count" FROM "ChatMessage" WHERE "spaceId" = $1 AND "pinnedAt" IS NOT NULL',
      [room.id],
    );
    if ((rows[0]?.count ?? 0) > mostPinned) throw new Refusal("too-many", "pins-most", { most: mostPinned });
    return readMessage(client, said.id);
  });
}

/** What is pinned in a room, the latest first. */
export async function listPinned(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<Message[]> {
  const room = await accessRoom(ctx, actor, roomId, "read");
  const { rows } = await ctx.db.pool.query<{ message: Message }>({
    name: "list-pinned",
    text: `SELECT ${messageJson} AS "message" FROM "ChatMessage" m WHERE m."spaceId" = $1 AND m."pinnedAt" IS NOT NULL AND m."number" > $2 ORDER BY m."pinnedAt" DESC`,
    values: [room.id, room.hiddenUpTo],
  });
  return rows.map((row) => row.message);
}
