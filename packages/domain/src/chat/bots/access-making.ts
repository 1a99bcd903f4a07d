import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, accessRoom, type RoomAccess, type RoomRight } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";

/** A group or channel for which the actor may make bots or webhooks: as the settings say, administrators at any time. */
export async function accessMaking(ctx: Context, actor: Actor, roomId: string, need: RoomRight): Promise<RoomAccess> {
  const room = await accessRoom(ctx, actor, roomId, need);
  if (room.kind === "direct") throw new Refusal("invalid", "room-direct");
  if ((await resolveSettings(ctx, room.accountId))["chat.bots"].value !== true) {
    const { role } = await accessOwnAccount(ctx, actor);
    if (role === "user") throw new Refusal("forbidden", "bots-not-allowed");
  }
  // What is archived is read, also by its owners.
  if (room.isArchived) throw new Refusal("conflict", "room-archived", { name: room.name });
  return room;
}
