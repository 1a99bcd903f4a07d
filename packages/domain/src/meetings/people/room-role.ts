import type { Context } from "../../context.ts";

/** Whether somebody keeps order in a room, so that nobody takes that from them in its meetings. */
export async function roleInRoom(
  ctx: Context,
  { roomId, personId }: { roomId: string; personId: string },
): Promise<boolean> {
  const { rows } = await ctx.db.pool.query(
    `SELECT 1 FROM "RoomMember" x JOIN "Room" r ON r."spaceId" = x."spaceId"
     WHERE x."spaceId" = $1 AND x."accountId" = $2 AND x."leftAt" IS NULL AND (x."role" <> 'member' OR r."kind" = 'direct')`,
    [roomId, personId],
  );
  return rows.length > 0;
}
