import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";

const topic = (roomId: string) => `meeting/${roomId}`;

/** Says, after a commit, that something around the meetings of a room is another: who listens reads it again. */
export function tellChanged(ctx: Context, roomId: string): void {
  ctx.bus.signal(topic(roomId), "");
}

export function onChanged(ctx: Context, roomId: string, listener: () => void): () => void {
  return ctx.bus.onSignal(topic(roomId), listener);
}

/** People come and go in numbers: those in the room are told of it together. */
const gatherMs = 1000;
const waiting = new WeakMap<Context["bus"], Set<string>>();

/** Makes that who is in the meeting is told to all in the room, soon. */
export function touchRoomSoon(ctx: Context, roomId: string): void {
  const rooms = waiting.get(ctx.bus) ?? new Set<string>();
  waiting.set(ctx.bus, rooms);
  if (rooms.has(roomId)) return;
  rooms.add(roomId);
  setTimeout(() => {
    rooms.delete(roomId);
    touchRoom(ctx, roomId).catch((error: unknown) =>
      ctx.log.warn({ err: error, roomId }, "who is in a meeting could not be told in its room"),
    );
  }, gatherMs).unref();
}

async function touchRoom(ctx: Context, roomId: string): Promise<void> {
  await changeSpace(ctx, roomId, (client, modseq) =>
    client.query('UPDATE "Room" SET "modseq" = $2 WHERE "spaceId" = $1', [roomId, modseq]),
  );
}
