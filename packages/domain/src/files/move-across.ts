import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { refuseWithoutRoomLeft } from "../quota/index.ts";
import { restoreMs } from "../sharing/index.ts";
import { changeTogether } from "../spaces/index.ts";
import { accessOn, bringBackAccess, endAccess } from "./direct-access.ts";
import { noteEvents } from "./events.ts";
import { nameKey } from "./names.ts";
import type { Moved } from "./move-nodes.ts";
import { extentOf, relocate } from "./relocate.ts";
import { freeName } from "./taken.ts";
import { checkPlace, pathTo, refuseMoved } from "./tree.ts";

type Order = {
  /** Of one space, which is not that of the folder. */
  readonly nodes: readonly NodeAccess[];
  readonly parent: NodeAccess;
  /** Brings back what this person has just moved, with the shares and links that ended by it. */
  readonly isUndo: boolean;
};

/**
 * Moves entries between one's own files and a team folder, or two team folders: the same entries with their versions, which from then on count for whose
 * the folder is and are for whoever the folder is for. Shares and links on them end, and what lies in the trash below them stays behind in the trash of the
 * space that they leave. Only who runs a team folder takes things out of it. All in one change of every space that it touches.
 */
export async function moveAcross(ctx: Context, order: Order): Promise<Moved[]> {
  const { nodes, parent, isUndo } = order;
  const [first] = nodes;
  if (!first) return [];
  if (![first, parent].every((one) => one.isOwn || one.teamId !== null))
    throw new Refusal("invalid", "node-other-space");
  const ids = nodes.map((node) => node.id);
  const at = ctx.clock.now();
  const since = new Date(at.getTime() - restoreMs);
  const undone = isUndo
    ? await broughtBy(ctx.db.pool, { ids, accountId: first.accountId, parentId: parent.id, since })
    : [];
  const isBack = undone.length === ids.length;
  if (first.teamId !== null && !first.runsTeam && !isBack)
    throw new Refusal("forbidden", "team-move-out", { name: first.name });
  for (;;) {
    // Whoever holds a share hears that it has ended, and their spaces have to be known before any is locked.
    const known = await accessOn(ctx.db.pool, (await extentOf(ctx.db.pool, ids)).ids);
    const spaces = [first.spaceId, parent.spaceId, ...known.holders.map((one) => one.spaceId)];
    const done = await changeTogether(ctx, spaces, (client, modseqOf) =>
      moveInside(client, { ...order, at, undone: isBack ? undone : [], spaces: new Set(spaces), modseqOf }),
    );
    if (done) return done;
  }
}

type Undone = { readonly nodeId: string; readonly at: Date };

/** The last moves over to where the entries are now, when this person made them lately and the entries came from that folder. */
async function broughtBy(
  pool: pg.Pool,
  { ids, accountId, parentId, since }: { ids: readonly string[]; accountId: string; parentId: string; since: Date },
): Promise<Undone[]> {
  const { rows } = await pool.query<Undone>(
    `SELECT e."nodeId", e."at" FROM unnest($1::uuid[]) AS w("id"), LATERAL (
       SELECT x.* FROM "NodeEvent" x WHERE x."nodeId" = w."id" AND x."verb" = 'moved' ORDER BY x."id" DESC LIMIT 1) e
     WHERE e."accountId" = $2 AND e."detail" ->> 'fromParentId' = $3 AND e."at" > $4`,
    [ids, accountId, parentId, since],
  );
  return rows;
}

type Moving = Order & {
  readonly at: Date;
  readonly undone: readonly Undone[];
  readonly spaces: ReadonlySet<string>;
  readonly modseqOf: (spaceId: string) => bigint;
};

