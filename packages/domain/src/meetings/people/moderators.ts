import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { tellChanged } from "../live/changed.ts";
import { giveOrder } from "../orders.ts";
import { accessModeratedMeeting } from "../place.ts";
import { roleInRoom } from "./room-role.ts";

/** Lets somebody who is in a meeting keep order in it, or no longer. For moderators; who keeps order in the room does so in each of its meetings. */
export async function setModerator(
  ctx: Context,
  actor: Actor,
  { roomId, personId, isModerator }: { roomId: string; personId: string; isModerator: boolean },
): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  if (!isId(personId)) throw new Refusal("not-found", "meeting-person-unknown");
  if (!isModerator && (await roleInRoom(ctx, { roomId: room.id, personId })))
    throw new Refusal("forbidden", "meeting-room-moderator");
  const { rowCount } = await ctx.db.pool.query(
    `UPDATE "MeetingPerson" SET "isModerator" = $3 WHERE "meetingId" = $1 AND "personId" = $2
       AND ("state" IN ('admitted', 'here') OR ("state" = 'gone' AND "joinedAt" IS NOT NULL))`,
    [meetingId, personId, isModerator],
  );
  if (!rowCount) throw new Refusal("not-found", "meeting-person-unknown");
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "id" FROM "Meeting" WHERE ("id" = $1 OR "parentId" = $1) AND "endedAt" IS NULL',
    [meetingId],
  );
  for (const { id } of rows) giveOrder(ctx, id, { what: "role", personId, isModerator });
  tellChanged(ctx, room.id);
}
