import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, type RoomRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { accessGuestRoom } from "../guests/enter.ts";
import { noteGiven } from "../live/delivered.ts";
import { type RoomInfo, roomJson } from "./room-json.ts";

/** What somebody has made of a room for themselves. */
export type Seat = {
  readonly roomId: string;
  readonly isFavourite: boolean;
  readonly notify: "all" | "mentions" | "nothing" | null;
  readonly mutedUntil: string | null;
  readonly draft: string;
  readonly clearedNumber: number;
  readonly hiddenNumber: number | null;
};

/** A line in the list of rooms. */
export type RoomLine = {
  readonly room: RoomInfo;
  readonly role: RoomRole;
  /** Of a one-to-one, whom it is with; oneself for one's own notes. */
  readonly other: { readonly id: string; readonly name: string; readonly isActive: boolean } | null;
  readonly members: number;
  readonly readNumber: number;
  /** What was said last, in the room itself. */
  readonly last: {
    number: number;
    kind: string;
    authorId: string | null;
    text: string;
    isDeleted: boolean;
    at: string;
  } | null;
  /** Unread in the room itself, and of them those that speak to the actor; both up to 100. */
  readonly unread: number;
  readonly mentions: number;
  readonly seat: Omit<Seat, "roomId">;
  /** What the client knows of the room when it knows this. */
  readonly modseq: string;
};

/** Counted up to here; more is said as "99+". */
const mostCounted = 100;

export const seatColumns = `coalesce(s."isFavourite", false) AS "isFavourite", s."notify", s."mutedUntil", coalesce(s."draft", '') AS "draft",
  coalesce(s."clearedNumber", 0) AS "clearedNumber", s."hiddenNumber"`;

/** SQL that is true of a message `u` that counts as unread for the member `m`: said by somebody else in the room itself. */
const isUnread = `u."spaceId" = m."spaceId" AND u."number" > greatest(m."readNumber", m."fromNumber", coalesce(s."clearedNumber", 0))
  AND (u."threadId" IS NULL OR u."isAlsoInRoom") AND u."deletedAt" IS NULL AND u."kind" <> 'event' AND u."authorId" IS DISTINCT FROM m."accountId"`;

/** SQL for those who are in rooms as `m`. */
const membersOf = {
  account: `"RoomMember" m`,
  guest: `(SELECT "roomId" AS "spaceId", "id" AS "accountId", 'member' AS "role", "leftAt", "readNumber", "fromNumber" FROM "RoomGuest") m`,
} as const;

/** The rooms that the actor is in, the latest first; of a guest their one. */
export async function listRooms(
  ctx: Context,
  actor: Actor,
  { ids }: { ids?: readonly string[] | undefined } = {},
): Promise<RoomLine[]> {
  const [kind, id] =
    actor.kind === "guest"
      ? (["guest", (await accessGuestRoom(ctx, actor)).personId] as const)
      : (["account", (await accessOwnAccount(ctx, actor)).id] as const);
  const { rows } = await ctx.db.pool.query<RoomLine & Omit<Seat, "roomId">>({
    name: `list-rooms-${kind}`,
    text: `SELECT ${roomJson} AS "room", m."role", m."readNumber", p."modseq"::text AS "modseq", ${seatColumns},
        ((SELECT count(*) FROM "RoomMember" x WHERE x."spaceId" = m."spaceId" AND x."leftAt" IS NULL)
          + (SELECT count(*) FROM "RoomGuest" g WHERE g."roomId" = m."spaceId" AND g."leftAt" IS NULL))::int AS "members",
        CASE WHEN r."kind" = 'direct' THEN (SELECT json_build_object('id', o."id", 'name', o."name", 'isActive', o."state" = 'active') FROM "RoomMember" x
          JOIN "Account" o ON o."id" = x."accountId" WHERE x."spaceId" = m."spaceId" ORDER BY x."accountId" = m."accountId" LIMIT 1) END AS "other",
        (SELECT json_build_object('number', u."number", 'kind', u."kind", 'authorId', u."authorId", 'text', left(u."text", 200),
          'isDeleted', u."deletedAt" IS NOT NULL, 'at', u."at") FROM "ChatMessage" u WHERE u."spaceId" = m."spaceId" AND (u."threadId" IS NULL OR u."isAlsoInRoom")
          AND u."number" > greatest(m."fromNumber", coalesce(s."clearedNumber", 0)) ORDER BY u."number" DESC LIMIT 1) AS "last",
        (SELECT count(*)::int FROM (SELECT 1 FROM "ChatMessage" u WHERE ${isUnread} LIMIT ${mostCounted}) c) AS "unread",
        (SELECT count(*)::int FROM (SELECT 1 FROM "ChatMessage" u WHERE ${isUnread} AND (u."addresses" <> 'named' OR m."accountId" = ANY(u."mentions")
          OR r."kind" = 'direct') LIMIT ${mostCounted}) c) AS "mentions"
      FROM ${membersOf[kind]} JOIN "Room" r ON r."spaceId" = m."spaceId" JOIN "Space" p ON p."id" = r."spaceId"
      LEFT JOIN "RoomSeat" s ON s."accountId" = m."accountId" AND s."roomId" = m."spaceId"
      WHERE m."accountId" = $1 AND m."leftAt" IS NULL AND ($2::uuid[] IS NULL OR m."spaceId" = ANY($2))
      ORDER BY coalesce(r."lastAt", r."createdAt") DESC, r."spaceId"`,
    values: [id, ids ?? null],
  });
  // Whoever has the list has what was said last.
  if (kind === "account")
    for (const { room, last } of rows) if (last) noteGiven(ctx, { roomId: room.id, accountId: id }, [last]);
  return rows.map(({ isFavourite, notify, mutedUntil, draft, clearedNumber, hiddenNumber, ...line }) => ({
    ...line,
    seat: { isFavourite, notify, mutedUntil, draft, clearedNumber, hiddenNumber },
  }));
}
