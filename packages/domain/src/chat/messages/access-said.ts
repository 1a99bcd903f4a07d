import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessRoom, accessTalk, type RoomAccess, type RoomRight, type TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type Said<Room = RoomAccess> = {
  readonly id: string;
  readonly number: number;
  readonly kind: "text" | "event" | "poll" | "voice";
  readonly authorId: string | null;
  readonly threadId: string | null;
  readonly text: string;
  readonly detail: Record<string, unknown>;
  readonly at: Date;
  readonly isMine: boolean;
  readonly room: Room;
};

/** A message that the actor can see and that was not taken back, in a room on which they have the right; any other is not found. */
export async function accessSaid(ctx: Context, actor: Actor, id: string, need: RoomRight): Promise<Said> {
  return findSaid(ctx, id, (roomId) => accessRoom(ctx, actor, roomId, need));
}

/** The same for what guests may do too. */
export async function accessTalkSaid(
  ctx: Context,
  actor: Actor,
  id: string,
  need: RoomRight,
): Promise<Said<TalkAccess>> {
  return findSaid(ctx, id, (roomId) => accessTalk(ctx, actor, roomId, need));
}

async function findSaid<Room extends TalkAccess>(
  ctx: Context,
  id: string,
  accessIts: (roomId: string) => Promise<Room>,
): Promise<Said<Room>> {
  const { rows } = isId(id)
    ? await ctx.db.pool.query<Omit<Said, "room" | "isMine"> & { spaceId: string }>({
        name: "access-said",
        text: `SELECT "id", "spaceId", "number", "kind", "authorId", "threadId", "text", "detail", "at" FROM "ChatMessage" WHERE "id" = $1 AND "deletedAt" IS NULL`,
        values: [id],
      })
    : { rows: [] };
  const row = rows[0];
  const unknown = new Refusal("not-found", "message-unknown");
  if (!row) throw unknown;
  const { spaceId, ...said } = row;
  const room = await accessIts(spaceId).catch((error: unknown) => {
    throw error instanceof Refusal && error.reason === "room-unknown" ? unknown : error;
  });
  if (said.number <= room.hiddenUpTo) throw unknown;
  return { ...said, isMine: said.authorId === room.personId, room };
}
