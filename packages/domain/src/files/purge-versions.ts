import type { Context } from "../context.ts";
import { settingsOfSpace } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";

const atOnce = 500;
const dayMs = 86_400_000;

/**
 * Removes versions that were succeeded by another longer ago than the space's setting says; 0 days keeps them. What is kept for ever and what is
 * current stays. A version's time counts from its end: one that held for years and was replaced yesterday can still be had tomorrow.
 */
export async function removeOldVersions(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>(
    `SELECT p."id" AS "spaceId" FROM "Space" p WHERE EXISTS (SELECT 1 FROM "Node" n WHERE n."spaceId" = p."id" AND n."kind" = 'file')`,
  );
  for (const { spaceId } of rows) {
    const days = Number((await settingsOfSpace(ctx.db.pool, spaceId))["files.versionDays"].value);
    if (days === 0) continue;
    const before = new Date(ctx.clock.now().getTime() - days * dayMs);
    while (await removePiece(ctx, spaceId, before));
  }
}

const due = `SELECT v."id", v."nodeId" FROM "Node" n JOIN "NodeVersion" v ON v."nodeId" = n."id"
  WHERE n."spaceId" = $1 AND NOT v."isKept" AND v."id" <> n."versionId"
    AND (SELECT min(w."createdAt") FROM "NodeVersion" w WHERE w."nodeId" = v."nodeId" AND w."number" > v."number") < $2
  LIMIT ${atOnce}`;

/** Whether there may be more. */
async function removePiece(ctx: Context, spaceId: string, before: Date): Promise<boolean> {
  if (!(await ctx.db.pool.query(due, [spaceId, before])).rowCount) return false;
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      `WITH due AS (${due}),
         gone AS (DELETE FROM "NodeVersion" v USING due WHERE v."id" = due."id" RETURNING v."nodeId"),
         told AS (UPDATE "Node" SET "modseq" = $3 WHERE "id" IN (SELECT "nodeId" FROM gone))
       SELECT 1 FROM gone`,
      [spaceId, before, modseq],
    );
    return rowCount === atOnce;
  });
}
