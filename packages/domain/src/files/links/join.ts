import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLink, accessNode, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { joinNode } from "../../sharing/index.ts";
import { noteLinkEvent } from "./events.ts";

/**
 * Takes what a collaboration link offers: from now on it is among what is shared with the person. Who has as much already, or owns it, keeps what they
 * have. Taking the link back lets nobody else in; who is in is taken out where shares are.
 */
export async function joinLink(ctx: Context, person: Actor, visitor: Actor): Promise<{ nodeId: string }> {
  const { id: accountId } = await accessOwnAccount(ctx, person);
  const { id: linkId, kind, role, nodeId, creatorId } = await accessLink(ctx, visitor);
  if (kind !== "collaborate" || role === null) throw new Refusal("not-found", "node-unknown");
  if (await has(ctx, person, { nodeId, role })) return { nodeId };
  await joinNode(ctx, person, { nodeId, byId: creatorId, role });
  await noteLinkEvent(ctx.db.pool, { linkId, verb: "joined", accountId, at: ctx.clock.now() });
  return { nodeId };
}

async function has(
  ctx: Context,
  person: Actor,
  { nodeId, role }: { nodeId: string; role: "read" | "comment" | "write" },
): Promise<boolean> {
  try {
    await accessNode(ctx, person, nodeId, role);
    return true;
  } catch (error) {
    // Who may, but not as long as there is no room, has it.
    if (error instanceof Refusal) return error.kind === "over-quota";
    throw error;
  }
}
