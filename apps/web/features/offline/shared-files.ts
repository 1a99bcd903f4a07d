/** Where the worker puts what other programs share, see `public/worker/share.js`. */
const sharedCache = "shared";

/** Takes out the files that were shared with us; none where the browser kept none. */
export async function takeShared(): Promise<File[]> {
  if (!("caches" in window) || !(await caches.has(sharedCache))) return [];
  const cache = await caches.open(sharedCache);
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    if (!answer) continue;
    const type = answer.headers.get("content-type") ?? "";
    files.push(new File([await answer.blob()], nameOf(answer.headers.get("x-name") ?? ""), { type }));
  }
  await caches.delete(sharedCache);
  return files;
}

function nameOf(kept: string): string {
  try {
    return decodeURIComponent(kept) || "file";
  } catch {
    return "file";
  }
}
