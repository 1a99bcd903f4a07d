import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessTalk, isGuestOfMeetings, type TalkAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { settingsOfSpace } from "../../settings/index.ts";
import { countAttempt } from "../../sign-in/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { postEvent } from "../rooms/post-event.ts";
import { readGuestName } from "../rooms/terms.ts";
import { meetingGuestId } from "./meeting-invite.ts";
import { takeOutGuests } from "./take-out.ts";
import { hashSecret, makeSecret } from "./token.ts";

/** What the page of an invitation says before anything else. */
export type InviteAbout = {
  readonly roomName: string;
  /** Who invites. */
  readonly by: string;
  /** Whether it leads to the meetings of the room: who came by it is in the room only while they are in one. */
  readonly isForMeeting: boolean;
  /** The guest that this browser is; null before it has come in. */
  readonly me: {
    readonly id: string;
    readonly name: string;
    readonly roomId: string;
    readonly mayUpload: boolean;
  } | null;
};

type OpenInvite = {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly by: string;
  readonly address: string | null;
  readonly fromNumber: number;
  readonly isForMeeting: boolean;
  readonly isFull: boolean;
  readonly isOver: boolean;
};

/** Attempts of one address of the network to come into rooms. */
const rate = { burst: 30, perMinute: 10 };

/** The invitation with an address, as long as somebody may come in by it, or is in: what is archived is still read by who is in it. */
async function findInvite(ctx: Context, token: string, { isIn = false } = {}): Promise<OpenInvite> {
  const { rows } = await ctx.db.pool.query<OpenInvite>({
    name: "find-invite",
    text: `SELECT i."id", i."roomId", r."name" AS "roomName", a."name" AS "by", i."address", i."fromNumber", i."isForMeeting", i."uses" >= i."mostUses" IS TRUE AS "isFull",
             i."expiresAt" <= $2 IS TRUE AS "isOver"
           FROM "RoomInvite" i JOIN "Room" r ON r."spaceId" = i."roomId" JOIN "Domain" d ON d."id" = r."domainId" JOIN "Account" a ON a."id" = i."makerId"
           WHERE i."tokenHash" = $1 AND i."revokedAt" IS NULL AND (r."archivedAt" IS NULL OR $3) AND d."state" = 'active'`,
    values: [hashSecret(token), ctx.clock.now(), isIn],
  });
  const [invite] = rows;
  if (!invite) throw new Refusal("not-found", "invite-unknown");
  if (invite.isOver) throw new Refusal("not-found", "invite-over");
  return invite;
}

/** The guest that a browser is known as by its secret, at the address of their invitation, also one who is not let into a meeting yet; null when it is over. */
export async function findGuest(
  ctx: Context,
  { token, secret }: { token: string; secret: string },
): Promise<Actor | null> {
  const { rows } = await ctx.db.pool.query<{ id: string }>({
    name: "find-guest",
    text: `SELECT g."id" FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId" WHERE g."secretHash" = $1 AND i."tokenHash" = $2 AND ${isGuestOfMeetings("$3")}`,
    values: [hashSecret(secret), hashSecret(token), ctx.clock.now()],
  });
  return rows[0] ? { kind: "guest", guestId: rows[0].id } : null;
}

/** The room that a guest is in. */
export async function accessGuestRoom(
  ctx: Context,
  actor: Actor,
): Promise<TalkAccess & { personName: string; expiresAt: Date | null }> {
  const { rows } =
    actor.kind === "guest"
      ? await ctx.db.pool.query<{ roomId: string; name: string; expiresAt: Date | null }>(
          'SELECT g."roomId", g."name", i."expiresAt" FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId" WHERE g."id" = $1',
          [actor.guestId],
        )
      : { rows: [] };
  if (!rows[0]) throw new Refusal("not-found", "room-unknown");
  const { roomId, name: personName, expiresAt } = rows[0];
  return { ...(await accessTalk(ctx, actor, roomId, "read")), personName, expiresAt };
}

/** What an address leads to, for whoever has it, and whom this browser is known as. */
export async function aboutInvite(
  ctx: Context,
  { token, actor }: { token: string; actor: Actor | null },
): Promise<InviteAbout> {
  const invite = await findInvite(ctx, token, { isIn: actor !== null });
  const { roomName, by, isForMeeting, isFull, address } = invite;
  if (isForMeeting) {
    await refuseWithoutMeetings(ctx, invite);
    const guest = actor ? await findOutside(ctx, actor) : null;
    return { roomName, by, isForMeeting, me: guest && { ...guest, roomId: invite.roomId } };
  }
  if (actor) {
    const { id: roomId, personId: id, personName: name, mayUpload } = await accessGuestRoom(ctx, actor);
    return { roomName, by, isForMeeting, me: { id, name, roomId, mayUpload } };
  }
  if (isFull && address === null) throw new Refusal("conflict", "invite-full");
  return { roomName, by, isForMeeting, me: null };
}

