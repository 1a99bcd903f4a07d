import type { RoomRole } from "../../access/index.ts";

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

/** SQL that makes a RoomInfo of a row `r` of "Room". */
export const roomJson = `json_build_object('id', r."spaceId", 'kind', r."kind", 'name', r."name", 'topic', r."topic", 'isPublic', r."isPublic",
  'isAnnouncement', r."isAnnouncement", 'isArchived', r."archivedAt" IS NOT NULL, 'picture', left(encode(r."pictureHash", 'hex'), 16),
  'creatorId', r."creatorId", 'createdAt', r."createdAt")`;

/** SQL that makes a Member of a row `x` of "RoomMember" and its account `xa`. */
const memberJson = `json_build_object('id', x."accountId", 'kind', 'account', 'name', xa."name", 'role', x."role", 'joinedAt', x."joinedAt", 'leftAt', x."leftAt",
  'readNumber', x."readNumber", 'deliveredNumber', x."deliveredNumber", 'showsReading', x."showsReading", 'isActive', xa."state" = 'active', 'fromNumber', x."fromNumber")`;

/** SQL that makes a Member of a row `g` of "RoomGuest" and its invitation `i`. */
const guestJson = `json_build_object('id', g."id", 'kind', 'guest', 'name', g."name", 'role', 'member', 'joinedAt', g."joinedAt", 'leftAt', g."leftAt",
  'readNumber', g."readNumber", 'deliveredNumber', g."deliveredNumber", 'showsReading', true, 'isActive', i."revokedAt" IS NULL, 'fromNumber', g."fromNumber")`;

/** SQL that makes a Member of the seat `s` of a bot `b`. */
const botJson = `json_build_object('id', b."id", 'kind', b."kind", 'name', b."name", 'role', 'member', 'joinedAt', s."joinedAt",
  'leftAt', CASE b."kind" WHEN 'hook' THEN coalesce(s."leftAt", s."joinedAt") ELSE s."leftAt" END,
  'readNumber', NULL, 'deliveredNumber', NULL, 'showsReading', false, 'isActive', b."revokedAt" IS NULL, 'fromNumber', s."fromNumber")`;

/** SQL for all Members of a room that changed after a modseq, each as `member` with its `modseq` and its `name`: people of the house, guests, bots and webhooks. */
export const membersSince = (roomId: string, modseq: string) =>
  `SELECT ${memberJson}::jsonb AS "member", x."modseq", xa."name" FROM "RoomMember" x JOIN "Account" xa ON xa."id" = x."accountId"
     WHERE x."spaceId" = ${roomId} AND x."modseq" > ${modseq}
   UNION ALL SELECT ${guestJson}::jsonb, g."modseq", g."name" FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId"
     WHERE g."roomId" = ${roomId} AND g."modseq" > ${modseq}
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
