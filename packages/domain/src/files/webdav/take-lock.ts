import { createHash } from "node:crypto";
import { type Actor, isId, newId } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { readName } from "../names.ts";
import { putFile } from "../put-file.ts";
import { accessHome, findAt, type Home, type Path, type PathNode } from "./access-path.ts";
import { covering, locksIn, type NodeLock, onOrBelow, refuseLocked } from "./locks.ts";
import { type Basis, type Done, isAsSeen, type No } from "./outcome.ts";

/** Locks in one space. */
const mostLocks = 1000;

type Wish = {
  readonly path: Path;
  readonly isExclusive: boolean;
  readonly isDeep: boolean;
  readonly owner: string;
  readonly seconds: number;
  readonly basis: Basis;
};

/** Locks an entry of the actor's files for a program; where nothing is, an empty file is made. RFC 4918 §7.3. */
export async function lockPath(
  ctx: Context,
  actor: Actor,
  wish: Wish,
): Promise<Done<{ lock: NodeLock; isNew: boolean }>> {
  const home = await accessHome(ctx, actor);
  const empty = await ctx.blobs.prepare(Buffer.alloc(0));
  return changeSpace(ctx, home.spaceId, async (client, modseq) => {
    const at = ctx.clock.now();
    await client.query(
      'DELETE FROM "NodeLock" l USING "Node" n WHERE n."id" = l."nodeId" AND n."spaceId" = $1 AND l."expiresAt" <= $2',
      [home.spaceId, at],
    );
    const found = await findAt(client, home, wish.path);
    const locks = await locksIn(client, { spaceId: home.spaceId, at });
    const no = refuseWish(found, locks, { ...home, ...wish });
    if (no) return no;
    let { node } = found;
    const isNew = !node;
    if (!node && found.parent) {
      await empty.write(client);
      const content = { hash: hashOfNothing, sizeBytes: 0, crc: 0, mime: "application/octet-stream" };
      const name = readName(wish.path.at(-1) ?? "");
      const place = { ...home, parentId: found.parent.id, name, whenTaken: "refuse" as const };
      await putFile(client, { ...place, content, at, modseq });
      ({ node } = await findAt(client, home, wish.path));
    }
    if (!node) return { no: "no-parent" };
    return { lock: await insertLock(client, node, { ...home, ...wish, at }), isNew };
  });
}

const hashOfNothing = createHash("sha256").digest();

function refuseWish(
  { node, parent }: { node: PathNode | null; parent: PathNode | null },
  locks: readonly NodeLock[],
  { accountId, isExclusive, isDeep, basis }: Home & Wish,
): No | null {
  if (locks.length >= mostLocks) return { no: "full" };
  if (!isAsSeen(node, basis)) return { no: "changed" };
  if (!node) {
    if (!parent) return { no: "no-parent" };
    return refuseLocked(locks, { accountId, lockIds: basis.lockIds }, { write: [parent] });
  }
  const near = [...covering(locks, node), ...(isDeep ? onOrBelow(locks, node) : [])];
  const other = near.find((lock) => isExclusive || lock.isExclusive);
  return other ? { no: "locked", at: other.path, isCollection: other.isFolder } : null;
}

async function insertLock(
  client: pg.ClientBase,
  node: PathNode,
  { accountId, isExclusive, isDeep, owner, seconds, at }: Home & Wish & { at: Date },
): Promise<NodeLock> {
  const id = newId();
  const expiresAt = new Date(at.getTime() + seconds * 1000);
  await client.query(
    'INSERT INTO "NodeLock" ("id", "nodeId", "accountId", "isExclusive", "isDeep", "owner", "expiresAt") VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, node.id, accountId, isExclusive, isDeep, owner, expiresAt],
  );
  const { ids, path, isFolder } = node;
  return { id, nodeId: node.id, accountId, isExclusive, isDeep, owner, expiresAt, ids, path, isFolder };
}

/** Makes the first of the shown locks that covers a place hold for longer. */
export async function refreshLock(
  ctx: Context,
  actor: Actor,
  { path, lockIds, seconds }: { path: Path; lockIds: readonly string[]; seconds: number },
): Promise<Done<{ lock: NodeLock }>> {
  const lock = await coveringOwn(ctx, actor, { path, lockIds });
  if (!lock) return { no: "not-found" };
  const expiresAt = new Date(ctx.clock.now().getTime() + seconds * 1000);
  const { rowCount } = await ctx.db.pool.query('UPDATE "NodeLock" SET "expiresAt" = $2 WHERE "id" = $1', [
    lock.id,
    expiresAt,
  ]);
  return rowCount ? { lock: { ...lock, expiresAt } } : { no: "not-found" };
}

/** Ends a lock that covers a place. */
export async function unlockPath(
  ctx: Context,
  actor: Actor,
  { path, lockId }: { path: Path; lockId: string },
): Promise<Done> {
  const lock = await coveringOwn(ctx, actor, { path, lockIds: [lockId] });
  if (!lock) return { no: "not-found" };
  await ctx.db.pool.query('DELETE FROM "NodeLock" WHERE "id" = $1', [lock.id]);
  return {};
}

async function coveringOwn(
  ctx: Context,
  actor: Actor,
  { path, lockIds }: { path: Path; lockIds: readonly string[] },
): Promise<NodeLock | null> {
  const home = await accessHome(ctx, actor);
  const { node } = await findAt(ctx.db.pool, home, path);
  if (!node || !lockIds.some(isId)) return null;
  const locks = await locksIn(ctx.db.pool, { spaceId: home.spaceId, at: ctx.clock.now() });
  const own = covering(locks, node).filter((lock) => lock.accountId === home.accountId);
  return own.find((lock) => lockIds.includes(lock.id)) ?? null;
}

/** The locks that cover entries of the actor's files, by id. */
export async function locksOf(
  ctx: Context,
  actor: Actor,
  nodes: readonly Pick<PathNode, "id" | "ids">[],
): Promise<Map<string, NodeLock[]>> {
  const { spaceId } = await accessHome(ctx, actor);
  const locks = await locksIn(ctx.db.pool, { spaceId, at: ctx.clock.now() });
  return new Map(locks.length === 0 ? [] : nodes.map((node) => [node.id, covering(locks, node)]));
}
