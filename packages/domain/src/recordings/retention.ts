import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { trashNodes } from "../files/index.ts";
import { resolveForMany } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";

const atOnce = 200;
const dayMs = 86_400_000;

/** Puts films whose days are over into the trash of their owners, from where they go as all does, and takes their recordings out of the rooms. */
export async function retireRecordings(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{
    id: string;
    starterId: string;
    roomId: string;
    nodeId: string | null;
    startedAt: Date;
  }>(
    `SELECT "id", "starterId", "roomId", "nodeId", "startedAt" FROM "Recording" WHERE "state" IN ('ready', 'failed') AND "startedAt" < $1 ORDER BY "startedAt" LIMIT ${atOnce}`,
    [new Date(ctx.clock.now().getTime() - dayMs)],
  );
  const settings = await resolveForMany(ctx, [...new Set(rows.map((row) => row.starterId))], ["recordings.days"]);
  for (const { id, starterId, roomId, nodeId, startedAt } of rows) {
    const days = Number(settings.get(starterId)?.["recordings.days"] ?? 0);
    if (days === 0 || startedAt.getTime() + days * dayMs > ctx.clock.now().getTime()) continue;
    const owner: Actor = { kind: "user", accountId: starterId };
    if (nodeId !== null)
      await trashNodes(ctx, owner, { ids: [nodeId] }).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
    await changeSpace(ctx, roomId, async (client) => {
      await client.query('DELETE FROM "Recording" WHERE "id" = $1', [id]);
      await client.query(`DELETE FROM "SearchDoc" WHERE "objectId" = $1 AND "kind" = 'recording'`, [id]);
    });
  }
}
