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

/** Formats of office files that are documents once somebody has opened them as such. */
export const officeMime = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  odt: "application/vnd.oasis.opendocument.text",
} as const;
export type OfficeFormat = keyof typeof officeMime;

export type DocumentAccess = {
  readonly node: NodeAccess;
  readonly kind: DocumentKind;
  readonly epoch: number;
  /** The format of an office file that it is; null for a document of our own making. */
  readonly format: OfficeFormat | null;
};

/** A document that is not in the trash, with the right on it as an entry of Files. Any other entry is no document. */
export async function accessDocument(
  ctx: Context,
  actor: Actor,
  id: string,
  need: "read" | "comment" | "write",
): Promise<DocumentAccess> {
  const node = await accessLiveNode(ctx, actor, id, need);
  const { rows } = await ctx.db.pool.query<Omit<DocumentAccess, "node">>({
    name: "access-document",
    text: 'SELECT "kind", "epoch", "format" FROM "Document" WHERE "nodeId" = $1',
    values: [id],
  });
  const row = rows[0];
  const mime = row && (row.format === null ? documentMime[row.kind] : officeMime[row.format]);
  if (!row || node.mime !== mime) throw new Refusal("not-found", "document-unknown");
  return { node, ...row };
}
