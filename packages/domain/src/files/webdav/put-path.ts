import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { roomLeft } from "../../quota/index.ts";
import { askScan, hintScan } from "../../scanning/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { noteVisit } from "../list-views.ts";
import { readName } from "../names.ts";
import { putFile, versionsKeptIn } from "../put-file.ts";
import { checkPlace } from "../tree.ts";
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
  // Before the first byte, and once more under the space's lock.
  const early = await lookAt(ctx, ctx.db.pool, home, put);
  if ("no" in early) return early;
  const name = readName(path.at(-1) ?? "");
  const mostBytes = await roomLeft(ctx, home.spaceId);
  if ((sizeBytes ?? 0) > mostBytes) throw new Refusal("over-quota", "storage-full");
  const versionsKept = await versionsKeptIn(ctx, home.spaceId);
  const coming = { accountId: home.accountId, parentId: early.parent.id, name, pieces, sizeBytes, mostBytes };
  const { content, write, end } = await takeIn(ctx, coming);
  // A connection that broke may have committed: only what certainly was not is taken back.
  let isStored = true;
  try {
    const done = await changeSpace(ctx, home.spaceId, async (client, modseq) => {
      const place = await lookAt(ctx, client, home, { path, basis });
      if ("no" in place) return place;
      await checkPlace(client, place.parent.id, []);
      await write(client);
      await askScan(ctx, client, { hash: content.hash, name });
      const file = { parentId: place.parent.id, name, whenTaken: "replace" as const, content };
      const { id } = await putFile(client, { ...home, ...file, at: ctx.clock.now(), modseq, versionsKept });
      await forgetEmpty(client, id);
      return { id, isNew: place.node === null, tag: content.hash.toString("base64url") };
    });
    if ("no" in done) isStored = false;
    else {
      hintScan(ctx);
      await noteVisit(ctx, { accountId: home.accountId, nodeId: done.id });
    }
    return done;
  } catch (error) {
    if (error instanceof Refusal) isStored = false;
    throw error;
  } finally {
    await end({ isStored });
  }
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
