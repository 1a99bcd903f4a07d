import { Refusal } from "@carbyne/kernel";
import { documentMime } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { makeVersion } from "./make-version.ts";

/** A document gets a version once nobody has changed it for so long, and at the latest so long after a change. */
const [restMs, latestMs] = [60_000, 600_000];
/** One that could not get one, such as where there is no room, is tried again then. */
const againMs = 600_000;

/** SQL that is true of a document `d` whose versions are made here: those that are kept in another way than as updates are none of them. */
const isKeptAsUpdates = "true";

/** Makes versions of documents that were changed. One for each process that does so; two do no harm. */
export function createVersionMaker() {
  const putOff = new Map<string, number>();

  async function tryMaking(ctx: Context, id: string): Promise<void> {
    try {
      await makeVersion(ctx, { id, accountId: null });
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
    const { rows } = await ctx.db.pool.query<{ id: string }>({
      name: "due-versions",
      text: `SELECT d."nodeId" AS "id" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId"
             WHERE d."changedSince" IS NOT NULL AND (d."changedAt" < $1 OR d."changedSince" < $2) AND ${isKeptAsUpdates}
               AND n."purgedAt" IS NULL AND n."mime" = ANY($3) AND d."nodeId" <> ALL($4::uuid[]) ORDER BY d."changedSince" LIMIT $5`,
      values: [
        new Date(now - restMs),
        new Date(now - latestMs),
        Object.values(documentMime),
        [...putOff.keys()],
        limit,
      ],
    });
    for (const { id } of rows) await tryMaking(ctx, id);
    return rows.length;
  };
}
