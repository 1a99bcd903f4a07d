import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { accessGuestRoom } from "../guests/enter.ts";
import { changesFor } from "./changes.ts";
import { roomFeed } from "./feed.ts";
import { onTyping } from "./typing.ts";
import type { ChatEvent } from "./watch-chat.ts";

/** Looked at again after so long even without a hint. */
const recheckMs = 30_000;

/** Tells a guest what changes in the one room that they are in. Ends by `onEnd` with what takes them out, or when their invitation is over. */
export async function watchGuest(
  ctx: Context,
  actor: Actor,
  { listener, onEnd }: { listener: (event: ChatEvent) => void; onEnd: (error: unknown) => void },
): Promise<() => void> {
  const { id: roomId, personId, hiddenUpTo, expiresAt } = await accessGuestRoom(ctx, actor);
  const feed = roomFeed(ctx);
  const viewer = { id: personId, seesReading: true, hiddenUpTo };
  let isOver = false;

  const end = (error: unknown) => {
    if (isOver) return;
    stop();
    onEnd(error);
  };
  const detach = feed.attach(roomId, (changes) => {
    if (isOver) return;
    const isOut = changes.members.some((member) => member.id === personId && member.leftAt !== null);
    if (isOut || (expiresAt && expiresAt <= ctx.clock.now())) {
      listener({ what: "left", roomId });
      return end(new Refusal("unauthenticated", "session-ended"));
    }
    listener({ what: "changes", ...changesFor(viewer, changes) });
  });
  const stopTyping = onTyping(ctx, roomId, (typing) => {
    if (!isOver && typing.personId !== personId) listener({ what: "typing", ...typing });
  });
  const timer = setInterval(() => void accessGuestRoom(ctx, actor).catch(end), recheckMs);
  timer.unref();

  function stop(): void {
    isOver = true;
    clearInterval(timer);
    detach();
    stopTyping();
  }

  try {
    // Read now that hints are listened for: what changed meanwhile is not missed.
    await accessGuestRoom(ctx, actor);
    const { rows } = await ctx.db.pool.query<{ modseq: string }>('SELECT "modseq"::text FROM "Space" WHERE "id" = $1', [
      roomId,
    ]);
    const at = rows[0]?.modseq ?? "0";
    listener({ what: "rooms", at: { [roomId]: at } });
    feed.begin(roomId, BigInt(at));
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
