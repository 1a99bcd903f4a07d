import type pg from "pg";
import type { Context } from "../context.ts";
import { changeSpace } from "./change-space.ts";

type Work = (client: pg.PoolClient, modseq: bigint) => Promise<unknown>;
/**
 * The same change as one statement, which takes the space's next modseq itself and is its own commit; for when nobody else waits. Null when it has
 * to be done the long way; then it has changed nothing but, at most, the modseq.
 */
export type Alone<Result> = () => Promise<{ readonly modseq: bigint; readonly result: Result } | null>;

type Waiting = {
  readonly work: Work;
  readonly alone: Alone<unknown> | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** Changes of one commit: more would keep other processes from the space for too long. */
const most = 16;

/** What waits in this process, by space; a space is in here while one of its groups is at work. */
const waitingIn = new WeakMap<pg.Pool, Map<string, Waiting[]>>();

/**
 * A change of one space beside others like it, which would wait for each other at the space's lock: those that come while one group is at work are
 * done after each other in the next one, with one modseq and one commit. Each is answered after that commit, and what is refused to one concerns
 * no other. `work` may be run again, and must write only by the client that it is given.
 */
export async function changeInGroup<Result>(
  ctx: Context,
  spaceId: string,
  work: (client: pg.PoolClient, modseq: bigint) => Promise<Result>,
  alone?: Alone<Result>,
): Promise<Result> {
  const spaces = waitingIn.get(ctx.db.pool) ?? new Map<string, Waiting[]>();
  waitingIn.set(ctx.db.pool, spaces);
  return new Promise<Result>((resolve, reject) => {
    const one: Waiting = { work, alone, resolve: (result) => resolve(result as Result), reject };
    const waiting = spaces.get(spaceId);
    if (waiting) waiting.push(one);
    else void inGroups(ctx, spaces, spaceId, [one]);
  });
}

async function inGroups(
  ctx: Context,
  spaces: Map<string, Waiting[]>,
  spaceId: string,
  waiting: Waiting[],
): Promise<void> {
  spaces.set(spaceId, waiting);
  while (waiting.length > 0) await changeGroup(ctx, spaceId, waiting.splice(0, most));
  spaces.delete(spaceId);
}

/** Never throws: each of the group is told. */
async function changeGroup(ctx: Context, spaceId: string, group: readonly Waiting[]): Promise<void> {
  let isWorked = false;
  try {
    const [first] = group;
    const done = first && group.length === 1 ? await first.alone?.() : null;
    if (first && done) {
      ctx.bus.publish({ spaceId, modseq: done.modseq });
      first.resolve(done.result);
      return;
    }
    const results = await changeSpace(ctx, spaceId, async (client, modseq) => {
      isWorked = false;
      const done: unknown[] = [];
      for (const one of group) done.push(await one.work(client, modseq));
      isWorked = true;
      return done;
    });
    for (const [index, one] of group.entries()) one.resolve(results[index]);
  } catch (error) {
    // Of a commit that went wrong nobody knows whether it was done. Before it nothing was, and each is tried alone.
    if (isWorked || group.length === 1) for (const one of group) one.reject(error);
    else for (const one of group) await changeGroup(ctx, spaceId, [one]);
  }
}
