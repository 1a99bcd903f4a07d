import { type Actor, actingAccount, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";

export type RoomRole = "owner" | "moderator" | "member";

/** What somebody may do in a room: read it, say something, keep order, or decide about it. */
export type RoomRight = "read" | "write" | "moderate" | "own";

/** A room as whoever may be in it has to do with it: somebody with an account, a guest, or a bot. */
export type TalkAccess = {
  readonly id: string;
  readonly kind: "direct" | "group" | "channel";
  readonly name: string;
  readonly domainId: string;
  readonly isPublic: boolean;
  readonly isAnnouncement: boolean;
  readonly isArchived: boolean;
  readonly role: RoomRole;
  /** What was said up to this number is not the actor's to see: it was before them, or they cleared it away. */
  readonly hiddenUpTo: number;
  /** Who acts: an account, a guest of this room, or a bot. */
  readonly personId: string;
  readonly personKind: "account" | "guest" | "bot";
  /** Whether they may bring files. */
  readonly mayUpload: boolean;
};

/** A room as somebody with an account has to do with it. */
export type RoomAccess = TalkAccess & {
  /** The acting account, its own space and its name. */
  readonly accountId: string;
  readonly ownSpaceId: string;
  readonly ownName: string;
};

const ranks = { member: 0, moderator: 1, owner: 2 } as const satisfies Record<RoomRole, number>;
const needed = { read: 0, write: 0, moderate: 1, own: 2 } as const satisfies Record<RoomRight, number>;

/**
 * A room that the actor is in, with the right on it; any other is not found, also when it exists. Nothing changes in a room that was archived but
 * by its owners.
 */
export async function accessRoom(ctx: Context, actor: Actor, id: string, need: RoomRight): Promise<RoomAccess> {
  const accountId = actingAccount(actor);
  const { rows } =
    accountId && isId(id)
      ? await ctx.db.pool.query<RoomAccess>({
          name: "access-room",
          text: `SELECT r."spaceId" AS "id", r."kind", r."name", r."domainId", r."isPublic", r."isAnnouncement", r."archivedAt" IS NOT NULL AS "isArchived",
                   m."role", 'account' AS "personKind", a."id" AS "personId", true AS "mayUpload", greatest(m."fromNumber", coalesce(s."clearedNumber", 0)) AS "hiddenUpTo",
                   a."id" AS "accountId", a."spaceId" AS "ownSpaceId", a."name" AS "ownName"
                 FROM "RoomMember" m JOIN "Room" r ON r."spaceId" = m."spaceId"
                 JOIN "Account" a ON a."id" = m."accountId" JOIN "Domain" d ON d."id" = a."domainId"
                 LEFT JOIN "RoomSeat" s ON s."accountId" = a."id" AND s."roomId" = r."spaceId"
                 WHERE m."spaceId" = $1 AND m."accountId" = $2 AND m."leftAt" IS NULL AND a."state" = 'active' AND d."state" = 'active'`,
          values: [id, accountId],
        })
      : { rows: [] };
  const room = rows[0];
  if (!room) {
    await accessOwnAccount(ctx, actor);
    throw new Refusal("not-found", "room-unknown");
  }
  return withRight(room, need);
}

function withRight<Room extends TalkAccess>(room: Room, need: RoomRight): Room {
  if (ranks[room.role] < needed[need]) throw new Refusal("forbidden", "room-right-missing", { name: room.name });
  if (room.isArchived && (need === "write" || need === "moderate"))
    throw new Refusal("conflict", "room-archived", { name: room.name });
  return room;
}

/** SQL that is true of a guest `g` and their invitation `i` as long as they may be in their room, at a time. */
export const isGuestIn = (at: string) =>
  `g."leftAt" IS NULL AND i."revokedAt" IS NULL AND (i."expiresAt" IS NULL OR i."expiresAt" > ${at})`;

/** SQL that is true of a guest `g` and their invitation `i` as long as they may ask to come to meetings of the room: in it or not, where that is what it is for. */
export const isGuestOfMeetings = (at: string) =>
  `(g."leftAt" IS NULL OR i."isForMeeting") AND i."revokedAt" IS NULL AND (i."expiresAt" IS NULL OR i."expiresAt" > ${at})`;

/** SQL that is true of a bot `b` and its seat `s` as long as it may be in that room, at a time. */
export const isBotIn = (at: string) =>
  `s."leftAt" IS NULL AND b."revokedAt" IS NULL AND (b."expiresAt" IS NULL OR b."expiresAt" > ${at})`;

async function accessAsBot(
  ctx: Context,
  { botId, id, need }: { botId: string; id: string; need: RoomRight },
): Promise<TalkAccess> {
  const { rows } = isId(id)
    ? await ctx.db.pool.query<TalkAccess>({
        name: "access-room-as-bot",
        text: `SELECT r."spaceId" AS "id", r."kind", r."name", r."domainId", r."isPublic", r."isAnnouncement", r."archivedAt" IS NOT NULL AS "isArchived",
                 'member' AS "role", 'bot' AS "personKind", b."id" AS "personId", false AS "mayUpload", s."fromNumber" AS "hiddenUpTo"
               FROM "BotSeat" s JOIN "ChatBot" b ON b."id" = s."botId" JOIN "Room" r ON r."spaceId" = s."roomId"
               JOIN "Domain" d ON d."id" = r."domainId" JOIN "Domain" o ON o."id" = b."domainId"
               WHERE b."id" = $1 AND r."spaceId" = $2 AND d."state" = 'active' AND o."state" = 'active' AND ${isBotIn("$3")}`,
        values: [botId, id, ctx.clock.now()],
      })
    : { rows: [] };
  if (!rows[0]) throw new Refusal("not-found", "room-unknown");
  return withRight(rows[0], need);
}

/** The same for what guests and bots may do too. Guests are in one room and find no other. Nothing but what asks here is open to either. */
export async function accessTalk(ctx: Context, actor: Actor, id: string, need: RoomRight): Promise<TalkAccess> {
  if (actor.kind === "bot") return accessAsBot(ctx, { botId: actor.botId, id, need });
  if (actor.kind !== "guest") return accessRoom(ctx, actor, id, need);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<TalkAccess>({
        name: "access-room-as-guest",
        text: `SELECT r."spaceId" AS "id", r."kind", r."name", r."domainId", r."isPublic", r."isAnnouncement", r."archivedAt" IS NOT NULL AS "isArchived",
                 'member' AS "role", 'guest' AS "personKind", g."id" AS "personId", i."mayUpload", g."fromNumber" AS "hiddenUpTo"
               FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId" JOIN "Room" r ON r."spaceId" = g."roomId"
               JOIN "Domain" d ON d."id" = r."domainId"
               WHERE g."id" = $1 AND r."spaceId" = $2 AND d."state" = 'active' AND ${isGuestIn("$3")}`,
        values: [actor.guestId, id, ctx.clock.now()],
      })
    : { rows: [] };
  if (!rows[0]) throw new Refusal("not-found", "room-unknown");
  return withRight(rows[0], need);
}

/** The rooms that the actor is in. */
export async function accessRooms(ctx: Context, actor: Actor): Promise<readonly string[]> {
  const { id } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>({
    name: "rooms-of-account",
    text: 'SELECT "spaceId" FROM "RoomMember" WHERE "accountId" = $1 AND "leftAt" IS NULL',
    values: [id],
  });
  return rows.map((row) => row.spaceId);
}
