import { Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";

export type Rate = { readonly burst: number; readonly perMinute: number };

/**
 * Adds one attempt to a leaky bucket that all processes share; throws the Refusal `too-many` with the seconds to wait when it is full.
 * One statement, so that attempts at the same moment are all counted.
 */
export async function countAttempt(ctx: Context, key: string, { burst, perMinute }: Rate): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ level: number }>(
    `INSERT INTO "RateBucket" ("key", "level", "updatedAt") VALUES ($1, 1, $2)
     ON CONFLICT ("key") DO UPDATE SET
       "level" = LEAST(GREATEST(0, "RateBucket"."level" - GREATEST(0, EXTRACT(EPOCH FROM $2 - "RateBucket"."updatedAt")) * $3 / 60) + 1, $4::float + 1),
       "updatedAt" = $2
     RETURNING "level"`,
    [key, ctx.clock.now(), perMinute, burst],
  );
  const level = rows[0]?.level ?? 0;
  if (level > burst)
    throw new Refusal("too-many", "too-many-attempts", { seconds: Math.ceil(((level - burst) * 60) / perMinute) });
}

/** Empties a bucket, after a success. */
export async function forgetAttempts(ctx: Context, key: string): Promise<void> {
  await ctx.db.prisma.rateBucket.deleteMany({ where: { key } });
}

/** Takes one attempt back, after a success: a mail program that opens many connections with the right password is no guesser. */
export async function refundAttempt(ctx: Context, key: string): Promise<void> {
  await ctx.db.pool.query('UPDATE "RateBucket" SET "level" = GREATEST(0, "level" - 1) WHERE "key" = $1', [key]);
}
