import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";

const atOnce = 500;
const dayMs = 86_400_000;
const hourlyDays = 7;

/**
 * Of versions that were made by themselves: all of the last day, then the last of each hour for a week, then the last of each day. Never the present one,
 * nor one that somebody keeps or has named.
 */
export async function thinVersions(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>(
    `SELECT DISTINCT "spaceId" FROM (${dense("")}) v`,
    bounds(ctx),
  );
  for (const { spaceId } of rows) while (await thinPiece(ctx, spaceId));
}

const bounds = (ctx: Context) => [1, hourlyDays].map((days) => new Date(ctx.clock.now().getTime() - days * dayMs));

/** SQL for those that have a later one in the same hour, or day. `$1` is a day ago, `$2` a week. */
const dense = (more: string) => `SELECT v."id", v."nodeId", v."spaceId" FROM (
    SELECT x."id", x."nodeId", x."spaceId", x."isKept", row_number() OVER (
      PARTITION BY x."nodeId", x."createdAt" >= $2, date_trunc(CASE WHEN x."createdAt" >= $2 THEN 'hour' ELSE 'day' END, x."createdAt", 'UTC')
      ORDER BY x."number" DESC) AS "place"
    FROM "NodeVersion" x WHERE x."isAutomatic" AND NOT x."isKept" AND x."note" = '' AND x."createdAt" < $1 ${more}) v
  WHERE v."place" > 1 AND NOT EXISTS (SELECT 1 FROM "Node" n WHERE n."versionId" = v."id")`;

/** Whether there may be more. */
function thinPiece(ctx: Context, spaceId: string): Promise<boolean> {
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rowCount } = await client.query(
      `WITH due AS (${dense('AND x."spaceId" = $3')} LIMIT ${atOnce}),
         gone AS (DELETE FROM "NodeVersion" v USING due WHERE v."id" = due."id" RETURNING v."nodeId"),
         told AS (UPDATE "Node" SET "modseq" = $4 WHERE "id" IN (SELECT "nodeId" FROM gone))
       SELECT 1 FROM gone`,
      [...bounds(ctx), spaceId, modseq],
    );
    return rowCount === atOnce;
  });
}
