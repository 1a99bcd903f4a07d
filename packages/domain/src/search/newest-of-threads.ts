import type { Stand, Stretch } from "./search-sql.ts";

export type Found = Stand & { readonly threadId: string; readonly spaceId: string };

/** Answers at most `limit` messages of a stretch, the newest first. */
export type Find = (stretch: Stretch) => Promise<Found[]>;

/**
 * The newest message of each of the next `limit` threads below the cursor, read from several sources in pieces, so that nothing is sorted that is
 * not shown.
 */
export async function newestOfThreads(
  sources: readonly Find[],
  { limit, cursor }: { limit: number; cursor: Stand | undefined },
): Promise<Found[]> {
  const threads = new Map<string, Found>();
  const passed = new Set<string>();
  let below = cursor;
  for (let size = limit * 2; threads.size < limit; size *= 2) {
    const { found, isLast } = await piece(sources, { below, limit: size });
    const fresh = found.filter(({ threadId }) => !threads.has(threadId) && !passed.has(threadId));
    // A thread whose newest message was on an earlier page has had its line.
    if (cursor && fresh.length > 0) {
      const threadIds = [...new Set(fresh.map((one) => one.threadId))];
      const earlier = await Promise.all(sources.map((find) => find({ above: cursor, threadIds, limit: size * 50 })));
      for (const { threadId } of earlier.flat()) passed.add(threadId);
    }
    for (const one of fresh)
      if (!passed.has(one.threadId) && !threads.has(one.threadId)) threads.set(one.threadId, one);
    if (isLast) break;
    below = found.at(-1);
  }
  return [...threads.values()].slice(0, limit);
}

/** The next messages of all sources together, as far down as every source was read. */
async function piece(
  sources: readonly Find[],
  { below, limit }: { below: Stand | undefined; limit: number },
): Promise<{ found: Found[]; isLast: boolean }> {
  const parts = await Promise.all(sources.map((find) => find({ below, limit })));
  const ends = parts.flatMap((part) => (part.length < limit ? [] : part.slice(-1)));
  const end = ends.toSorted(byStand)[0];
  const all = parts.flat().toSorted(byStand);
  return { found: end ? all.filter((one) => byStand(one, end) <= 0) : all, isLast: !end };
}

function byStand(a: Stand, b: Stand): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
