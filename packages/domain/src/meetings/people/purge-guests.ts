import type { Context } from "../../context.ts";

/** Their browser knows them for a month. */
const keptMs = 31 * 86_400_000;

/** Removes guests who came by a link to meetings a while ago and were never let in: nothing in the room is theirs. */
export async function purgeOutsiders(ctx: Context): Promise<void> {
  await ctx.db.pool.query(
    `DELETE FROM "RoomGuest" g USING "RoomInvite" i WHERE i."id" = g."inviteId" AND i."isForMeeting" AND g."leftAt" = g."joinedAt" AND g."joinedAt" < $1`,
    [new Date(ctx.clock.now().getTime() - keptMs)],
  );
}
