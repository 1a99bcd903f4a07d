import { crc32 } from "node:zlib";
import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { checkPlace, copyInside, freeName, readName } from "../files/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { writeState } from "./compact-updates.ts";
import { askText } from "./text-thread/ask-text.ts";
import { loadUpdates } from "./updates.ts";
import { accessText } from "./versions/read-version.ts";

type Template = { readonly parent: NodeAccess; readonly from: string; readonly name?: string | undefined };

/** Makes a text that begins as another one is that the actor may read, without what people say about that or propose. */
export async function createFromDocument(
  ctx: Context,
  actor: Actor,
  { parent, from, name: asked = "" }: Template,
): Promise<{ id: string; name: string }> {
  const source = await accessText(ctx, actor, from, "read");
  const loaded = await loadUpdates(ctx, { id: from, after: 0n });
  if (!loaded) throw new Refusal("not-found", "document-unknown");
  const state = await askText(ctx, "template", { updates: loaded.updates });
  const { hash, write } = await ctx.blobs.prepare(state);
  const at = ctx.clock.now();
  const wanted = readName(asked.trim() === "" ? source.node.name : asked);
  return changeSpace(ctx, parent.spaceId, async (client, modseq) => {
    await checkPlace(client, parent, []);
    const name = await freeName(client, parent.id, wanted);
    await write(client);
    // What else belongs to a document comes along.
    const { id } = await copyInside(client, { id: from, parent, name, modseq, at });
    await beginWith(client, { id, state, hash, at });
    return { id, name };
  });
}

/** Makes a state the first that a copy says, and its first version. */
async function beginWith(
  client: pg.ClientBase,
  { id, state, hash, at }: { id: string; state: Uint8Array; hash: Buffer; at: Date },
): Promise<void> {
  await client.query(
    `UPDATE "Document" SET "seq" = 1, "versionSeq" = 1, "changedSince" = NULL, "changedAt" = NULL, "changedBy" = '{}' WHERE "nodeId" = $1`,
    [id],
  );
  await client.query('DELETE FROM "DocUpdate" WHERE "nodeId" = $1', [id]);
  await writeState(client, { id, upTo: 1n, state, at });
  await client.query('UPDATE "NodeVersion" SET "blobHash" = $2, "sizeBytes" = $3, "crc" = $4 WHERE "nodeId" = $1', [
    id,
    hash,
    state.length,
    crc32(state) | 0,
  ]);
  await client.query('UPDATE "Node" SET "sizeBytes" = $2 WHERE "id" = $1', [id, state.length]);
}
