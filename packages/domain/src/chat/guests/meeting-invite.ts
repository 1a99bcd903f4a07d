import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { isGuestOfMeetings } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { seal, unseal } from "../../secrets/index.ts";
import { invitePurpose } from "./invites.ts";
import { takeOutGuests } from "./take-out.ts";
import { hashSecret, makeSecret } from "./token.ts";

type Making = {
  readonly roomId: string;
  readonly makerId: string;
  /** The one that this takes the place of: nobody comes by it any more, and who came is out. */
  readonly before: string | null;
  readonly modseq: bigint;
};

/** Makes an invitation that leads to the meetings of a room, without an end, as a step of a change of the room. The caller has seen to it that they may. */
export async function writeMeetingInvite(
  ctx: Context,
  client: pg.ClientBase,
  { roomId, makerId, before, modseq }: Making,
): Promise<{ id: string; token: string }> {
  const at = ctx.clock.now();
  if (before !== null) {
    await client.query('UPDATE "RoomInvite" SET "revokedAt" = $2 WHERE "id" = $1 AND "revokedAt" IS NULL', [
      before,
      at,
    ]);
    await takeOutGuests(client, { roomId, where: { inviteId: before }, byId: makerId, modseq, at });
  }
  const [id, token] = [newId(), makeSecret()];
  await client.query(
    `INSERT INTO "RoomInvite" ("id", "roomId", "tokenHash", "sealedToken", "isForMeeting", "makerId", "createdAt") VALUES ($1, $2, $3, $4, true, $5, $6)`,
    [id, roomId, hashSecret(token), await seal(ctx, invitePurpose, Buffer.from(token)), makerId, at],
  );
  return { id, token };
}

/** The address of an invitation that is open; null for one that is not, or was sealed with a key that is lost. */
export async function readInviteToken(ctx: Context, inviteId: string): Promise<string | null> {
  const invite = await ctx.db.prisma.roomInvite.findFirst({
    where: { id: inviteId, revokedAt: null },
    select: { sealedToken: true },
  });
  if (!invite) return null;
  try {
    return (await unseal(ctx, invitePurpose, Buffer.from(invite.sealedToken))).toString();
  } catch (error) {
    ctx.log.warn({ err: error }, "the address of an invitation cannot be read");
    return null;
  }
}

/** A guest who may come to meetings of their room, in it or not. */
export async function meetingGuestId(ctx: Context, actor: Actor): Promise<string> {
  const { rows } =
    actor.kind === "guest"
      ? await ctx.db.pool.query<{ id: string }>(
          `SELECT g."id" FROM "RoomGuest" g JOIN "RoomInvite" i ON i."id" = g."inviteId" WHERE g."id" = $1 AND ${isGuestOfMeetings("$2")}`,
          [actor.guestId, ctx.clock.now()],
        )
      : { rows: [] };
  if (!rows[0]) throw new Refusal("unauthenticated", "invite-enter-first");
  return rows[0].id;
}