/** Null when somebody holds a share whose space is not locked: it was given a moment ago, and all begins anew. */
async function moveInside(client: pg.PoolClient, moving: Moving): Promise<Moved[] | null> {
  const { nodes, parent, at, undone, spaces, modseqOf } = moving;
  const tops = nodes.map((node) => node.id);
  const { spaceId, accountId } = nodes[0] ?? parent;
  const [from, to] = [spaceId, parent.spaceId].map((id) => ({ spaceId: id, modseq: modseqOf(id) })) as [Side, Side];
  await refuseMoved(client, from.spaceId, tops);
  for (const { id, name } of nodes)
    if ((await pathTo(client, id)).some((one) => one.isTrashed))
      throw new Refusal("conflict", "node-in-trash", { name });
  await checkPlace(client, parent, tops);
  await leaveTrash(client, { tops, from });
  const { ids, sizeBytes } = await extentOf(client, tops);
  const direct = await accessOn(client, ids);
  if (direct.holders.some((one) => !spaces.has(one.spaceId))) return null;
  await refuseWithoutRoomLeft(client, { spaceId: to.spaceId, accountId, bytes: sizeBytes });
  await endAccess(client, { ids, at, modseqOf, direct }, () => relocate(client, { ids, from, to, at }));
  // Programs that have it open by its path have lost the path.
  await client.query('DELETE FROM "NodeLock" WHERE "nodeId" = ANY($1)', [ids]);
  const moved = await putInto(client, { nodes, parent });
  const teams = { from: await teamName(client, from.spaceId), to: await teamName(client, to.spaceId) };
  for (const { id, fromParentId, name } of moved) {
    const detail = { to: parent.name, fromParentId };
    await noteEvents(client, { ids: [id], accountId, verb: "moved", at, detail });
    // Each side is told the name of the other only where that is a team's: what somebody calls their own folders is theirs.
    const out = { name, to: teams.to };
    await noteEvents(client, { ids: [fromParentId], accountId, verb: "moved-out", at, detail: out });
    const into = { name, from: teams.from };
    await noteEvents(client, { ids: [parent.id], accountId, verb: "moved-in", at, detail: into });
  }
  for (const { at: endedAt } of undone) await bringBackAccess(client, { ids, endedAt, at, modseqOf, direct });
  return moved;
}

type Side = { readonly spaceId: string; readonly modseq: bigint };

/** What was thrown away below the entries is nobody's business where they go: it stays in the trash, and comes back from it to the root of its space. */
async function leaveTrash(
  client: pg.ClientBase,
  { tops, from }: { tops: readonly string[]; from: Side },
): Promise<void> {
  await client.query(
    `WITH RECURSIVE down AS (
       SELECT n."id", n."deletedAt", n."purgedAt" FROM "Node" n WHERE n."id" = ANY($1)
       UNION ALL SELECT n."id", n."deletedAt", n."purgedAt" FROM down JOIN "Node" n ON n."parentId" = down."id"
         WHERE down."deletedAt" IS NULL AND down."purgedAt" IS NULL)
     UPDATE "Node" n SET "parentId" = r."id", "modseq" = $3 FROM down, "Node" r
     WHERE n."id" = down."id" AND (down."deletedAt" IS NOT NULL OR down."purgedAt" IS NOT NULL) AND r."spaceId" = $2 AND r."parentId" IS NULL`,
    [tops, from.spaceId, from.modseq],
  );
}

async function putInto(client: pg.ClientBase, { nodes, parent }: Pick<Order, "nodes" | "parent">): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const { id, name: nameBefore, parentId: fromParentId } of nodes) {
    if (fromParentId === null) continue;
    const name = await freeName(client, parent.id, nameBefore);
    await client.query('UPDATE "Node" SET "parentId" = $2, "name" = $3, "nameKey" = $4 WHERE "id" = $1', [
      id,
      parent.id,
      name,
      nameKey(name),
    ]);
    moved.push({ id, fromParentId, name, nameBefore });
  }
  return moved;
}

async function teamName(client: pg.ClientBase, spaceId: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT r."name" FROM "TeamFolder" t JOIN "Node" r ON r."id" = t."rootId" WHERE t."spaceId" = $1',
    [spaceId],
  );
  return rows[0]?.name ?? "";
}
