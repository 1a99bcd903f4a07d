import type { Actor } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { insertFolder } from "../create-folder.ts";
import { readName } from "../names.ts";
import { checkPlace } from "../tree.ts";
import { trashInside } from "../trash-nodes.ts";
import { accessHome, findAt, type Path } from "./access-path.ts";
import { endLocks, locksIn, refuseLocked } from "./locks.ts";
import { type Basis, type Done, isAsSeen } from "./outcome.ts";

/** Makes a folder at a path of the actor's files. */
export async function makeFolderAt(
  ctx: Context,
  actor: Actor,
  { path, basis }: { path: Path; basis: Basis },
): Promise<Done> {
  const home = await accessHome(ctx, actor);
  return changeSpace(ctx, home.spaceId, async (client, modseq): Promise<Done> => {
    const { node, parent } = await findAt(client, home, path);
    if (node) return { no: "exists" };
    if (!parent) return { no: "no-parent" };
    const at = ctx.clock.now();
    const locks = await locksIn(client, { spaceId: home.spaceId, at });
    const no = refuseLocked(locks, { ...home, ...basis }, { write: [parent] });
    if (no) return no;
    await checkPlace(client, { id: parent.id, spaceId: home.spaceId }, []);
    const name = readName(path.at(-1) ?? "");
    await insertFolder(client, { ...home, parentId: parent.id, name, modseq, at });
    return {};
  });
}

/** Puts what is at a path of the actor's files into the trash, with all that lies in it. */
export async function trashPath(
  ctx: Context,
  actor: Actor,
  { path, basis }: { path: Path; basis: Basis },
): Promise<Done> {
  const home = await accessHome(ctx, actor);
  if (path.length === 0) return { no: "forbidden" };
  return changeSpace(ctx, home.spaceId, async (client, modseq): Promise<Done> => {
    const { node, parent } = await findAt(client, home, path);
    if (!node) return { no: "not-found" };
    if (!isAsSeen(node, basis)) return { no: "changed" };
    const at = ctx.clock.now();
    const locks = await locksIn(client, { spaceId: home.spaceId, at });
    const no = refuseLocked(locks, { ...home, ...basis }, { write: [parent], takeAway: [node] });
    if (no) return no;
    await trashInside(client, { ids: [node.id], accountId: home.accountId, modseq, at });
    await endLocks(client, locks, [node]);
    return {};
  });
}
