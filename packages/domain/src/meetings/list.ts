import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import { type RunningMeeting, runningMeeting } from "../chat/index.ts";
import type { Context } from "../context.ts";

export type MeetingRoomLine = {
  readonly roomId: string;
  readonly name: string;
  readonly kind: "direct" | "group" | "channel";
  /** Whether there is an address by which people without an account come. */
  readonly hasLink: boolean;
  /** When people met there last, or talked. ISO 8601. */
  readonly lastAt: string;
  readonly running: RunningMeeting | null;
};

export type PastMeeting = {
  readonly meetingId: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly people: readonly { readonly id: string; readonly name: string }[];
};

export type MeetingHome = {
  /** Those of the rooms in which people meet now. */
  readonly running: readonly MeetingRoomLine[];
  readonly rooms: readonly MeetingRoomLine[];
  /** In which the person was, the latest first. */
  readonly recent: readonly PastMeeting[];
};

const [mostRooms, mostRecent] = [100, 30];

const nameOf = (
  room: string,
) => `CASE WHEN ${room}."kind" = 'direct' THEN coalesce((SELECT a."name" FROM "RoomMember" o JOIN "Account" a ON a."id" = o."accountId"
  WHERE o."spaceId" = ${room}."spaceId" AND o."accountId" <> $1 LIMIT 1), '') ELSE ${room}."name" END`;

/** Where somebody meets, met, and can meet. */
export async function listMeetings(ctx: Context, actor: Actor): Promise<MeetingHome> {
  const own = await accessOwnAccount(ctx, actor);
  const rooms = await ctx.db.pool.query<MeetingRoomLine>({
    name: "meeting-rooms",
    text: `SELECT r."spaceId" AS "roomId", ${nameOf("r")} AS "name", r."kind", EXISTS (SELECT 1 FROM "MeetingRoom" k JOIN "RoomInvite" i ON i."id" = k."inviteId"
             WHERE k."roomId" = r."spaceId" AND i."revokedAt" IS NULL) AS "hasLink",
             to_json(greatest(r."lastAt", r."createdAt", (SELECT max(m."startedAt") FROM "Meeting" m WHERE m."roomId" = r."spaceId"))) AS "lastAt",
             ${runningMeeting('r."spaceId"')} AS "running"
           FROM "RoomMember" x JOIN "Room" r ON r."spaceId" = x."spaceId" WHERE x."accountId" = $1 AND x."leftAt" IS NULL AND r."archivedAt" IS NULL
           ORDER BY greatest(r."lastAt", r."createdAt") DESC, r."spaceId" LIMIT ${mostRooms}`,
    values: [own.id],
  });
  const recent = await ctx.db.pool.query<PastMeeting>({
    name: "past-meetings",
    text: `SELECT m."id" AS "meetingId", m."roomId", ${nameOf("r")} AS "roomName", to_json(m."startedAt") AS "startedAt",
             round(extract(epoch FROM m."endedAt" - m."startedAt"))::int AS "seconds", coalesce((SELECT json_agg(json_build_object('id', q."personId", 'name', q."name")
               ORDER BY q."joinedAt", q."personId") FROM (SELECT p."personId", min(p."name") AS "name", min(p."joinedAt") AS "joinedAt" FROM "MeetingPerson" p
               JOIN "Meeting" f ON f."id" = p."meetingId" WHERE (f."id" = m."id" OR f."parentId" = m."id") AND p."joinedAt" IS NOT NULL GROUP BY 1) q), '[]') AS "people"
           FROM "MeetingPerson" w JOIN "Meeting" m ON m."id" = w."meetingId" JOIN "Room" r ON r."spaceId" = m."roomId"
           WHERE w."personId" = $1 AND w."joinedAt" IS NOT NULL AND m."parentId" IS NULL AND m."endedAt" IS NOT NULL
             AND EXISTS (SELECT 1 FROM "RoomMember" x WHERE x."spaceId" = m."roomId" AND x."accountId" = $1 AND x."leftAt" IS NULL)
           ORDER BY m."startedAt" DESC LIMIT ${mostRecent}`,
    values: [own.id],
  });
  return { running: rooms.rows.filter((room) => room.running !== null), rooms: rooms.rows, recent: recent.rows };
}