/** Refuses an invitation to meetings where guests do not come to these any more. */
async function refuseWithoutMeetings(ctx: Context, { roomId }: OpenInvite): Promise<void> {
  const settings = await settingsOfSpace(ctx.db.pool, roomId);
  const isOn = (["meetings.enabled", "meetings.guests", "chat.guests"] as const).every(
    (key) => settings[key].value === true,
  );
  if (!isOn) throw new Refusal("forbidden", "meeting-not-allowed");
}

/** A guest of meetings, in the room or not. */
async function findOutside(
  ctx: Context,
  actor: Actor,
): Promise<{ id: string; name: string; mayUpload: boolean } | null> {
  const { rows } = await ctx.db.pool.query<{ id: string; name: string; mayUpload: boolean }>(
    'SELECT g."id", g."name", i."mayUpload" FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId" WHERE g."id" = $1',
    [await meetingGuestId(ctx, actor)],
  );
  return rows[0] ?? null;
}

/**
 * Lets somebody into a room under the name that they give, and gives their browser a secret to be known by. By an invitation that was mailed to one
 * person the same guest comes again, from wherever; the browser before is out. By one that leads to meetings nobody is in the room before a meeting lets
 * them in.
 */
export async function enterRoom(
  ctx: Context,
  { token, name: asked, ip }: { token: string; name: string; ip: string },
): Promise<{ secret: string }> {
  await countAttempt(ctx, `guest:${ip}`, rate);
  const invite = await findInvite(ctx, token);
  if (invite.isForMeeting) await refuseWithoutMeetings(ctx, invite);
  const name = readGuestName(asked);
  const secret = makeSecret();
  const most = Number((await settingsOfSpace(ctx.db.pool, invite.roomId))["chat.membersMost"].value);
  const at = ctx.clock.now();
  await changeSpace(ctx, invite.roomId, async (client, modseq) => {
    const { roomId } = invite;
    const known = await client.query<{ wasOut: boolean; id: string }>(
      `SELECT "id", "leftAt" IS NOT NULL AS "wasOut" FROM "RoomGuest" WHERE "inviteId" = $1 AND $2::text IS NOT NULL`,
      [invite.id, invite.address],
    );
    let guest = known.rows[0];
    if (guest) {
      // Read anew under the room's lock: the invitation may have been taken back since it was looked up.
      const { rowCount } = await client.query(
        `UPDATE "RoomGuest" g SET "secretHash" = $2, "name" = $3, "leftAt" = NULL, "modseq" = $4
         FROM "RoomInvite" i WHERE g."id" = $1 AND i."id" = g."inviteId" AND i."revokedAt" IS NULL`,
        [guest.id, hashSecret(secret), name, modseq],
      );
      if (!rowCount) throw new Refusal("not-found", "invite-unknown");
    } else {
      guest = { id: newId(), wasOut: true };
      const { rowCount } = await client.query(
        `UPDATE "RoomInvite" SET "uses" = "uses" + 1 WHERE "id" = $1 AND "revokedAt" IS NULL AND ("mostUses" IS NULL OR "uses" < "mostUses")`,
        [invite.id],
      );
      if (!rowCount) throw new Refusal("conflict", "invite-full");
      await client.query(
        `INSERT INTO "RoomGuest" ("id", "roomId", "inviteId", "name", "fromNumber", "readNumber", "deliveredNumber", "secretHash", "joinedAt", "leftAt", "modseq")
         SELECT $1, $2, $3, $4, $5, r."lastNumber", r."lastNumber", $6, $7::timestamptz, CASE WHEN $9 THEN $7::timestamptz END, $8 FROM "Room" r WHERE r."spaceId" = $2`,
        [guest.id, roomId, invite.id, name, invite.fromNumber, hashSecret(secret), at, modseq, invite.isForMeeting],
      );
      if (invite.isForMeeting) return;
    }
    const { rows } = await client.query<{ present: number }>(
      `SELECT ((SELECT count(*) FROM "RoomMember" WHERE "spaceId" = $1 AND "leftAt" IS NULL)
         + (SELECT count(*) FROM "RoomGuest" WHERE "roomId" = $1 AND "leftAt" IS NULL))::int AS "present"`,
      [roomId],
    );
    if ((rows[0]?.present ?? 0) > most) throw new Refusal("too-many", "room-members-most", { most });
    if (guest.wasOut) await postEvent(client, { what: "joined", by: guest.id }, { roomId, modseq, at });
  });
  return { secret };
}

/** A guest goes out of the room. */
export async function leaveAsGuest(ctx: Context, actor: Actor): Promise<void> {
  const { id: roomId, personId: id } = await accessGuestRoom(ctx, actor);
  const at = ctx.clock.now();
  await changeSpace(ctx, roomId, (client, modseq) =>
    takeOutGuests(client, { roomId, where: { id }, byId: null, modseq, at }),
  );
}
