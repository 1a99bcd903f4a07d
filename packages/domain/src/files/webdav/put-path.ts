import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { roomLeft } from "../../quota/index.ts";
import { askScan, hintScan } from "../../scanning/index.ts";
import { changeInGroup } from "../../spaces/index.ts";
import { noteVisitIn } from "../list-views.ts";
import { readName } from "../names.ts";
import { createFile, putVersion } from "../put-file.ts";
import { refuseDepth } from "../tree.ts";
import { smallBytes } from "../uploads/commit.ts";
import { accessHome, findAt, type Home, type Path, type PathNode } from "./access-path.ts";
import { takeIn } from "./incoming.ts";
import { locksIn, refuseLocked } from "./locks.ts";
import { type Basis, type Done, isAsSeen, type No } from "./outcome.ts";

type Put = {
  readonly path: Path;
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly sizeBytes: number | null;
  readonly basis: Basis;
};

/** Puts what comes at a path of the actor's files: a new file, or the next version of the one that is there. */
export async function putPath(ctx: Context, actor: Actor, put: Put): Promise<Done<{ isNew: boolean; tag: string }>> {
  const { path, basis, pieces, sizeBytes } = put;
  const home = await accessHome(ctx, actor);
  const early = await refuseEarly(ctx, home, put);
  if ("no" in early) return early;
  const name = readName(path.at(-1) ?? "");
  const { content, write, end } = await takeIn(ctx, { ...early, accountId: home.accountId, name, pieces, sizeBytes });
  // A connection that broke may have committed: only what certainly was not is taken back.
  let isStored = true;
  try {
    const done = await changeInGroup(ctx, home.spaceId, async (client, modseq) => {
      const place = await lookAt(ctx, client, home, { path, basis });
      if ("no" in place) return place;
      const { node, parent } = place;
      refuseDepth(path.length);
      await write(client);
      await askScan(ctx, client, { hash: content.hash, name });
      const file = { ...home, content, at: ctx.clock.now(), modseq };
      if (!node) await createFile(client, { ...file, parentId: parent.id, name });
      else if (node.hash?.equals(content.hash)) await noteVisitIn(client, { ...file, nodeId: node.id });
      else {
        await putVersion(client, { ...file, nodeId: node.id });
        if (node.sizeBytes === 0) await forgetEmpty(client, node.id);
      }
      return { isNew: node === null, tag: content.hash.toString("base64url") };
    });
    if ("no" in done) isStored = false;
    else hintScan(ctx);
    return done;
  } catch (error) {
    if (error instanceof Refusal) isStored = false;
    throw error;
  } finally {
    await end({ isStored });
  }
}

/** Looks before the first byte what will be looked at once more under the space's lock, unless a few bytes are cheaper than the question. */
async function refuseEarly(ctx: Context, home: Home, put: Put): Promise<No | { parentId: string; mostBytes: number }> {
  const { path, sizeBytes } = put;
  if (path.length === 0) return { no: "exists" };
  if (sizeBytes !== null && sizeBytes <= smallBytes) return { parentId: home.homeId, mostBytes: smallBytes };
  const place = await lookAt(ctx, ctx.db.pool, home, put);
  if ("no" in place) return place;
  const mostBytes = await roomLeft(ctx, home.spaceId);
  if ((sizeBytes ?? 0) > mostBytes) throw new Refusal("over-quota", "storage-full");
  return { parentId: place.parent.id, mostBytes };
}

async function lookAt(
  ctx: Context,
  client: pg.ClientBase | pg.Pool,
  home: Home,
  { path, basis }: { path: Path; basis: Basis },
): Promise<No | { node: PathNode | null; parent: PathNode }> {
  const { node, parent } = await findAt(client, home, path);
  if (path.length === 0 || node?.isFolder) return { no: "exists" };
  if (!parent) return { no: "no-parent" };
  if (!isAsSeen(node, basis)) return { no: "changed" };
  const locks = await locksIn(client, { spaceId: home.spaceId, at: ctx.clock.now() });
  return refuseLocked(locks, { ...home, ...basis }, { write: [node ?? parent] }) ?? { node, parent };
}

/** Finder, Windows and whoever locks a new name begin with a file of no bytes: it is no version that anybody wants back. */
async function forgetEmpty(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    `DELETE FROM "NodeVersion" v USING "Node" n WHERE n."id" = $1 AND v."nodeId" = n."id" AND v."id" <> n."versionId" AND v."sizeBytes" = 0 AND NOT v."isKept"`,
    [id],
  );
}
