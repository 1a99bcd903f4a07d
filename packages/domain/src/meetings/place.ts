import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessMeetingRoom, type MeetingAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings, settingsOfSpace } from "../settings/index.ts";

export type PersonState = "assigned" | "waiting" | "admitted" | "here" | "gone" | "refused" | "removed";

/** How people meet in a room now, and where one person stands in that. */
export type Standing = {
  readonly waiting: "nobody" | "guests" | "everybody";
  readonly isLocked: boolean;
  readonly passwordHash: string | null;
  readonly inviteId: string | null;
  readonly notesId: string | null;
  /** The meeting that goes on, or for which guests wait. */
  readonly meetingId: string | null;
  /** Null while nobody began it. */
  readonly startedById: string | null;
  readonly state: PersonState | null;
  readonly isMadeModerator: boolean;
  /** Whether the person was let in, and may come back. */
  readonly wasLetIn: boolean;
};

export type Place = Standing & { readonly room: MeetingAccess; readonly isModerator: boolean };

/** The one reading of it; in a change of the room's space it is what holds until the commit. */
export async function readStanding(
  client: pg.ClientBase | pg.Pool,
  { roomId, personId }: { roomId: string; personId: string },
): Promise<Standing> {
  const { rows } = await client.query<Standing>({
    name: "meeting-standing",
    text: `SELECT coalesce(k."waiting", 'guests') AS "waiting", coalesce(k."isLocked", false) AS "isLocked", k."passwordHash", k."inviteId", k."notesId",
             m."id" AS "meetingId", m."startedById", p."state", coalesce(p."isModerator", false) AS "isMadeModerator",
             coalesce(p."state" IN ('admitted', 'here') OR (p."state" = 'gone' AND p."joinedAt" IS NOT NULL), false) AS "wasLetIn"
           FROM "Room" r LEFT JOIN "MeetingRoom" k ON k."roomId" = r."spaceId"
           LEFT JOIN "Meeting" m ON m."roomId" = r."spaceId" AND m."endedAt" IS NULL AND m."parentId" IS NULL
           LEFT JOIN "MeetingPerson" p ON p."meetingId" = m."id" AND p."personId" = $2 WHERE r."spaceId" = $1`,
    values: [roomId, personId],
  });
  if (!rows[0]) throw new Refusal("not-found", "room-unknown");
  return rows[0];
}

export function isModeratorOf(room: Pick<MeetingAccess, "keepsOrder">, standing: Standing): boolean {
  return standing.state !== "removed" && (room.keepsOrder || (standing.isMadeModerator && standing.wasLetIn));
}

/** A room in which the actor may ask to meet, where that is not switched off. */
export async function accessPlace(ctx: Context, actor: Actor, roomId: string): Promise<Place> {
  const room = await accessMeetingRoom(ctx, actor, roomId);
  await refuseSwitchedOff(ctx, room);
  const standing = await readStanding(ctx.db.pool, { roomId: room.id, personId: room.personId });
  return { ...standing, room, isModerator: isModeratorOf(room, standing) };
}

/** The same for who keeps order in the meeting that goes on there, or would. */
export async function accessModerated(ctx: Context, actor: Actor, roomId: string): Promise<Place> {
  const place = await accessPlace(ctx, actor, roomId);
  if (!place.isModerator) throw new Refusal("forbidden", "meeting-moderators");
  return place;
}

/** The same for who keeps order in a meeting that goes on. */
export async function accessModeratedMeeting(
  ctx: Context,
  actor: Actor,
  roomId: string,
): Promise<Place & { readonly meetingId: string }> {
  const place = await accessModerated(ctx, actor, roomId);
  const { meetingId } = place;
  if (meetingId === null) throw new Refusal("conflict", "meeting-over");
  return { ...place, meetingId };
}

/** The same for who was let into it. */
export async function accessFromInside(
  ctx: Context,
  actor: Actor,
  roomId: string,
): Promise<Place & { readonly meetingId: string }> {
  const place = await accessPlace(ctx, actor, roomId);
  const { meetingId } = place;
  if (meetingId === null) throw new Refusal("conflict", "meeting-over");
  if (!place.wasLetIn) throw new Refusal("forbidden", "meeting-not-in");
  return { ...place, meetingId };
}

async function refuseSwitchedOff(ctx: Context, room: MeetingAccess): Promise<void> {
  const isAccount = room.personKind === "account";
  const settings = isAccount ? await resolveSettings(ctx, room.personId) : await settingsOfSpace(ctx.db.pool, room.id);
  const needed = isAccount
    ? (["meetings.enabled"] as const)
    : (["meetings.enabled", "meetings.guests", "chat.guests"] as const);
  if (needed.some((key) => settings[key].value !== true)) throw new Refusal("forbidden", "meeting-not-allowed");
}
