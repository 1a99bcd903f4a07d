import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessLiveNode, type NodeAccess } from "./access-node.ts";

export type DocumentKind = "text" | "sheet" | "slides" | "board";

/** What a file is told to be that is a document: nothing that is uploaded is taken for one. */
export const documentMime = {
  text: "application/vnd.carbyne.document",
  sheet: "application/vnd.carbyne.sheet",
  slides: "application/vnd.carbyne.slides",
  board: "application/vnd.carbyne.board",
} as const satisfies Record<DocumentKind, string>;

export type DocumentAccess = {
  readonly node: NodeAccess;
  readonly kind: DocumentKind;
  readonly epoch: number;
};

/** A document that is not in the trash, with the right on it as an entry of Files. Any other entry is no document. */
export async function accessDocument(
  ctx: Context,
  actor: Actor,
  id: string,
  need: "read" | "comment" | "write",
): Promise<DocumentAccess> {
  const node = await accessLiveNode(ctx, actor, id, need);
  const { rows } = await ctx.db.pool.query<{ kind: DocumentKind; epoch: number }>({
    name: "access-document",
    text: 'SELECT "kind", "epoch" FROM "Document" WHERE "nodeId" = $1',
    values: [id],
  });
  const row = rows[0];
  if (!row || node.mime !== documentMime[row.kind]) throw new Refusal("not-found", "document-unknown");
  return { node, ...row };
}
