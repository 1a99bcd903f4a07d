import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";

const dayMs = 86_400_000;

/** True of an entry `n` of the room `r` that nothing said there needs, and that was brought before `$1`: a file that was never sent, a folder that is empty. */
const isUnsent = `n."id" <> r."filesId" AND n."purgedAt" IS NULL AND n."createdAt" < $1 AND NOT EXISTS (SELECT 1 FROM "ChatAttachment" f WHERE f."nodeId" = n."id")
  AND NOT EXISTS (SELECT 1 FROM "ChatSchedule" w WHERE w."roomId" = r."spaceId" AND n."id" = ANY(w."nodeIds"))
  AND NOT EXISTS (SELECT 1 FROM "MeetingRoom" k WHERE k."roomId" = r."spaceId" AND k."notesId" = n."id")
  AND NOT EXISTS (SELECT 1 FROM "Node" c WHERE c."parentId" = n."id")`;

/** Gives up files that somebody brought into a room and never sent. */
export async function purgeUnsent(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const before = new Date(now.getTime() - dayMs);
  const { rows } = await ctx.db.pool.query<{ roomId: string }>(
    `SELECT DISTINCT r."spaceId" AS "roomId" FROM "Room" r JOIN "Node" n ON n."spaceId" = r."spaceId" WHERE ${isUnsent}`,
    [before],
  );
  // Under the room's lock nobody sends one of them meanwhile.
  for (const { roomId } of rows)
    await changeSpace(ctx, roomId, (client, modseq) =>
      client.query(
        `UPDATE "Node" n SET "deletedAt" = $3, "purgedAt" = $3, "modseq" = $4 FROM "Room" r WHERE r."spaceId" = $2 AND n."spaceId" = r."spaceId" AND ${isUnsent}`,
        [before, roomId, now, modseq],
      ),
    );
}
