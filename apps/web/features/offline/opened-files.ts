const prefix = "opened-";
const mostFiles = 60;
const mostBytes = 60_000_000;
const mostFileBytes = 12_000_000;

/** Keeps a file of a message that somebody has opened, so that it can be opened without a network; the oldest go. */
export async function keepOpened(url: string, { accountId, sizeBytes }: { accountId: string; sizeBytes: number }) {
  if (!("caches" in window) || !navigator.onLine || sizeBytes > mostFileBytes) return;
  const cache = await caches.open(prefix + accountId);
  if (await cache.match(url)) return;
  const answer = await fetch(url);
  if (!answer.ok) return;
  await cache.put(url, answer);
  await trim(cache);
}

async function trim(cache: Cache): Promise<void> {
  let bytes = 0;
  const kept = (await cache.keys()).toReversed();
  for (const [at, request] of kept.entries()) {
    const answer = await cache.match(request);
    bytes += (await answer?.blob())?.size ?? 0;
    if (at >= mostFiles || bytes > mostBytes) await cache.delete(request);
  }
}

/** Lets go of the files of everybody, or of everybody but one. */
export async function forgetOpened(exceptAccountId?: string): Promise<void> {
  if (!("caches" in window)) return;
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== prefix + (exceptAccountId ?? "")) await caches.delete(name);
}
