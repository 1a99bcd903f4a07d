import type { Actor } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { mostRung } from "./calls/ring.ts";
import { tellChanged } from "./live/changed.ts";
import { giveOrder } from "./orders.ts";
import { letGuestsOut } from "./people/guests.ts";
import { accessModeratedMeeting } from "./place.ts";

type Ending = { readonly meetingId: string; readonly roomId: string; readonly at: Date };

/** Ends a meeting with all its parts, at the time when it was over: everybody is out, and the room says how long it was and who was in it. */
export async function endMeeting(ctx: Context, { meetingId, roomId, at }: Ending): Promise<void> {
  const ended = await changeSpace(ctx, roomId, async (client, modseq) => {
    const ids = await closeMeetings(client, { where: `"id" = $1 OR "parentId" = $1`, id: meetingId, modseq, at });
    if (!ids.includes(meetingId)) return ids;
    await letGuestsOut(client, { roomId, modseq }, { ids: null, at: ctx.clock.now() });
    await client.query(
      `UPDATE "ChatMessage" c SET "modseq" = $2, "detail" = c."detail" || jsonb_build_object('endedAt', m."endedAt",
         'seconds', round(extract(epoch FROM m."endedAt" - m."startedAt"))::int, 'people', coalesce((SELECT jsonb_agg(q."personId") FROM (
           SELECT p."personId" FROM "MeetingPerson" p JOIN "Meeting" f ON f."id" = p."meetingId" WHERE (f."id" = m."id" OR f."parentId" = m."id") AND p."joinedAt" IS NOT NULL
           GROUP BY 1 ORDER BY min(p."joinedAt"), 1) q), '[]'),
         'wasCalled', r."kind" <> 'channel' AND (SELECT count(*) FROM "RoomMember" x WHERE x."spaceId" = m."roomId" AND x."leftAt" IS NULL) <= $3)
       FROM "Meeting" m JOIN "Room" r ON r."spaceId" = m."roomId" WHERE m."id" = $1 AND c."id" = m."messageId" AND c."deletedAt" IS NULL`,
      [meetingId, modseq, mostRung],
    );
    await client.query('UPDATE "Room" SET "modseq" = $2 WHERE "spaceId" = $1', [roomId, modseq]);
    return ids;
  });
  for (const id of ended) giveOrder(ctx, id, { what: "end" });
  tellChanged(ctx, roomId);
}

/** Closes meetings as a step of a change of their room, and puts everybody out of them. Answers which were open. */
export async function closeMeetings(
  client: pg.ClientBase,
  { where, id, modseq, at }: { where: string; id: string; modseq: bigint; at: Date },
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE "Meeting" SET "endedAt" = greatest("startedAt", $2), "modseq" = $3 WHERE (${where}) AND "endedAt" IS NULL RETURNING "id"`,
    [id, at, modseq],
  );
  const ids = rows.map((row) => row.id);
  await client.query(
    `UPDATE "MeetingPerson" SET "state" = 'gone', "leftAt" = CASE WHEN "joinedAt" IS NULL THEN NULL ELSE coalesce("leftAt", greatest("joinedAt", $2)) END
     WHERE "meetingId" = ANY($1) AND "state" NOT IN ('gone', 'refused', 'removed')`,
    [ids, at],
  );
  return ids;
}

/** Ends the meeting of a room for everybody. For moderators. */
export async function endForAll(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  await endMeeting(ctx, { meetingId, roomId: room.id, at: ctx.clock.now() });
}
