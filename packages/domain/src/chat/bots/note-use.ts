import type { Context } from "../../context.ts";

const minuteMs = 60_000;

/** Notes that a bot was heard of, within a minute: not a write for each call. */
export async function noteUse(ctx: Context, botId: string): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.pool.query(
    'UPDATE "ChatBot" SET "usedAt" = $2 WHERE "id" = $1 AND ("usedAt" IS NULL OR "usedAt" < $3)',
    [botId, now, new Date(now.getTime() - minuteMs)],
  );
}
