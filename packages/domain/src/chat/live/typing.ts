import type { Actor } from "@carbyne/kernel";
import { accessTalk } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";

/** Somebody is writing in a room, or in a thread of it. It holds for five seconds, or until what they write is there. */
export type Typing = {
  readonly roomId: string;
  readonly personId: string;
  readonly threadId: string | null;
};

/** What one person may say so often of themselves; what comes earlier is left out, since the one before still holds. */
const restMs = 1000;
const mostKept = 10_000;

const lastSaid = new WeakMap<Context["bus"], Map<string, number>>();

/** Says that the actor is writing. Nothing is told where they do not let it be seen, nor where they cannot say anything. */
export async function sayTyping(
  ctx: Context,
  actor: Actor,
  { roomId, threadId = null }: { roomId: string; threadId?: string | null | undefined },
): Promise<void> {
  const room = await accessTalk(ctx, actor, roomId, "write");
  if (room.isAnnouncement && room.role === "member" && threadId === null) return;
  if (!isRested(ctx, room.personId)) return;
  // A guest has no settings, and is seen.
  const isSeen =
    room.personKind === "guest" || (await resolveSettings(ctx, room.personId))["chat.typing"].value === true;
  if (isSeen) ctx.bus.signal(`typing/${room.id}/${room.personId}`, threadId ?? "");
}

/** Calls `listener` for all who write in a room. The caller has seen to it that they may know. Returns the way to stop. */
export function onTyping(ctx: Context, roomId: string, listener: (typing: Typing) => void): () => void {
  const prefix = `typing/${roomId}/`;
  return ctx.bus.onSignal(prefix, ({ topic, data }) =>
    listener({ roomId, personId: topic.slice(prefix.length), threadId: data === "" ? null : data }),
  );
}

function isRested(ctx: Context, personId: string): boolean {
  const now = ctx.clock.now().getTime();
  const said = lastSaid.get(ctx.bus) ?? new Map<string, number>();
  lastSaid.set(ctx.bus, said);
  if (now - (said.get(personId) ?? Number.NEGATIVE_INFINITY) < restMs) return false;
  if (said.size >= mostKept) said.clear();
  said.set(personId, now);
  return true;
}
