import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { accessRoom } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { seal, unseal } from "../../secrets/index.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { mailInvite } from "./mail-invite.ts";
import { takeOutGuests } from "./take-out.ts";
import { hashSecret, makeSecret } from "./token.ts";

export type NewInvite = {
  readonly roomId: string;
  /** Whom it is mailed to, who alone comes by it; null is for whoever has its address. */
  readonly address: string | null;
  /** Whether who comes by it sees what was said before. */
  readonly withHistory: boolean;
  readonly mayUpload: boolean;
  /** ISO 8601; null is without an end. */
  readonly expiresAt: string | null;
  readonly mostUses: number | null;
  /** Where this server is found by browsers, for the link in a mail. */
  readonly origin: string;
};

export type Invite = {
  readonly id: string;
  /** Its address, `/r/<token>`; null when it was sealed with a key that is lost. */
  readonly token: string | null;
  readonly address: string | null;
  readonly withHistory: boolean;
  readonly mayUpload: boolean;
  readonly mostUses: number | null;
  readonly uses: number;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  readonly createdAt: string;
  readonly makerId: string;
};

/** What addresses of invitations are sealed for. */
export const invitePurpose = "room-invite";
const mostInvites = 100;

/** Makes a way into a room for people without an account, and mails it where it is for one of them. Those who keep order in the room may. */
export async function createInvite(
  ctx: Context,
  actor: Actor,
  input: NewInvite,
): Promise<{ id: string; token: string }> {
  const room = await accessRoom(ctx, actor, input.roomId, "moderate");
  if ((await resolveSettings(ctx, room.accountId))["chat.guests"].value !== true)
    throw new Refusal("forbidden", "chat-not-allowed");
  const now = ctx.clock.now();
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
  if (expiresAt && expiresAt <= now) throw new Refusal("invalid", "invite-end-past");
  const [id, token] = [newId(), makeSecret()];
  const sealedToken = await seal(ctx, invitePurpose, Buffer.from(token));
  const { address, mayUpload, withHistory, mostUses } = input;
  await changeSpace(ctx, room.id, async (client) => {
    const { rows } = await client.query<{ lastNumber: number; open: number }>(
      `SELECT "lastNumber", (SELECT count(*)::int FROM "RoomInvite" i WHERE i."roomId" = $1 AND ${isOpen("$2")}) AS "open" FROM "Room" WHERE "spaceId" = $1`,
      [room.id, now],
    );
    if ((rows[0]?.open ?? 0) >= mostInvites) throw new Refusal("too-many", "invites-most", { most: mostInvites });
    await client.query(
      `INSERT INTO "RoomInvite" ("id", "roomId", "tokenHash", "sealedToken", "address", "fromNumber", "mayUpload", "mostUses", "expiresAt", "makerId", "createdAt", "withHistory")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        room.id,
        hashSecret(token),
        sealedToken,
        address,
        // Who may see all that was said before gives no more than they have themselves.
        withHistory ? room.hiddenUpTo : (rows[0]?.lastNumber ?? 0),
        mayUpload,
        address === null ? mostUses : 1,
        expiresAt,
        room.accountId,
        now,
        withHistory,
      ],
    );
  });
  if (address !== null)
    try {
      await mailInvite(ctx, actor, { address, roomName: room.name, expiresAt, url: `${input.origin}/r/${token}` });
    } catch (error) {
      await ctx.db.prisma.roomInvite.delete({ where: { id } });
      throw error;
    }
  return { id, token };
}

/** SQL that is true of an invitation `i` by which somebody may be in the room at a time. */
const isOpen = (at: string) => `i."revokedAt" IS NULL AND (i."expiresAt" IS NULL OR i."expiresAt" > ${at})`;

/** The invitations of a room that are open, the latest first; that to its meetings is not among them. */
export async function listInvites(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<Invite[]> {
  const room = await accessRoom(ctx, actor, roomId, "moderate");
  const { rows } = await ctx.db.pool.query<
    Omit<Invite, "token" | "expiresAt" | "createdAt"> & { sealedToken: Buffer; expiresAt: Date | null; createdAt: Date }
  >(
    `SELECT i."id", i."sealedToken", i."address", i."withHistory", i."mayUpload", i."mostUses", i."uses",
       i."expiresAt", i."createdAt", i."makerId"
     FROM "RoomInvite" i WHERE i."roomId" = $1 AND NOT i."isForMeeting" AND ${isOpen("$2")} ORDER BY i."createdAt" DESC, i."id" DESC`,
    [room.id, ctx.clock.now()],
  );
  return Promise.all(
    rows.map(async ({ sealedToken, expiresAt, createdAt, ...row }) => ({
      ...row,
      token: await readToken(ctx, sealedToken),
      expiresAt: expiresAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
    })),
  );
}

async function readToken(ctx: Context, sealedToken: Buffer): Promise<string | null> {
  try {
    return (await unseal(ctx, invitePurpose, sealedToken)).toString();
  } catch (error) {
    ctx.log.warn({ err: error }, "the address of an invitation cannot be read");
    return null;
  }
}

/** Takes an invitation back: nobody comes by it any more, and who came by it is out at once. */
export async function revokeInvite(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const invite = isId(id)
    ? await ctx.db.prisma.roomInvite.findFirst({ where: { id, revokedAt: null }, select: { roomId: true } })
    : null;
  const unknown = new Refusal("not-found", "invite-unknown");
  if (!invite) throw unknown;
  const room = await accessRoom(ctx, actor, invite.roomId, "moderate").catch((error: unknown) => {
    throw error instanceof Refusal && error.reason === "room-unknown" ? unknown : error;
  });
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, async (client, modseq) => {
    await client.query('UPDATE "RoomInvite" SET "revokedAt" = $2 WHERE "id" = $1', [id, at]);
    await takeOutGuests(client, { roomId: room.id, where: { inviteId: id }, byId: room.accountId, modseq, at });
  });
}
