import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { trashNodes } from "../files/index.ts";
import { resolveForMany } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";

const atOnce = 200;
const dayMs = 86_400_000;
const firstId = "00000000-0000-0000-0000-000000000000";

type Row = { id: string; starterId: string; roomId: string; nodeId: string | null; startedAt: Date };

/** Puts films whose days are over into the trash of their owners, from where they go as all does, and takes their recordings out of the rooms. */
export async function retireRecordings(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  for (let last = firstId; ; ) {
    const { rows } = await ctx.db.pool.query<Row>(
      `SELECT "id", "starterId", "roomId", "nodeId", "startedAt" FROM "Recording"
       WHERE "state" IN ('ready', 'failed') AND "startedAt" < $1 AND "id" > $2 ORDER BY "id" LIMIT ${atOnce}`,
      [new Date(now.getTime() - dayMs), last],
    );
    const settings = await resolveForMany(ctx, [...new Set(rows.map((row) => row.starterId))], ["recordings.days"]);
    for (const row of rows) {
      const days = Number(settings.get(row.starterId)?.["recordings.days"] ?? 0);
      if (days > 0 && row.startedAt.getTime() + days * dayMs <= now.getTime()) await retire(ctx, row);
    }
    const next = rows.at(-1)?.id;
    if (next === undefined || rows.length < atOnce) return;
    last = next;
  }
}

async function retire(ctx: Context, { id, starterId, roomId, nodeId }: Row): Promise<void> {
  const owner: Actor = { kind: "user", accountId: starterId };
  if (nodeId !== null)
    await trashNodes(ctx, owner, { ids: [nodeId] }).catch((error: unknown) => {
      // It is there already, or belongs to somebody else by now.
      if (!(error instanceof Refusal)) throw error;
    });
  await changeSpace(ctx, roomId, async (client) => {
    await client.query('DELETE FROM "Recording" WHERE "id" = $1', [id]);
    await client.query(`DELETE FROM "SearchDoc" WHERE "objectId" = $1 AND "kind" = 'recording'`, [id]);
  });
}
