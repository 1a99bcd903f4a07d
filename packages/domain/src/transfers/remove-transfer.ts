import type { Actor } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { cancelWork } from "../long-work/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { accessTransfer } from "./transfer.ts";

/** Forgets a transfer with its files, and stops what is being done with it; mail that was brought in stays. */
export async function removeTransfer(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { spaceId, workId } = await accessTransfer(ctx, actor, id);
  // The work itself may be forgotten already.
  if (workId !== null && (await isKnown(ctx, workId))) await cancelWork(ctx, actor, { id: workId });
  await changeSpace(ctx, spaceId, (client) => client.query('DELETE FROM "Transfer" WHERE "id" = $1', [id]));
  await ctx.spool.remove(id);
}

async function isKnown(ctx: Context, workId: string): Promise<boolean> {
  const { rowCount } = await ctx.db.pool.query('SELECT 1 FROM "LongWork" WHERE "id" = $1', [workId]);
  return rowCount === 1;
}

/** Stops what is being done with a transfer. A password that was kept for it is gone with that; all else can be gone on with. */
export async function stopTransfer(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { workId, kind } = await accessTransfer(ctx, actor, id);
  if (workId === null || !(await isKnown(ctx, workId))) return;
  await cancelWork(ctx, actor, { id: workId });
  if (kind === "account") await forgetSecrets(ctx);
}

/** Passwords of other servers are kept no longer than the work that needs them. */
async function forgetSecrets(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `UPDATE "LongWork" SET "input" = "input" - 'secret' WHERE "kind" = 'import-server' AND "state" <> 'waiting' AND "input" ? 'secret'
     RETURNING "input" ->> 'transferId' AS "id"`,
  );
  for (const { id } of rows) await ctx.spool.remove(id, "key");
}

const graceMs = 3_600_000;

/** Removes transfers whose time is over, and files in the spool that belong to none any more, as after a crash. */
export async function purgeTransfers(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await forgetSecrets(ctx);
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `DELETE FROM "Transfer" t WHERE t."expiresAt" < $1
       AND NOT EXISTS (SELECT 1 FROM "LongWork" w WHERE w."id" = t."workId" AND w."state" = 'waiting') RETURNING t."id"`,
    [now],
  );
  for (const { id } of rows) await ctx.spool.remove(id);
  const old = (await ctx.spool.list()).filter(({ changedAt }) => now.getTime() - changedAt.getTime() > graceMs);
  if (old.length === 0) return;
  // Uploads to Files lie in the same spool.
  const { rows: known } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "id" FROM "Transfer" WHERE "id" = ANY($1) UNION ALL SELECT "id" FROM "FileUpload" WHERE "id" = ANY($1)',
    [old.map(({ id }) => id)],
  );
  const ids = new Set(known.map(({ id }) => id));
  for (const { id } of old) if (!ids.has(id)) await ctx.spool.remove(id);
}
