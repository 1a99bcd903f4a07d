import { Refusal } from "@carbyne/kernel";
import { documentMime, nodesUp } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { keepsAll } from "../../files/index.ts";
import { makeVersion } from "./make-version.ts";

/** A document gets a version once nobody has changed it for so long, and at the latest so long after a change. */
const [restMs, latestMs] = [60_000, 600_000];
/** One that could not get one, such as where there is no room, is tried again then. */
const againMs = 600_000;

/** SQL that is true of a document `d` whose versions are made here: those that are kept in another way than as updates are none of them. */
const isKeptAsUpdates = 'd."format" IS NULL';

/** Makes versions of documents that were changed. One for each process that does so; two do no harm. */
export function createVersionMaker() {
  const putOff = new Map<string, number>();

  async function tryMaking(ctx: Context, { id, isLast }: { id: string; isLast: boolean }): Promise<void> {
    try {
      await makeVersion(ctx, { id, accountId: null, isLast });
    } catch (error) {
      putOff.set(id, ctx.clock.now().getTime() + againMs);
      if (!(error instanceof Refusal))
        ctx.log.error({ err: error, documentId: id }, "a version of a document was not made");
    }
  }
  /** Makes those that are due, the longest first and up to `limit`; answers how many were. */
  return async (ctx: Context, { limit }: { limit: number }): Promise<number> => {
    const now = ctx.clock.now().getTime();
    for (const [id, until] of putOff) if (until <= now) putOff.delete(id);
    const { rows } = await ctx.db.pool.query<{ id: string; isLast: boolean }>({
      name: "due-versions",
      // What was given up gets one at once where that is kept, and goes without elsewhere.
      text: `SELECT d."nodeId" AS "id", g."isGone" AS "isLast" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId"
             CROSS JOIN LATERAL (SELECT EXISTS (
               SELECT 1 FROM "Node" p WHERE p."id" IN (${nodesUp('d."nodeId"')}) AND p."purgedAt" IS NOT NULL) AS "isGone") g
             WHERE d."changedSince" IS NOT NULL AND ${isKeptAsUpdates} AND n."mime" = ANY($3) AND d."nodeId" <> ALL($4::uuid[])
               AND CASE WHEN g."isGone" THEN ${keepsAll('n."spaceId"')} ELSE d."changedAt" < $1 OR d."changedSince" < $2 END
             ORDER BY d."changedSince" LIMIT $5`,
      values: [
        new Date(now - restMs),
        new Date(now - latestMs),
        Object.values(documentMime),
        [...putOff.keys()],
        limit,
      ],
    });
    for (const due of rows) await tryMaking(ctx, due);
    return rows.length;
  };
}
