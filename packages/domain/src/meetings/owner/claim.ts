import { isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";

/** A process that was not heard of for so long holds nothing any more. */
const silentMs = 10_000;

export type Owner = { readonly owner: string; readonly address: string };

const living = `n."role" = 'sfu' AND n."address" IS NOT NULL AND n."heartbeatAt" > $1`;

const livingSince = (ctx: Context) => new Date(ctx.clock.now().getTime() - silentMs);

/** Refuses where no process is there that could hold a meeting. */
export async function refuseWithoutMedia(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query(`SELECT 1 FROM "ServiceNode" n WHERE ${living} LIMIT 1`, [livingSince(ctx)]);
  if (rows.length === 0) throw new Refusal("busy", "meetings-unavailable");
}

/** Two claims at once: one wins, and the other reads who. */
const mostTries = 5;

/**
 * The process that has a meeting, and where others of ours reach it. Where none has it, or one that is not there any more or did not answer
 * (`except`), the one with the least to do gets it.
 */
export async function claimMeeting(
  ctx: Context,
  { meetingId, except = [] }: { meetingId: string; except?: readonly string[] },
): Promise<Owner> {
  for (let tries = 0; tries < mostTries; tries++) {
    const { rows } = isId(meetingId)
      ? await ctx.db.pool.query<{ owner: string | null; address: string | null; isThere: boolean }>(
          `SELECT m."owner", m."address", EXISTS (SELECT 1 FROM "ServiceNode" n WHERE n."id" = m."owner" AND ${living}) AS "isThere"
           FROM "Meeting" m WHERE m."id" = $2 AND m."endedAt" IS NULL`,
          [livingSince(ctx), meetingId],
        )
      : { rows: [] };
    const [known] = rows;
    if (!known) throw new Refusal("not-found", "meeting-over");
    const { owner, address } = known;
    if (owner !== null && address !== null && known.isThere && !except.includes(owner)) return { owner, address };
    const least = await leastLoaded(ctx, except);
    const { rowCount } = await ctx.db.pool.query(
      `UPDATE "Meeting" SET "owner" = $2, "address" = $3 WHERE "id" = $1 AND "owner" IS NOT DISTINCT FROM $4 AND "endedAt" IS NULL`,
      [meetingId, least.owner, least.address, owner],
    );
    if (rowCount) return least;
  }
  throw new Refusal("busy", "meetings-unavailable");
}

async function leastLoaded(ctx: Context, except: readonly string[]): Promise<Owner> {
  const { rows } = await ctx.db.pool.query<Owner>(
    `SELECT n."id" AS "owner", n."address" FROM "ServiceNode" n WHERE ${living} AND NOT n."id" = ANY($2) ORDER BY n."load", n."id" LIMIT 1`,
    [livingSince(ctx), except],
  );
  if (!rows[0]) throw new Refusal("busy", "meetings-unavailable");
  return rows[0];
}
