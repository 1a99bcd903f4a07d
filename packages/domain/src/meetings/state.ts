import type { Actor } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessPlace, type Place } from "./place.ts";
import type { MeetingState } from "./types.ts";

/** Who waits is shown for so long after their page was last heard of. */
const unseenMs = 75_000;

type Inside = Pick<MeetingState, "recording" | "parts" | "told"> & { readonly isHere: boolean };

/** All that is so around the meeting of a room, as the actor may see it. */
export async function readMeetingState(
  ctx: Context,
  actor: Actor,
  { roomId }: { roomId: string },
): Promise<MeetingState & { readonly personId: string }> {
  const place = await accessPlace(ctx, actor, roomId);
  const { room, isModerator, meetingId, hasPassword } = { ...place, hasPassword: place.passwordHash !== null };
  // A guest who only asks to come in sees nothing of who is in it.
  const inside = meetingId !== null && room.isInRoom ? await readInside(ctx, meetingId, room.personId) : null;
  return {
    personId: room.personId,
    meetingId,
    mine: inside?.isHere ? "here" : place.state,
    isModerator,
    hasPassword,
    isLocked: place.isLocked,
    waiting: place.waiting,
    queue: meetingId !== null && isModerator ? await readQueue(ctx, meetingId) : [],
    recording: inside?.recording ?? null,
    notesId: inside ? place.notesId : null,
    parts: inside?.parts ?? [],
    told: inside?.told ?? null,
  };
}

async function readQueue(ctx: Context, meetingId: Place["meetingId"]): Promise<MeetingState["queue"]> {
  const { rows } = await ctx.db.pool.query<MeetingState["queue"][number]>({
    name: "meeting-queue",
    text: `SELECT "personId" AS "id", "name", "kind", to_json("askedAt") AS "askedAt" FROM "MeetingPerson"
           WHERE "meetingId" = $1 AND "state" = 'waiting' AND "seenAt" >= $2 ORDER BY "MeetingPerson"."askedAt", "personId"`,
    values: [meetingId, new Date(ctx.clock.now().getTime() - unseenMs)],
  });
  return rows;
}

async function readInside(ctx: Context, meetingId: string, personId: string): Promise<Inside> {
  const { rows } = await ctx.db.pool.query<Inside>({
    name: "meeting-inside",
    text: `SELECT EXISTS (SELECT 1 FROM "Meeting" f JOIN "MeetingPerson" p ON p."meetingId" = f."id" WHERE f."parentId" = m."id" AND f."endedAt" IS NULL
             AND p."personId" = $2 AND p."state" = 'here') AS "isHere",
           (SELECT json_build_object('id', x."id", 'since', x."startedAt", 'by', a."name", 'state', x."state") FROM "Recording" x
             LEFT JOIN "Account" a ON a."id" = x."starterId" WHERE x."meetingId" = m."id" AND x."state" IN ('starting', 'recording') LIMIT 1) AS "recording",
           CASE WHEN m."told" IS NOT NULL THEN json_build_object('text', m."told", 'by', m."toldBy", 'at', m."toldAt") END AS "told",
           coalesce((SELECT json_agg(json_build_object('id', f."id", 'name', f."name", 'endsAt', f."endsAt", 'people', coalesce((
               SELECT json_agg(json_build_object('id', p."personId", 'name', p."name", 'isHere', p."state" = 'here') ORDER BY lower(p."name"), p."personId")
               FROM "MeetingPerson" p WHERE p."meetingId" = f."id" AND p."state" IN ('assigned', 'admitted', 'here')), '[]')) ORDER BY f."id")
             FROM "Meeting" f WHERE f."parentId" = m."id" AND f."endedAt" IS NULL), '[]') AS "parts"
           FROM "Meeting" m WHERE m."id" = $1`,
    values: [meetingId, personId],
  });
  return rows[0] ?? { isHere: false, recording: null, parts: [], told: null };
}
