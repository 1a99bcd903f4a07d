import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessNode, type NodeAccess, type NodeRight } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { noteEvents } from "./events.ts";
import { homeOf } from "./home.ts";
import { accessMovable } from "./move-nodes.ts";
import { nameKey } from "./names.ts";
import { freeName } from "./taken.ts";
import { checkPlace, pathTo, refuseMoved } from "./tree.ts";

/** Puts entries into the trash of their space. What lies below them stays where it is, out of sight. */
export async function trashNodes(ctx: Context, actor: Actor, { ids }: { ids: readonly string[] }): Promise<void> {
  const nodes = await accessMovable(ctx, actor, ids);
  const [first] = nodes;
  if (!first) return;
  const at = ctx.clock.now();
  const trashed = nodes.map((node) => node.id);
  await changeSpace(ctx, first.spaceId, async (client, modseq) => {
    await refuseMoved(client, first.spaceId, trashed);
    await trashInside(client, { ids: trashed, accountId: first.accountId, modseq, at });
  });
}

/** Puts entries into the trash under the space's lock. */
export async function trashInside(
  client: pg.ClientBase,
  { ids, accountId, modseq, at }: { ids: readonly string[]; accountId: string; modseq: bigint; at: Date },
): Promise<void> {
  await client.query('UPDATE "Node" SET "deletedAt" = $2, "modseq" = $3 WHERE "id" = ANY($1) AND "deletedAt" IS NULL', [
    ids,
    at,
    modseq,
  ]);
  await noteEvents(client, { ids, accountId, verb: "trashed", at });
}

export type Restored = {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
  /** Whether it came to lie in the home, because its place is gone. */
  readonly isInHome: boolean;
  readonly isRenamed: boolean;
};

/** Entries that are in the trash themselves. What lies below such a one comes back with it, and not alone. */
export async function accessTrashed(
  ctx: Context,
  actor: Actor,
  { ids, need }: { ids: readonly string[]; need: NodeRight },
): Promise<NodeAccess[]> {
  const nodes: NodeAccess[] = [];
  for (const id of new Set(ids)) nodes.push(await accessNode(ctx, actor, id, need));
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "id" FROM "Node" WHERE "id" = ANY($1) AND "deletedAt" IS NOT NULL',
    [nodes.map((node) => node.id)],
  );
  const trashed = new Set(rows.map((row) => row.id));
  const other = nodes.find((node) => !trashed.has(node.id));
  if (other) throw new Refusal("conflict", "node-not-in-trash", { name: other.name });
  if (new Set(nodes.map((node) => node.spaceId)).size > 1) throw new Refusal("invalid", "node-other-space");
  return nodes;
}

/** Brings entries back to where they were, as the same ones; to the home when that place is gone, and with a number when the name is taken. */
export async function restoreNodes(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<{ restored: Restored[] }> {
  const nodes = await accessTrashed(ctx, actor, { ids, need: "write" });
  const [first] = nodes;
  if (!first) return { restored: [] };
  const home = await homeOf(ctx, first.spaceId);
  const at = ctx.clock.now();
  const restored = await changeSpace(ctx, first.spaceId, async (client, modseq) => {
    const done: Restored[] = [];
    for (const { id, name: before, parentId } of nodes) {
      const path = parentId === null ? [] : await pathTo(client, parentId);
      const isInHome = path.length === 0 || path.some((one) => one.isTrashed);
      const place = isInHome || parentId === null ? home : parentId;
      await checkPlace(client, { id: place, spaceId: first.spaceId }, [id]);
      const name = await freeName(client, place, before);
      const { rowCount } = await client.query(
        `UPDATE "Node" SET "deletedAt" = NULL, "parentId" = $2, "name" = $3, "nameKey" = $4, "modseq" = $5
         WHERE "id" = $1 AND "spaceId" = $6 AND "deletedAt" IS NOT NULL AND "purgedAt" IS NULL`,
        [id, place, name, nameKey(name), modseq, first.spaceId],
      );
      if (rowCount) done.push({ id, name, parentId: place, isInHome, isRenamed: name !== before });
    }
    const back = done.map(({ id }) => id);
    await noteEvents(client, { ids: back, accountId: first.accountId, verb: "restored", at });
    return done;
  });
  return { restored };
}
