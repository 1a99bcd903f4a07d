import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { noteEvents } from "./events.ts";
import { nameKey, readName } from "./names.ts";
import { refuseTaken } from "./taken.ts";
import { refuseMoved } from "./tree.ts";

/** Gives an entry another name. */
export async function renameNode(
  ctx: Context,
  actor: Actor,
  input: { id: string; name: string },
): Promise<{ name: string; before: string }> {
  const node = await accessLiveNode(ctx, actor, input.id, "write");
  if (node.parentId === null) throw new Refusal("forbidden", "node-home-fixed");
  const name = readName(input.name);
  await changeSpace(ctx, node.spaceId, async (client, modseq) => {
    await refuseMoved(client, node.spaceId, [node.id]);
    await refuseTaken(name, () =>
      client.query('UPDATE "Node" SET "name" = $2, "nameKey" = $3, "modseq" = $4 WHERE "id" = $1', [
        node.id,
        name,
        nameKey(name),
        modseq,
      ]),
    );
    const detail = { from: node.name, to: name };
    await noteEvents(client, {
      ids: [node.id],
      accountId: node.accountId,
      verb: "renamed",
      at: ctx.clock.now(),
      detail,
    });
  });
  return { name, before: node.name };
}

/** Says in words what an entry is. */
export async function describeNode(
  ctx: Context,
  actor: Actor,
  input: { id: string; description: string },
): Promise<void> {
  const node = await accessLiveNode(ctx, actor, input.id, "write");
  const description = input.description.toWellFormed().replaceAll("\0", "");
  await changeSpace(ctx, node.spaceId, async (client, modseq) => {
    await refuseMoved(client, node.spaceId, [node.id]);
    await client.query('UPDATE "Node" SET "description" = $2, "modseq" = $3 WHERE "id" = $1', [
      node.id,
      description,
      modseq,
    ]);
    await noteEvents(client, { ids: [node.id], accountId: node.accountId, verb: "described", at: ctx.clock.now() });
  });
}

/** Stars entries for the actor alone, or takes the stars away. */
export async function starNodes(
  ctx: Context,
  actor: Actor,
  { ids, isStarred }: { ids: readonly string[]; isStarred: boolean },
): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  for (const id of ids) await accessLiveNode(ctx, actor, id, "read");
  await changeSpace(ctx, account.spaceId, async (client, modseq) => {
    await client.query(
      isStarred
        ? 'INSERT INTO "NodeStar" ("accountId", "nodeId") SELECT $1, x FROM unnest($2::uuid[]) x ON CONFLICT DO NOTHING'
        : 'DELETE FROM "NodeStar" WHERE "accountId" = $1 AND "nodeId" = ANY($2)',
      [account.id, ids],
    );
    // The own tabs hear of it as of any change; other people's entries stay as they were.
    await client.query('UPDATE "Node" SET "modseq" = $3 WHERE "id" = ANY($2) AND "spaceId" = $1', [
      account.spaceId,
      ids,
      modseq,
    ]);
  });
}
