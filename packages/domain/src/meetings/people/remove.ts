import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { tellChanged, touchRoomSoon } from "../live/changed.ts";
import { giveOrder } from "../orders.ts";
import { accessModeratedMeeting } from "../place.ts";
import { letGuestsOut } from "./guests.ts";
import { roleInRoom } from "./room-role.ts";

/** Takes somebody out of a meeting and all its parts, who does not come into it again. For moderators; who keeps order in the room stays. */
export async function removeFromMeeting(
  ctx: Context,
  actor: Actor,
  { roomId, personId }: { roomId: string; personId: string },
): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  if (!isId(personId)) throw new Refusal("not-found", "meeting-person-unknown");
  if (await roleInRoom(ctx, { roomId: room.id, personId })) throw new Refusal("forbidden", "meeting-room-moderator");
  const at = ctx.clock.now();
  const places = await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE "MeetingPerson" p SET "state" = 'removed', "isModerator" = false, "leftAt" = CASE WHEN p."joinedAt" IS NULL THEN NULL ELSE coalesce(p."leftAt", $3) END
       FROM "Meeting" f WHERE f."id" = p."meetingId" AND (f."id" = $1 OR f."parentId" = $1) AND p."personId" = $2 AND f."endedAt" IS NULL RETURNING f."id"`,
      [meetingId, personId, at],
    );
    await letGuestsOut(client, { roomId: room.id, modseq }, { ids: [personId], at });
    return rows.map((row) => row.id);
  });
  if (places.length === 0) throw new Refusal("not-found", "meeting-person-unknown");
  for (const id of places) giveOrder(ctx, id, { what: "remove", personId });
  tellChanged(ctx, room.id);
  touchRoomSoon(ctx, room.id);
}
