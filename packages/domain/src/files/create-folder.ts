import { type Actor, newId } from "@carbyne/kernel";
import type pg from "pg";
import { accessFolder, accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { noteEvents } from "./events.ts";
import { homeOf } from "./home.ts";
import { nameKey, readName } from "./names.ts";
import { refuseTaken } from "./taken.ts";
import { checkPlace } from "./tree.ts";

/** Makes a folder in another one, or in the actor's home. */
export async function createFolder(
  ctx: Context,
  actor: Actor,
  input: { parentId: string | null; name: string },
): Promise<{ id: string; parentId: string; name: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const parent = await accessFolder(ctx, actor, input.parentId ?? (await homeOf(ctx, account.spaceId)), "write");
  const name = readName(input.name);
  const at = ctx.clock.now();
  const id = newId();
  await changeSpace(ctx, parent.spaceId, async (client, modseq) => {
    await checkPlace(client, parent, []);
    await insertFolder(client, { ...parent, id, parentId: parent.id, name, modseq, at });
  });
  return { id, parentId: parent.id, name };
}

/** Makes a folder under the space's lock, in a place that has been checked. */
export async function insertFolder(
  client: pg.ClientBase,
  folder: { id?: string; spaceId: string; accountId: string; parentId: string; name: string; modseq: bigint; at: Date },
): Promise<void> {
  const { id = newId(), spaceId, accountId, parentId, name, modseq, at } = folder;
  await refuseTaken(name, () =>
    client.query(
      `INSERT INTO "Node" ("id", "spaceId", "parentId", "kind", "isFolder", "name", "nameKey", "creatorId", "editorId", "modseq", "createdModseq", "createdAt", "updatedAt")
       VALUES ($1, $2, $3, 'folder', true, $4, $5, $6, $6, $7, $7, $8, $8)`,
      [id, spaceId, parentId, name, nameKey(name), accountId, modseq, at],
    ),
  );
  await noteEvents(client, { ids: [id], accountId, verb: "created", at });
}
