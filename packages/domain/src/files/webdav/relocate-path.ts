import type { Actor } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { copyInside } from "../copy-nodes.ts";
import { noteEvents } from "../events.ts";
import { nameKey, readName } from "../names.ts";
import { type Content, putVersion, trimVersions } from "../put-file.ts";
import { checkPlace } from "../tree.ts";
import { trashInside } from "../trash-nodes.ts";
import { accessHome, findAt, type Home, type Path, type PathNode } from "./access-path.ts";
import { endLocks, locksIn, type NodeLock, refuseLocked } from "./locks.ts";
import { type Basis, type Done, isAsSeen, type No } from "./outcome.ts";
import { replaceProperties } from "./properties.ts";

type Asked = { readonly from: Path; readonly to: Path; readonly isOver: boolean; readonly basis: Basis };

/** Where something goes, found and allowed under the space's lock. */
type Way = {
  readonly client: pg.PoolClient;
  readonly home: Home;
  readonly modseq: bigint;
  readonly at: Date;
  readonly locks: readonly NodeLock[];
  readonly source: PathNode;
  readonly target: PathNode | null;
  readonly parent: PathNode;
  readonly name: string;
};

/** Copies what is at a path to another one; a folder with all that lies in it, or alone. A file that is there gets the content as its next version. */
export async function copyPath(
  ctx: Context,
  actor: Actor,
  asked: Asked & { isDeep: boolean },
): Promise<Done<{ isNew: boolean }>> {
  return onTheWay(ctx, actor, { ...asked, isMove: false }, async (way) => {
    const { client, source, target, parent, name, home } = way;
    if (target && !target.isFolder && !source.isFolder) await copyContent(way, target);
    else {
      await clear(way);
      const place = { id: parent.id, spaceId: home.spaceId, accountId: home.accountId };
      await copyInside(client, { ...way, id: source.id, parent: place, name, isDeep: asked.isDeep });
    }
  });
}

/** Moves what is at a path to another one. A file that is there keeps its versions, and the one that comes is the newest. */
export async function movePath(ctx: Context, actor: Actor, asked: Asked): Promise<Done<{ isNew: boolean }>> {
  return onTheWay(ctx, actor, { ...asked, isMove: true }, async (way) => {
    const { client, source, target, parent, name, locks, modseq, home, at } = way;
    await endLocks(client, locks, [source]);
    if (target && !target.isFolder && !source.isFolder && (await hasOneVersion(client, source))) {
      await moveContent(way, target);
      return;
    }
    await clear(way);
    await client.query(
      'UPDATE "Node" SET "parentId" = $2, "name" = $3, "nameKey" = $4, "modseq" = $5 WHERE "id" = $1',
      [source.id, parent.id, name, nameKey(name), modseq],
    );
    const isRename = source.ids.at(-2) === parent.id;
    const detail = isRename ? { from: source.name, to: name } : { to: parent.name };
    const verb = isRename ? "renamed" : "moved";
    await noteEvents(client, { ids: [source.id], accountId: home.accountId, verb, at, detail });
  });
}

async function onTheWay(
  ctx: Context,
  actor: Actor,
  asked: Asked & { isMove: boolean },
  work: (way: Way) => Promise<void>,
): Promise<Done<{ isNew: boolean }>> {
  const home = await accessHome(ctx, actor);
  return changeSpace(ctx, home.spaceId, async (client, modseq): Promise<Done<{ isNew: boolean }>> => {
    const at = ctx.clock.now();
    const [source, target] = [await findAt(client, home, asked.from), await findAt(client, home, asked.to)];
    const locks = await locksIn(client, { spaceId: home.spaceId, at });
    const found = refuseWay({ source, target, locks, home }, asked);
    if ("no" in found) return found;
    await checkPlace(client, { id: found.parent.id, spaceId: home.spaceId }, [found.source.id]);
    const name = readName(asked.to.at(-1) ?? "");
    await work({ client, home, modseq, at, locks, name, ...found });
    return { isNew: found.target === null };
  });
}

type Found = Awaited<ReturnType<typeof findAt>>;

