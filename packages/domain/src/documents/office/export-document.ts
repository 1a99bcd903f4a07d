import { type Actor, Refusal } from "@carbyne/kernel";
import { writeElsewhere } from "@carbyne/office/convert";
import { allPages } from "@carbyne/preview";
import { accessDocument, type NodeAccess, officeMime } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { loadUpdates } from "../updates.ts";
import { gather } from "./gather.ts";
import { askToMake, type Make } from "./make.ts";

export const exportFormats = ["docx", "odt", "pdf", "md", "html"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const types: Readonly<Record<ExportFormat, string>> = {
  ...officeMime,
  pdf: "application/pdf",
  md: "text/markdown",
  html: "text/html",
};

export type Exported = { readonly name: string; readonly type: string; readonly content: Buffer };

/** What a text says now as a file, for whoever may read it: who is in it need not leave it, and nothing of it is saved by that. */
export async function exportDocument(
  ctx: Context,
  actor: Actor,
  { id, as }: { id: string; as: ExportFormat },
): Promise<Exported> {
  const { node, kind, format } = await accessDocument(ctx, actor, id, "read");
  if (kind !== "text") throw new Refusal("invalid", "document-no-text");
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  if (!loaded) throw new Refusal("not-found", "document-unknown");
  const title = node.name.replace(/\.(?:docx|odt)$/i, "");
  const make = askToMake(ctx);
  const like = format === null ? undefined : await likeOf(ctx, { node, make });
  const content = await fileOf(ctx, { id, title, updates: loaded.updates, as, make, like });
  return { name: `${title}.${as}`, type: types[as], content };
}

/** What an office file looked like before, as docx; undefined where that cannot be told, and then it looks like any other document. */
export async function likeOf(
  ctx: Context,
  { node, make }: { node: Pick<NodeAccess, "versionId" | "name" | "mime">; make: Make },
): Promise<Buffer | undefined> {
  const { rows } = await ctx.db.pool.query<{ hash: Buffer; sizeBytes: string }>(
    'SELECT "blobHash" AS "hash", "sizeBytes" FROM "NodeVersion" WHERE "id" = $1',
    [node.versionId],
  );
  const [version] = rows;
  if (!version || Number(version.sizeBytes) > mostLikeBytes) return undefined;
  const content = await ctx.blobs.read(version.hash);
  if (node.mime === officeMime.docx) return content;
  return make({ name: node.name, content, want: { as: "office", format: "docx" } }).catch(() => undefined);
}

const mostLikeBytes = 30 * 2 ** 20;

type Filing = {
  readonly id: string;
  readonly title: string;
  readonly updates: readonly Uint8Array[];
  readonly as: ExportFormat;
  readonly make: Make;
  /** A docx file that it is to look like. */
  readonly like?: Buffer | undefined;
};

/** A document as a file of a format. What LibreOffice writes it writes from docx, which has everything. */
export async function fileOf(ctx: Context, { as, like, ...filing }: Filing): Promise<Buffer> {
  const { make, title: name } = filing;
  const format = as === "md" || as === "html" ? as : "docx";
  const gathered = await gather(ctx, { ...filing, as: format });
  const content = await writeElsewhere({ format, written: { ...gathered, like } });
  if (as === "odt") return make({ name, content, want: { as: "office", format: "odt" } });
  return as === "pdf" ? make({ name, content, want: allPages }) : content;
}
