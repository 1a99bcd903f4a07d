import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { beginThread, type ThreadView } from "../../comments/index.ts";
import type { Context } from "../../context.ts";
import { announceDocument } from "../document-store.ts";
import { askText } from "../text-thread/ask-text.ts";
import { appendUpdatesIn, loadUpdates } from "../updates.ts";
import { accessText } from "../versions/read-version.ts";

type TextComment = {
  readonly id: string;
  readonly text: string;
  /** Where it begins and ends, as JSON of Yjs' relative positions. */
  readonly from: unknown;
  readonly to: unknown;
  /** Where the pages are, for the mail to who is named. */
  readonly origin?: string | undefined;
};

/**
 * Begins a thread about a range of a text, and marks that range in it. Who may comment and not write has no other way to do so, and for all it is one
 * change: neither is a thread without its place nor a mark without its thread.
 */
export async function commentOnText(
  ctx: Context,
  actor: Actor,
  { id, text, from, to, origin }: TextComment,
): Promise<ThreadView> {
  const { epoch } = await accessText(ctx, actor, id, "comment");
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  if (loaded?.epoch !== epoch) throw new Refusal("conflict", "document-renewed");
  const threadId = newId();
  const marked = await askText(ctx, "mark", { updates: loaded.updates, id: threadId, from, to });
  if (marked.status === "gone") throw new Refusal("conflict", "comment-place-gone");
  if (marked.status === "too-long") throw new Refusal("too-large", "comment-place-long");
  const anchor = { kind: "text", quote: marked.quote };
  const at = ctx.clock.now();
  const thread = await beginThread(ctx, actor, { id, text, anchor, threadId, origin }, async (client) => {
    // It is nobody's writing: who only comments did not change the text.
    const updates = [{ authorId: null, bytes: marked.update }];
    const { status } = await appendUpdatesIn(client, { id, epoch, updates, at });
    if (status !== "stored") throw new Refusal("conflict", "document-renewed");
  });
  announceDocument(ctx, id);
  return thread;
}
