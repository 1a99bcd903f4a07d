import { isId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { isModeratorOf, type Place, readStanding } from "../place.ts";
import { letGuestsIn } from "../people/guests.ts";
import { seatPerson } from "./begin.ts";

/** Goes into one of the groups that a meeting is split into: who was put into it may, and moderators. */
export async function enterPart(
  ctx: Context,
  client: pg.ClientBase,
  { room, partId, modseq }: { room: Place["room"]; partId: string; modseq: bigint },
) {
  const standing = await readStanding(client, { roomId: room.id, personId: room.personId });
  if (standing.state === "removed") throw new Refusal("forbidden", "meeting-removed");
  if (!standing.wasLetIn) throw new Refusal("forbidden", "meeting-not-in");
  const isModerator = isModeratorOf(room, standing);
  const { rows } = isId(partId)
    ? await client.query<{ isIn: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM "MeetingPerson" p WHERE p."meetingId" = m."id" AND p."personId" = $3 AND p."state" IN ('assigned', 'admitted', 'here')
           OR p."meetingId" = m."id" AND p."personId" = $3 AND p."state" = 'gone' AND p."joinedAt" IS NOT NULL) AS "isIn"
         FROM "Meeting" m WHERE m."id" = $1 AND m."parentId" = $2 AND m."endedAt" IS NULL`,
        [partId, standing.meetingId, room.personId],
      )
    : { rows: [] };
  if (!rows[0]) throw new Refusal("conflict", "meeting-part-over");
  if (!rows[0].isIn && !isModerator) throw new Refusal("forbidden", "meeting-part-other");
  await seatPerson(ctx, client, { meetingId: partId, room, state: "admitted", at: ctx.clock.now() });
  await letGuestsIn(client, { roomId: room.id, modseq }, { ids: [room.personId], isNew: false });
  return { status: "in", meetingId: partId, isModerator, hasBegun: false } as const;
}
