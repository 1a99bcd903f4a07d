import { dropAllCopies } from "./local-copies.ts";
import type { SaveQueue } from "./save-queue.ts";

const open = new Set<SaveQueue>();

/** Counts a message that is being written in, until the answer is called. */
export function countIn(queue: SaveQueue): () => void {
  open.add(queue);
  return () => open.delete(queue);
}

/** Before somebody signs out: saves what is being written. Only once all of it is saved nothing needs to stay on the device, which others may use. */
export async function saveBeforeSigningOut(): Promise<{ forget: () => Promise<void> }> {
  const ends = await Promise.allSettled([...open].map((queue) => queue.flush()));
  const isSaved = ends.every((end) => end.status === "fulfilled") && [...open].every((queue) => !queue.isDirty);
  return { forget: () => (isSaved ? dropAllCopies().catch(() => undefined) : Promise.resolve()) };
}
