import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";
import { accessRoom, isGuestOfMeetings, type TalkAccess } from "./access-room.ts";

/** A room as somebody who may ask to meet in it has to do with it. */
export type MeetingAccess = Pick<TalkAccess, "id" | "kind" | "name" | "isAnnouncement" | "isArchived" | "personId"> & {
  readonly personKind: "account" | "guest";
  /** As they go by in meetings; never empty. */
  readonly personName: string;
  /** Whether they keep order in the room, and so in all that meet there; in a one-to-one both do. */
  readonly keepsOrder: boolean;
  /** Whether they are in the room: a guest who came to a meeting is in it only while that lets them. */
  readonly isInRoom: boolean;
};

/** A room in which the actor may ask to meet, as a member or as a guest; any other is not found, also when it exists. */
export async function accessMeetingRoom(ctx: Context, actor: Actor, id: string): Promise<MeetingAccess> {
  if (actor.kind === "guest") return accessAsGuest(ctx, { guestId: actor.guestId, id });
  const room = await accessRoom(ctx, actor, id, "read");
  const personName = room.ownName.trim() || (await accessOwnAccount(ctx, actor)).address;
  return {
    id: room.id,
    kind: room.kind,
    name: room.name,
    isAnnouncement: room.isAnnouncement,
    isArchived: room.isArchived,
    personId: room.accountId,
    personKind: "account",
    personName: personName.slice(0, 200),
    keepsOrder: room.kind === "direct" || room.role !== "member",
    isInRoom: true,
  };
}

async function accessAsGuest(ctx: Context, { guestId, id }: { guestId: string; id: string }): Promise<MeetingAccess> {
  const { rows } = isId(id)
    ? await ctx.db.pool.query<MeetingAccess>({
        name: "access-meeting-as-guest",
        text: `SELECT r."spaceId" AS "id", r."kind", r."name", r."isAnnouncement", r."archivedAt" IS NOT NULL AS "isArchived", g."id" AS "personId",
                 'guest' AS "personKind", g."name" AS "personName", false AS "keepsOrder", g."leftAt" IS NULL AS "isInRoom"
               FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId" JOIN "Room" r ON r."spaceId" = g."roomId"
               JOIN "Domain" d ON d."id" = r."domainId"
               WHERE g."id" = $1 AND r."spaceId" = $2 AND d."state" = 'active' AND ${isGuestOfMeetings("$3")}`,
        values: [guestId, id, ctx.clock.now()],
      })
    : { rows: [] };
  if (!rows[0]) throw new Refusal("not-found", "room-unknown");
  return rows[0];
}
