import type { RoomRole } from "../../access/index.ts";

/** A meeting that goes on in a room, as everybody in the room sees it; part of what the chat tells of a room. */
export type RunningMeeting = {
  readonly id: string;
  readonly startedAt: string;
  readonly startedById: string | null;
  /** Who is in it. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
};

/** A room as everybody in it sees it. */
export type RoomInfo = {
  readonly id: string;
  readonly kind: "direct" | "group" | "channel";
  readonly name: string;
  readonly topic: string;
  readonly isPublic: boolean;
  readonly isAnnouncement: boolean;
  readonly isArchived: boolean;
  /** Changes with the picture; null where there is none. */
  readonly picture: string | null;
  readonly creatorId: string | null;
  readonly createdAt: string;
  /** The meeting that goes on in it. */
  readonly meeting: RunningMeeting | null;
};

/** Somebody who is in a room, or was. */
export type Member = {
  readonly id: string;
  /** Guests have no account here, and are in this room alone. A webhook says something, and is never there. */
  readonly kind: "account" | "guest" | "bot" | "hook";
  readonly name: string;
  readonly role: RoomRole;
  readonly joinedAt: string;
  /** When they left it; null for who is in it. */
  readonly leftAt: string | null;
  /** How far they read; null where that is not to be seen. */
  readonly readNumber: number | null;
  /** How far it reached one of their devices. */
  readonly deliveredNumber: number | null;
  /** Whether others may see that. */
  readonly showsReading: boolean;
  /** Whether they can still be reached here. */
  readonly isActive: boolean;
  readonly fromNumber: number;
};

/** SQL that makes a RunningMeeting of a row `k` of "Meeting": who is in it, or in a part of it. */
const meetingJson = `json_build_object('id', k."id", 'startedAt', k."startedAt", 'startedById', k."startedById", 'people', coalesce((
  SELECT json_agg(json_build_object('id', q."personId", 'name', q."name") ORDER BY q."joinedAt", q."personId") FROM (
    SELECT p."personId", min(p."name") AS "name", min(p."joinedAt") AS "joinedAt" FROM "Meeting" f JOIN "MeetingPerson" p ON p."meetingId" = f."id"
    WHERE f."roomId" = k."roomId" AND f."endedAt" IS NULL AND p."state" = 'here' GROUP BY p."personId") q), '[]'))`;

/** SQL for the RunningMeeting of the room with an id, or null. One that nobody began yet, for which guests wait, is none. */
export const runningMeeting = (roomId: string) =>
  `(SELECT ${meetingJson} FROM "Meeting" k WHERE k."roomId" = ${roomId} AND k."endedAt" IS NULL AND k."parentId" IS NULL AND k."startedById" IS NOT NULL)`;

/** SQL that makes a RoomInfo of a row `r` of "Room". */
export const roomJson = `json_build_object('id', r."spaceId", 'kind', r."kind", 'name', r."name", 'topic', r."topic", 'isPublic', r."isPublic",
  'isAnnouncement', r."isAnnouncement", 'isArchived', r."archivedAt" IS NOT NULL, 'picture', left(encode(r."pictureHash", 'hex'), 16),
  'creatorId', r."creatorId", 'createdAt', r."createdAt", 'meeting', ${runningMeeting('r."spaceId"')})`;

/** SQL that makes a Member of a row `x` of "RoomMember" and its account `xa`. */
const memberJson = `json_build_object('id', x."accountId", 'kind', 'account', 'name', xa."name", 'role', x."role", 'joinedAt', x."joinedAt", 'leftAt', x."leftAt",
  'readNumber', x."readNumber", 'deliveredNumber', x."deliveredNumber", 'showsReading', x."showsReading", 'isActive', xa."state" = 'active', 'fromNumber', x."fromNumber")`;

/** SQL that makes a Member of a row `g` of "RoomGuest" and its invitation `i`. */
const guestJson = `json_build_object('id', g."id", 'kind', 'guest', 'name', g."name", 'role', 'member', 'joinedAt', g."joinedAt", 'leftAt', g."leftAt",
  'readNumber', g."readNumber", 'deliveredNumber', g."deliveredNumber", 'showsReading', true, 'isActive', i."revokedAt" IS NULL, 'fromNumber', g."fromNumber")`;

/** SQL that is true of a guest `g` who is in the room or was: who asked to come to a meeting and was not let in is nobody's to see. */
const wasIn = `(g."leftAt" IS NULL OR g."leftAt" > g."joinedAt" OR NOT i."isForMeeting")`;

/** SQL that makes a Member of the seat `s` of a bot `b`. */
const botJson = `json_build_object('id', b."id", 'kind', b."kind", 'name', b."name", 'role', 'member', 'joinedAt', s."joinedAt",
  'leftAt', CASE b."kind" WHEN 'hook' THEN coalesce(s."leftAt", s."joinedAt") ELSE s."leftAt" END,
  'readNumber', NULL, 'deliveredNumber', NULL, 'showsReading', false, 'isActive', b."revokedAt" IS NULL, 'fromNumber', s."fromNumber")`;

/** SQL for all Members of a room that changed after a modseq, each as `member` with its `modseq` and its `name`: people of the house, guests, bots and webhooks. */
export const membersSince = (roomId: string, modseq: string) =>
  `SELECT ${memberJson}::jsonb AS "member", x."modseq", xa."name" FROM "RoomMember" x JOIN "Account" xa ON xa."id" = x."accountId"
     WHERE x."spaceId" = ${roomId} AND x."modseq" > ${modseq}
   UNION ALL SELECT ${guestJson}::jsonb, g."modseq", g."name" FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId"
     WHERE g."roomId" = ${roomId} AND g."modseq" > ${modseq} AND ${wasIn}
   UNION ALL SELECT ${botJson}::jsonb, s."modseq", b."name" FROM "BotSeat" s JOIN "ChatBot" b ON b."id" = s."botId"
     WHERE s."roomId" = ${roomId} AND s."modseq" > ${modseq}`;

/** Members as one of them sees the others: how far they read is theirs alone where either does not want it seen. */
export function membersFor(
  viewer: { id: string; seesReading: boolean },
  members: readonly Member[],
): readonly Member[] {
  return members.map((one) =>
    one.id === viewer.id || (viewer.seesReading && one.showsReading)
      ? one
      : { ...one, readNumber: null, deliveredNumber: null },
  );
}
