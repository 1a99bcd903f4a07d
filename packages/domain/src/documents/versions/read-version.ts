import { type Actor, Refusal } from "@carbyne/kernel";
import type { Comparison } from "@carbyne/office/history";
import type { PageSetup } from "@carbyne/office/model";
import { accessDocument, type DocumentAccess, documentMime } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { askText } from "../text-thread/ask-text.ts";
import { loadUpdates } from "../updates.ts";

/** What is shown or compared at most. */
const largest = 30_000_000;

type OneVersion = { readonly id: string; readonly versionId: string };

/** What a text said in one of its versions, as ProseMirror writes it, and its page. */
export async function readVersion(
  ctx: Context,
  actor: Actor,
  { id, versionId }: OneVersion,
): Promise<{ text: object; page: PageSetup }> {
  const document = await accessText(ctx, actor, id, "read");
  const { text, page } = await askText(ctx, "read", { updates: [await versionState(ctx, document, versionId)] });
  if (text.length > largest) throw new Refusal("too-large", "version-too-large");
  return { text: JSON.parse(text) as object, page };
}

/** How a text became from one of its versions what it is in another, or now, with null. */
export async function compareVersions(
  ctx: Context,
  actor: Actor,
  { id, from, to }: { id: string; from: string; to: string | null },
): Promise<Pick<Extract<Comparison, { status: "compared" }>, "blocks">> {
  const document = await accessText(ctx, actor, id, "read");
  const sides = {
    from: [await versionState(ctx, document, from)],
    to: to === null ? await presentUpdates(ctx, id) : [await versionState(ctx, document, to)],
  };
  const compared = await askText(ctx, "compare", sides);
  if (compared.status === "too-large") throw new Refusal("too-large", "version-too-large");
  return { blocks: compared.blocks };
}

/** A document that is a text: of others the server does not know what they say. */
export async function accessText(
  ctx: Context,
  actor: Actor,
  id: string,
  need: "read" | "comment" | "write",
): Promise<DocumentAccess> {
  const document = await accessDocument(ctx, actor, id, need);
  if (document.kind !== "text") throw new Refusal("invalid", "document-no-text", { name: document.node.name });
  return document;
}

/** The whole of what a document was in a version of it. */
export async function versionState(
  ctx: Context,
  { node, kind }: DocumentAccess,
  versionId: string,
): Promise<Uint8Array> {
  const { rows } = await ctx.db.pool.query<{ hash: Buffer; sizeBytes: string }>(
    'SELECT "blobHash" AS "hash", "sizeBytes" FROM "NodeVersion" WHERE "id" = $1 AND "nodeId" = $2 AND "mime" = $3',
    [versionId, node.id, documentMime[kind]],
  );
  const [row] = rows;
  if (!row) throw new Refusal("not-found", "version-unknown");
  if (Number(row.sizeBytes) > largest) throw new Refusal("too-large", "version-too-large");
  return ctx.blobs.read(row.hash);
}

async function presentUpdates(ctx: Context, id: string): Promise<readonly Uint8Array[]> {
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  if (!loaded) throw new Refusal("not-found", "document-unknown");
  return loaded.updates;
}
