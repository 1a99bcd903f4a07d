import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessNode, type NodeAccess, type NodeRight } from "./access-node.ts";

/** A team folder, by its root, in which a grant on that root gives `need`. What is no team folder, or somebody else's, is not found. */
export async function accessTeam(ctx: Context, actor: Actor, id: string, need: NodeRight): Promise<NodeAccess> {
  const root = await accessNode(ctx, actor, id, need);
  if (root.teamId !== root.id) throw new Refusal("not-found", "team-unknown");
  return root;
}
