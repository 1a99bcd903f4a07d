import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { announceDocument } from "../document-store.ts";
import { askText } from "../text-thread/ask-text.ts";
import { appendUpdates, loadUpdates } from "../updates.ts";

/**
 * Takes the marks of threads out of a text, before the threads themselves go for good. Done again it finds nothing to do. A text that cannot be read keeps
 * them: nobody sees a mark whose thread is not there.
 */
export async function forgetThreads(
  ctx: Context,
  { id, threadIds }: { id: string; threadIds: readonly string[] },
): Promise<void> {
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  if (!loaded) return;
  const bytes = await unmark(ctx, loaded.updates, threadIds);
  if (bytes === null) return;
  await appendUpdates(ctx, { id, epoch: loaded.epoch, updates: [{ authorId: null, bytes }] });
  announceDocument(ctx, id);
}

async function unmark(
  ctx: Context,
  updates: readonly Uint8Array[],
  ids: readonly string[],
): Promise<Uint8Array | null> {
  try {
    return await askText(ctx, "unmark", { updates, ids });
  } catch (error) {
    if (error instanceof Refusal && error.kind === "too-large") return null;
    throw error;
  }
}
