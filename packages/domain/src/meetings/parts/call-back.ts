import type { Actor } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { closeMeetings } from "../end.ts";
import { tellChanged, touchRoomSoon } from "../live/changed.ts";
import { giveOrder } from "../orders.ts";
import { accessModeratedMeeting } from "../place.ts";

/** Ends all parts of a meeting, from where everybody comes back to the whole. For moderators. */
export async function callBack(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  await endParts(ctx, { meetingId, roomId: room.id, dueAt: null });
}

/** Ends the parts of a meeting: all, or those whose time is over. */
export async function endParts(
  ctx: Context,
  { meetingId, roomId, dueAt }: { meetingId: string; roomId: string; dueAt: Date | null },
): Promise<void> {
  const at = ctx.clock.now();
  const where = dueAt === null ? `"parentId" = $1` : `"parentId" = $1 AND "endsAt" <= $2`;
  const ended = await changeSpace(ctx, roomId, async (client, modseq) => {
    const ids = await closeMeetings(client, { where, id: meetingId, modseq, at });
    // Those who come back take a while, in which nobody is in the whole; and what was told to the parts is over with them.
    await client.query(
      `UPDATE "Meeting" SET "aliveAt" = $2, "told" = NULL, "toldBy" = NULL, "toldAt" = NULL WHERE "id" = $1 AND $3`,
      [meetingId, at, ids.length > 0],
    );
    return ids;
  });
  for (const id of ended) giveOrder(ctx, id, { what: "end" });
  tellChanged(ctx, roomId);
  touchRoomSoon(ctx, roomId);
}
