import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { accessSaid } from "../messages/access-said.ts";

/** Follows a thread, or no longer; the thread is known by the message that it began with. */
export async function followThread(
  ctx: Context,
  actor: Actor,
  { id, isFollowed }: { id: string; isFollowed: boolean },
): Promise<void> {
  await changeThreadSeat(ctx, actor, { id, isFollowed, readNumber: null });
}

/** Says that the actor read a thread up to a number. It never goes back. */
export async function markThreadRead(
  ctx: Context,
  actor: Actor,
  { id, number }: { id: string; number: number },
): Promise<void> {
  await changeThreadSeat(ctx, actor, { id, isFollowed: null, readNumber: number });
}

async function changeThreadSeat(
  ctx: Context,
  actor: Actor,
  { id, isFollowed, readNumber }: { id: string; isFollowed: boolean | null; readNumber: number | null },
): Promise<void> {
  const said = await accessSaid(ctx, actor, id, "read");
  if (said.threadId !== null || said.kind === "event") throw new Refusal("invalid", "message-is-event");
  const { accountId, ownSpaceId, id: roomId } = said.room;
  // Who only read on does not follow, nor stops to.
  await changeSpace(ctx, ownSpaceId, (client, modseq) =>
    client.query(
      `INSERT INTO "ThreadSeat" ("accountId", "threadId", "roomId", "spaceId", "modseq", "isFollowed", "readNumber")
       SELECT $1, $2, $3, $4, $5, $6, least(coalesce($7::int, 0), r."lastNumber") FROM "Room" r WHERE r."spaceId" = $3
       ON CONFLICT ("accountId", "threadId") DO UPDATE SET "modseq" = $5, "isFollowed" = coalesce($6, "ThreadSeat"."isFollowed"),
         "readNumber" = greatest("ThreadSeat"."readNumber", excluded."readNumber")`,
      [accountId, said.id, roomId, ownSpaceId, modseq, isFollowed, readNumber],
    ),
  );
}
