import { nextModseq, transaction } from "@carbyne/db";
import type pg from "pg";
import type { Context } from "../context.ts";

/** One change of one space: takes its next modseq, runs `work` under the space's lock, and hints after the commit. */
export async function changeSpace<Result>(
  ctx: Context,
  spaceId: string,
  work: (client: pg.PoolClient, modseq: bigint) => Promise<Result>,
): Promise<Result> {
  const { result, modseq } = await transaction(ctx.db.pool, async (client) => {
    const next = await nextModseq(client, spaceId);
    return { result: await work(client, next), modseq: next };
  });
  ctx.bus.publish({ spaceId, modseq });
  return result;
}
