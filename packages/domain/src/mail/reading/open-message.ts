import { type Actor, actingAccount, Refusal } from "@carbyne/kernel";
import { type Part, parseMessage, partAt } from "@carbyne/mime";
import { accessMessage } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type OpenedMessage = {
  readonly accountId: string;
  readonly raw: Buffer;
  /** The whole tree of parts. */
  readonly root: Part;
  /** The message that was asked for: the root, or one that is attached to it. */
  readonly message: Part;
};

/** Reads and parses a message that the actor may read, or with a path one that is attached to it. */
export async function openMessage(
  ctx: Context,
  actor: Actor,
  { id, path }: { id: string; path?: string | undefined },
): Promise<OpenedMessage> {
  const { blobHash } = await accessMessage(ctx, actor, id);
  const raw = await ctx.blobs.read(blobHash);
  const root = parseMessage(raw);
  const message = path === undefined ? root : partAt(root, path)?.message;
  if (!message) throw new Refusal("not-found", "attachment-unknown");
  return { accountId: actingAccount(actor) ?? "", raw, root, message };
}
