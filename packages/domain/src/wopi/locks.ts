import type pg from "pg";
import type { Context } from "../context.ts";

/** How long a lock holds when nobody refreshes it. [MS-WOPI] §3.3.5.1.3 (Lock). */
const holdsMs = 30 * 60_000;

/** Done, or the lock that the file has now: empty for none. */
export type LockOutcome = { readonly isDone: true } | { readonly isDone: false; readonly lock: string };

type Asked = { readonly nodeId: string; readonly lock: string };

const until = (ctx: Context) => new Date(ctx.clock.now().getTime() + holdsMs);

/** Locks a file, or refreshes the lock that it has; not one that another lock is on, nor one that a WebDAV program has locked. */
export async function lockFile(ctx: Context, { nodeId, lock }: Asked): Promise<LockOutcome> {
  const { rowCount } = await ctx.db.pool.query(
    `INSERT INTO "WopiLock" ("nodeId", "lock", "expiresAt")
     SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM "NodeLock" l WHERE l."nodeId" = $1 AND l."expiresAt" > $4)
     ON CONFLICT ("nodeId") DO UPDATE SET "lock" = $2, "expiresAt" = $3 WHERE "WopiLock"."lock" = $2 OR "WopiLock"."expiresAt" <= $4`,
    [nodeId, lock, until(ctx), ctx.clock.now()],
  );
  return outcome(ctx, nodeId, rowCount);
}

/** Takes a lock away, which must be the one that the file has. */
export async function unlockFile(ctx: Context, { nodeId, lock }: Asked): Promise<LockOutcome> {
  const { rowCount } = await ctx.db.pool.query(
    'DELETE FROM "WopiLock" WHERE "nodeId" = $1 AND "lock" = $2 AND "expiresAt" > $3',
    [nodeId, lock, ctx.clock.now()],
  );
  return outcome(ctx, nodeId, rowCount);
}

/** Holds a lock for longer, which must be the one that the file has. */
export async function refreshFileLock(ctx: Context, { nodeId, lock }: Asked): Promise<LockOutcome> {
  return relockFile(ctx, { nodeId, lock, old: lock });
}

/** Puts a lock in the place of the one that the file has, which must be `old`. */
export async function relockFile(
  ctx: Context,
  { nodeId, lock, old }: Asked & { readonly old: string },
): Promise<LockOutcome> {
  const { rowCount } = await ctx.db.pool.query(
    'UPDATE "WopiLock" SET "lock" = $2, "expiresAt" = $3 WHERE "nodeId" = $1 AND "lock" = $4 AND "expiresAt" > $5',
    [nodeId, lock, until(ctx), old, ctx.clock.now()],
  );
  return outcome(ctx, nodeId, rowCount);
}

/** The lock that a file has: empty for none. */
export async function lockOf(
  ctx: Context,
  nodeId: string,
  client: pg.ClientBase | pg.Pool = ctx.db.pool,
): Promise<string> {
  const { rows } = await client.query<{ lock: string }>(
    'SELECT "lock" FROM "WopiLock" WHERE "nodeId" = $1 AND "expiresAt" > $2',
    [nodeId, ctx.clock.now()],
  );
  return rows[0]?.lock ?? "";
}

async function outcome(ctx: Context, nodeId: string, rowCount: number | null): Promise<LockOutcome> {
  return rowCount === 1 ? { isDone: true } : { isDone: false, lock: await lockOf(ctx, nodeId) };
}
