import type pg from "pg";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { findWork, type Progress, type Work } from "./work.ts";

/** Does the next step of a piece of work and says whether there is more. What it changes and how far it is are one transaction: see `advance`. A long step ends early when the signal says that the process does. */
export type Runner = (ctx: Context, work: Work, signal: AbortSignal) => Promise<boolean>;

export type RunOptions = {
  /** Says that the process ends: a long step is left for another. */
  readonly signal?: AbortSignal;
  /** Told of work that broke and was ended. */
  readonly onFailed?: (ctx: Context, work: Work) => Promise<void>;
};

const goesOn = new AbortController().signal;

const leaseSeconds = 120;

/** Somebody has stopped the work meanwhile: the step is undone with its transaction. */
class Stopped extends Error {}

/**
 * Does one step of the work of these kinds that has waited the longest, and answers whether there was any. A process that dies in the middle leaves what earlier
 * steps did, and another goes on from there. Work that breaks is ended as failed.
 */
export async function runWork(
  ctx: Context,
  runners: Readonly<Record<string, Runner>>,
  { signal = goesOn, onFailed }: RunOptions = {},
): Promise<boolean> {
  const id = await claim(ctx, Object.keys(runners));
  const work = id === null ? undefined : await findWork(ctx.db.pool, id);
  if (!work) return false;
  try {
    const runner = runners[work.kind];
    if (!runner) throw new Error(`nobody does work of the kind ${work.kind}`);
    const hasMore = await runner(ctx, work, signal);
    if (hasMore) await release(ctx, work.id);
    else await finish(ctx, work, "done");
  } catch (error) {
    if (error instanceof Stopped) return true;
    // The database is away: the step is done again when it is back.
    if (isPassing(error)) throw error;
    ctx.log.error({ err: error, workId: work.id, kind: work.kind }, "work failed");
    await finish(ctx, work, "failed");
    await onFailed?.(ctx, work);
  }
  return true;
}

/** Faults of the way to the database, not of the work: Node's, and the classes 08 and 57P of PostgreSQL (Appendix A). */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    /^(?:08|57P|53|ECONN|EPIPE|ETIMEDOUT)/.test(code) || /connection terminated|timeout exceeded/i.test(error.message)
  );
}

async function claim(ctx: Context, kinds: readonly string[]): Promise<string | null> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `UPDATE "LongWork" SET "leasedUntil" = $2 WHERE "id" = (
       SELECT "id" FROM "LongWork" WHERE "state" = 'waiting' AND "kind" = ANY($3) AND ("leasedUntil" IS NULL OR "leasedUntil" <= $1)
       ORDER BY "leasedUntil" NULLS FIRST, "createdAt" LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING "id"`,
    [now, new Date(now.getTime() + leaseSeconds * 1000), kinds],
  );
  return rows[0]?.id ?? null;
}

async function release(ctx: Context, id: string): Promise<void> {
  // Behind all that waits longer: each piece of work has its turn.
  await ctx.db.pool.query('UPDATE "LongWork" SET "leasedUntil" = $2 WHERE "id" = $1', [id, ctx.clock.now()]);
}

async function finish(ctx: Context, { id, spaceId }: Work, state: "done" | "failed"): Promise<void> {
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query(
      `UPDATE "LongWork" SET "state" = $2::"LongWorkState", "finishedAt" = $3, "modseq" = $4 WHERE "id" = $1 AND "state" = 'waiting'`,
      [id, state, ctx.clock.now(), modseq],
    ),
  );
}

/** Writes how far work is, in the transaction of the step that brought it there, with what is needed to take the step back. */
export async function advance(
  client: pg.PoolClient,
  modseq: bigint,
  {
    work,
    done,
    progress,
    journal,
    total,
  }: {
    work: Work;
    done: number;
    progress: Progress & object;
    journal?: object | undefined;
    /** Where more is known about that by now. */
    total?: number;
  },
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE "LongWork" SET "done" = $2, "progress" = $3::jsonb, "modseq" = $4, "total" = coalesce($5, "total"),
       "leasedUntil" = greatest("leasedUntil", now() + interval '${leaseSeconds} seconds') WHERE "id" = $1 AND "state" = 'waiting'`,
    [work.id, done, JSON.stringify(progress), modseq, total],
  );
  if (!rowCount) throw new Stopped(work.id);
  if (journal !== undefined)
    await client.query(
      `INSERT INTO "LongWorkJournal" ("workId", "step", "data")
       SELECT $1, coalesce(max("step"), 0) + 1, $2::jsonb FROM "LongWorkJournal" WHERE "workId" = $1`,
      [work.id, JSON.stringify(journal)],
    );
}

/** The last step of a piece of work that has not been taken back, taken out of its journal; undefined when there is none left. */
export async function takeFromJournal<Data>(client: pg.PoolClient, workId: string): Promise<Data | undefined> {
  const { rows } = await client.query<{ data: Data }>(
    `DELETE FROM "LongWorkJournal" WHERE "workId" = $1 AND "step" = (SELECT max("step") FROM "LongWorkJournal" WHERE "workId" = $1) RETURNING "data"`,
    [workId],
  );
  return rows[0]?.data;
}

/** Marks work as taken back, so that it is not taken back twice. */
export async function markUndone(client: pg.PoolClient, workId: string): Promise<void> {
  await client.query(`UPDATE "LongWork" SET "progress" = "progress" || '{"isUndone": true}'::jsonb WHERE "id" = $1`, [
    workId,
  ]);
}
