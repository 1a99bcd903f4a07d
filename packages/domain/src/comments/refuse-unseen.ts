import { Refusal } from "@carbyne/kernel";
import { type NodeAccess, readersAmong } from "../access/index.ts";
import type { Context } from "../context.ts";

/** Refuses to name people who may not see the entry; whether they are there at all is not said. */
export async function refuseUnseen(ctx: Context, node: NodeAccess, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const seen = await readersAmong(ctx, node, ids);
  if (seen.length < ids.length) throw new Refusal("invalid", "comment-mention-unseen", { name: node.name });
}
