import { dropAllCopies } from "./local-copies.ts";
import type { SaveQueue } from "./save-queue.ts";

const open = new Set<SaveQueue>();

/** Counts a message that is being written in, until the answer is called. */
export function countIn(queue: SaveQueue): () => void {
  open.add(queue);
  return () => open.delete(queue);
}

const reopenKey = "composer.reopen";

/** Before the page is loaded anew: saves what is being written, and remembers in this tab what was open. */
export async function saveBeforeReload(): Promise<void> {
  await Promise.allSettled([...open].map((queue) => queue.flush()));
  const draftIds = [...open].flatMap((queue) => queue.draftId ?? []);
  if (draftIds.length > 0) window.sessionStorage.setItem(reopenKey, JSON.stringify(draftIds));
}

/** The drafts that were open when the page was loaded anew, once. */
export function takeReopened(): readonly string[] {
  const kept = window.sessionStorage.getItem(reopenKey);
  window.sessionStorage.removeItem(reopenKey);
  const draftIds: unknown = kept === null ? [] : JSON.parse(kept);
  return Array.isArray(draftIds) ? draftIds.filter((id) => typeof id === "string") : [];
}

/** Before somebody signs out: saves what is being written. Only once all of it is saved nothing needs to stay on the device, which others may use. */
export async function saveBeforeSigningOut(): Promise<{ forget: () => Promise<void> }> {
  const ends = await Promise.allSettled([...open].map((queue) => queue.flush()));
  const isSaved = ends.every((end) => end.status === "fulfilled") && [...open].every((queue) => !queue.isDirty);
  return { forget: () => (isSaved ? dropAllCopies().catch(() => undefined) : Promise.resolve()) };
}