function refuseWay(
  { source, target, locks, home }: { source: Found; target: Found; locks: readonly NodeLock[]; home: Home },
  { isOver, isMove, basis }: Asked & { isMove: boolean },
): No | { source: PathNode; target: PathNode | null; parent: PathNode } {
  const { node } = source;
  if (!node) return { no: "not-found" };
  const around = target.node?.ids ?? target.parent?.ids ?? [];
  // Onto itself, into itself, the home, or what it lies in.
  if (around.includes(node.id) || target.node?.id === home.homeId || node.id === home.homeId)
    return { no: "forbidden" };
  if (target.node && node.ids.includes(target.node.id)) return { no: "forbidden" };
  if (!target.parent) return { no: "no-parent" };
  if (target.node && !isOver) return { no: "exists" };
  if (!isAsSeen(node, basis)) return { no: "changed" };
  const isReplaced = target.node !== null && (target.node.isFolder || node.isFolder);
  const written = target.node && !isReplaced ? [target.node] : [target.parent];
  const takeAway = [...(isMove ? [node] : []), ...(isReplaced && target.node ? [target.node] : [])];
  const who = { accountId: home.accountId, lockIds: basis.lockIds };
  const no = refuseLocked(locks, who, { write: [...written, ...(isMove ? [source.parent] : [])], takeAway });
  return no ?? { source: node, target: target.node, parent: target.parent };
}

/** Makes the place free: what is there goes into the trash. */
async function clear({ client, target, home, modseq, at, locks }: Way): Promise<void> {
  if (!target) return;
  await trashInside(client, { ids: [target.id], accountId: home.accountId, modseq, at });
  await endLocks(client, locks, [target]);
}

async function copyContent({ client, home, source, modseq, at }: Way, target: PathNode): Promise<void> {
  const { rows } = await client.query<Omit<Content, "sizeBytes"> & { sizeBytes: string }>(
    'SELECT "blobHash" AS "hash", "sizeBytes", "crc", "mime" FROM "NodeVersion" WHERE "id" = $1',
    [source.versionId],
  );
  const [row] = rows;
  if (row && !(target.hash && row.hash.equals(target.hash))) {
    const content = { ...row, sizeBytes: Number(row.sizeBytes) };
    await putVersion(client, { ...home, nodeId: target.id, content, at, modseq });
  }
  await replaceProperties(client, { from: source.id, to: target.id });
}

async function hasOneVersion(client: pg.ClientBase, { id }: PathNode): Promise<boolean> {
  const { rows } = await client.query('SELECT 1 FROM "NodeVersion" WHERE "nodeId" = $1 LIMIT 2', [id]);
  return rows.length === 1;
}

/** How programs save: to a name of its own first, and then over the file. The content changes hands, and the other entry was never more than that. */
async function moveContent(way: Way, target: PathNode): Promise<void> {
  const { client, home, source, modseq, at } = way;
  await replaceProperties(client, { from: source.id, to: target.id });
  await client.query(
    `UPDATE "NodeVersion" SET "nodeId" = $2, "number" = (SELECT coalesce(max("number"), 0) + 1 FROM "NodeVersion" WHERE "nodeId" = $2) WHERE "id" = $1`,
    [source.versionId, target.id],
  );
  await client.query('DELETE FROM "Node" WHERE "id" = $1', [source.id]);
  await client.query(`INSERT INTO "Tombstone" ("spaceId", "modseq", "kind", "objectId") VALUES ($1, $2, 'node', $3)`, [
    home.spaceId,
    modseq,
    source.id,
  ]);
  await client.query(
    'UPDATE "Node" SET "versionId" = $2, "sizeBytes" = $3, "mime" = $4, "editorId" = $5, "updatedAt" = $6, "modseq" = $7 WHERE "id" = $1',
    [target.id, source.versionId, source.sizeBytes, source.mime, home.accountId, at, modseq],
  );
  await trimVersions(client, { nodeId: target.id, versionId: source.versionId ?? "", spaceId: home.spaceId });
  await noteEvents(client, { ids: [target.id], accountId: home.accountId, verb: "uploaded", at });
}
