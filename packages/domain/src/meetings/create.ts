import type { Actor } from "@carbyne/kernel";
import { createRoom } from "../chat/index.ts";
import type { Context } from "../context.ts";

/** Makes a room to meet in, for now and later: a group with these people. The meeting begins with the first who comes in. */
export async function createMeeting(
  ctx: Context,
  actor: Actor,
  { name, people }: { name: string; people: readonly string[] },
): Promise<{ roomId: string }> {
  const { id } = await createRoom(ctx, actor, { kind: "group", name, people });
  return { roomId: id };
}
