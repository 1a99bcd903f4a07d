import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { noteEvents, restoreVersion as restoreFile } from "../../files/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { announceDocument } from "../document-store.ts";
import { askText } from "../text-thread/ask-text.ts";
import { appendUpdatesIn, loadUpdates } from "../updates.ts";
import { makeVersion } from "./make-version.ts";
import { accessText, versionState } from "./read-version.ts";

type OneVersion = { readonly id: string; readonly versionId: string };

/**
 * Makes a text say again what it said in a version: an edit of what it is now, so that whoever has it open sees it as any other. What it said until then
 * is a version too.
 */
export async function restoreDocumentVersion(
  ctx: Context,
  actor: Actor,
  { id, versionId }: OneVersion,
): Promise<{ versionId: string }> {
  const document = await accessText(ctx, actor, id, "write");
  const { node, epoch } = document;
  const old = await versionState(ctx, document, versionId);
  await makeVersion(ctx, { id, accountId: null });
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  if (loaded?.epoch !== epoch) throw new Refusal("conflict", "document-renewed");
  const update = await askText(ctx, "restore", { updates: loaded.updates, old });
  if (update === null) return { versionId };
  const at = ctx.clock.now();
  const { accountId } = node;
  await changeSpace(ctx, node.spaceId, async (client, modseq) => {
    const updates = [{ authorId: accountId, bytes: update }];
    const { status } = await appendUpdatesIn(client, { id, epoch, updates, at });
    if (status === "renewed") throw new Refusal("conflict", "document-renewed");
    if (status === "missing") throw new Refusal("not-found", "document-unknown");
    await client.query('UPDATE "Node" SET "modseq" = $2, "updatedAt" = $3, "editorId" = $4 WHERE "id" = $1', [
      id,
      modseq,
      at,
      accountId,
    ]);
    await noteEvents(client, { ids: [id], accountId, verb: "version-restored", at });
  });
  announceDocument(ctx, id);
  return { versionId: (await versionOfIt(ctx, { id, accountId })) ?? versionId };
}

/** It is restored already: should this fail, or the process die before, it is in the next version that is made by itself. */
async function versionOfIt(ctx: Context, made: { id: string; accountId: string }): Promise<string | null> {
  try {
    return await makeVersion(ctx, made);
  } catch (error) {
    ctx.log.warn({ err: error, documentId: made.id }, "no version was made of what was restored");
    return null;
  }
}

/** Makes an entry what it was in one of its versions: a document by an edit of it, any other file by the content. */
export async function restoreVersion(ctx: Context, actor: Actor, one: OneVersion): Promise<{ versionId: string }> {
  const isDocument = async () =>
    (
      await ctx.db.pool.query(
        `SELECT 1 FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId" WHERE d."nodeId" = $1 AND n."mime" LIKE 'application/vnd.carbyne.%'`,
        [one.id],
      )
    ).rowCount === 1;
  if (await isDocument()) return restoreDocumentVersion(ctx, actor, one);
  const restored = await restoreFile(ctx, actor, one);
  // A file had been put in the place of a document, which is one again, with what it said last.
  return (await isDocument()) ? restoreDocumentVersion(ctx, actor, one) : restored;
}
