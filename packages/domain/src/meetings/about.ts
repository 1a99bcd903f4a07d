import type { Actor } from "@carbyne/kernel";
import { type RunningMeeting, runningMeeting } from "../chat/index.ts";
import type { Context } from "../context.ts";
import { readLink } from "./link.ts";
import { wouldWait } from "./enter/decide.ts";
import { accessPlace } from "./place.ts";
import type { MeetingAbout } from "./types.ts";

/** What the lobby shows. Who did not come in yet and has no account reads the names of nobody who is in it. */
export async function aboutMeeting(
  ctx: Context,
  actor: Actor,
  { roomId, origin }: { roomId: string; origin: string },
): Promise<MeetingAbout> {
  const place = await accessPlace(ctx, actor, roomId);
  const { room, isModerator } = place;
  const { rows } = await ctx.db.pool.query<{
    running: RunningMeeting | null;
    isRecorded: boolean;
    other: string | null;
  }>({
    name: "about-meeting",
    text: `SELECT ${runningMeeting("$1")} AS "running", EXISTS (SELECT 1 FROM "Recording" x JOIN "Meeting" m ON m."id" = x."meetingId"
             WHERE m."roomId" = $1 AND m."endedAt" IS NULL AND x."state" IN ('starting', 'recording')) AS "isRecorded",
             (SELECT a."name" FROM "RoomMember" x JOIN "Account" a ON a."id" = x."accountId" WHERE x."spaceId" = $1 AND x."accountId" <> $2 LIMIT 1) AS "other"`,
    values: [room.id, room.personId],
  });
  const [row] = rows;
  const running = row?.running ?? null;
  return {
    roomId: room.id,
    roomKind: room.kind,
    name: room.kind === "direct" ? (row?.other ?? room.personName) : room.name,
    me: { id: room.personId, name: room.personName, kind: room.personKind, isModerator },
    running: running && !room.isInRoom ? { ...running, startedById: null, people: [] } : running,
    hasPassword: place.passwordHash !== null,
    isLocked: place.isLocked,
    waiting: place.waiting,
    wouldWait: wouldWait(place, { isModerator, isGuest: room.personKind === "guest" }),
    isRecorded: row?.isRecorded ?? false,
    link:
      isModerator && room.personKind === "account" ? await readLink(ctx, { inviteId: place.inviteId, origin }) : null,
  };
}
