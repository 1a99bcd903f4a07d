import { type Actor, Refusal } from "@carbyne/kernel";
import { accessFolder, accessLiveNode, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { noteEvents } from "./events.ts";
import { nameKey } from "./names.ts";
import { freeName } from "./taken.ts";
import { moveAcross } from "./move-across.ts";
import { checkPlace, refuseMoved } from "./tree.ts";

export type Moved = {
  readonly id: string;
  /** Where it was, for a way back. */
  readonly fromParentId: string;
  readonly name: string;
  /** What it was called, when its name was taken and it got a number. */
  readonly nameBefore: string;
};

/** Entries of one space that can be moved or thrown away: no homes, and of somebody else's not what was shared, but what lies in it. */
export async function accessMovable(ctx: Context, actor: Actor, ids: readonly string[]): Promise<NodeAccess[]> {
  const nodes: NodeAccess[] = [];
  for (const id of new Set(ids)) nodes.push(await accessLiveNode(ctx, actor, id, "write"));
  if (nodes.some((node) => node.parentId === null)) throw new Refusal("forbidden", "node-home-fixed");
  for (const { isOwn, parentId, name } of nodes) {
    if (isOwn || parentId === null) continue;
    await accessFolder(ctx, actor, parentId, "write").catch((error: unknown) => {
      throw error instanceof Refusal ? new Refusal("forbidden", "share-right-missing", { name }) : error;
    });
  }
  if (new Set(nodes.map((node) => node.spaceId)).size > 1) throw new Refusal("invalid", "node-other-space");
  return nodes;
}

/**
 * Moves entries into a folder; who finds the name taken gets a number. Into a team folder, out of one and between two of them the entries go over to whose
 * the folder is (see `moveAcross`); what is another person's stays theirs.
 */
export async function moveNodes(
  ctx: Context,
  actor: Actor,
  { ids, parentId, isUndo = false }: { ids: readonly string[]; parentId: string; isUndo?: boolean | undefined },
): Promise<{ moved: Moved[] }> {
  const parent = await accessFolder(ctx, actor, parentId, "write");
  const nodes = await accessMovable(ctx, actor, ids);
  if (nodes.some((node) => node.spaceId !== parent.spaceId))
    return { moved: await moveAcross(ctx, { nodes, parent, isUndo }) };
  const at = ctx.clock.now();
  const moved = await changeSpace(ctx, parent.spaceId, async (client, modseq) => {
    const all = nodes.map((node) => node.id);
    await refuseMoved(client, parent.spaceId, all);
    await checkPlace(client, parent, all);
    const done: Moved[] = [];
    for (const { id, name: nameBefore, parentId: fromParentId } of nodes) {
      if (fromParentId === null || fromParentId === parent.id) continue;
      const name = await freeName(client, parent.id, nameBefore);
      await client.query(
        'UPDATE "Node" SET "parentId" = $2, "name" = $3, "nameKey" = $4, "modseq" = $5 WHERE "id" = $1',
        [id, parent.id, name, nameKey(name), modseq],
      );
      done.push({ id, fromParentId, name, nameBefore });
    }
    const detail = { to: parent.name };
    const moves = done.map(({ id }) => id);
    await noteEvents(client, { ids: moves, accountId: parent.accountId, verb: "moved", at, detail });
    return done;
  });
  return { moved };
}
