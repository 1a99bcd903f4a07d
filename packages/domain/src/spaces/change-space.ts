import { nextModseq, transaction } from "@carbyne/db";
import type pg from "pg";
import type { Context } from "../context.ts";

/** One change of one space: takes its next modseq, runs `work` under the space's lock, and hints after the commit. */
export async function changeSpace<Result>(
  ctx: Context,
  spaceId: string,
  work: (client: pg.PoolClient, modseq: bigint) => Promise<Result>,
): Promise<Result> {
  const [result] = await changeSpaces(ctx, [spaceId], (client, _space, modseq) => work(client, modseq));
  return result as Result;
}

/**
 * One change of several spaces in one transaction: all of them or none. `work` runs once a space, in the order of their ids, so that two
 * changes of the same spaces cannot wait for each other.
 */
export async function changeSpaces<Result>(
  ctx: Context,
  spaceIds: readonly string[],
  work: (client: pg.PoolClient, spaceId: string, modseq: bigint) => Promise<Result>,
): Promise<Result[]> {
  const ordered = [...new Set(spaceIds)].sort();
  const changes = await transaction(ctx.db.pool, async (client) => {
    const done: { spaceId: string; modseq: bigint; result: Result }[] = [];
    for (const spaceId of ordered) {
      const modseq = await nextModseq(client, spaceId);
      done.push({ spaceId, modseq, result: await work(client, spaceId, modseq) });
    }
    return done;
  });
  for (const { spaceId, modseq } of changes) ctx.bus.publish({ spaceId, modseq });
  return changes.map(({ result }) => result);
}

/** One change that spans several spaces: `work` runs once, with the next modseq of each. */
export async function changeTogether<Result>(
  ctx: Context,
  spaceIds: readonly string[],
  work: (client: pg.PoolClient, modseqOf: (spaceId: string) => bigint) => Promise<Result>,
): Promise<Result> {
  const wanted = new Set(spaceIds);
  const modseqs = new Map<string, bigint>();
  const results = await changeSpaces(ctx, [...wanted], async (client, spaceId, modseq) => {
    modseqs.set(spaceId, modseq);
    // Every space is locked before anything is written.
    return modseqs.size < wanted.size ? null : { value: await work(client, (id) => modseqs.get(id) ?? 0n) };
  });
  const done = results.find((result) => result !== null);
  if (!done) throw new Error("a change needs a space");
  return done.value;
}
