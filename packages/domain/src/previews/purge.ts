import type { Context } from "../context.ts";

const dayMs = 86_400_000;
const unusedMs = 60 * dayMs;
const failedMs = 7 * dayMs;
/** Nobody waits any more, and nobody makes it. */
const waitingMs = dayMs;
const mostBytes = 5 * 1024 ** 3;

/** Forgets previews that nobody has looked at for long, and those looked at the longest ago when all take too much room. They are made again when asked for. */
export async function purgePreviews(ctx: Context, { limit = mostBytes }: { limit?: number } = {}): Promise<void> {
  const at = (ms: number) => new Date(ctx.clock.now().getTime() - ms);
  const { pool } = ctx.db;
  await pool.query(
    `DELETE FROM "Preview" WHERE ("state" = 'made' AND "usedAt" < $1) OR ("state" = 'failed' AND "madeAt" < $2) OR ("state" = 'waiting' AND "askedAt" < $3)`,
    [at(unusedMs), at(failedMs), at(waitingMs)],
  );
  await pool.query(
    `DELETE FROM "Preview" WHERE "id" IN (
       SELECT "id" FROM (
         SELECT "id", sum("sizeBytes") OVER (ORDER BY "usedAt" DESC, "id" DESC) AS "sum" FROM "Preview" WHERE "state" = 'made') x
       WHERE "sum" > $1)`,
    [limit],
  );
}
