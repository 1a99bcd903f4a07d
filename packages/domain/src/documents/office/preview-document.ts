import { type Actor, Refusal } from "@carbyne/kernel";
import { accessDocument } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Preview, preview, type Want } from "../../previews/index.ts";
import { loadUpdates } from "../updates.ts";
import { fileOf } from "./export-document.ts";
import { askToMake } from "./make.ts";

type Ask = { readonly id: string; readonly want: Want; readonly waitMs: number };

/** Texts as files, as they were last asked for: lists ask for the same ones again and again. Bytes that are written twice are not the same, and would be drawn twice. */
const [mostKept, mostKeptBytes] = [32, 2 ** 20];
const kept = new Map<string, Promise<Buffer>>();

/**
 * What a text looks like, for whoever may read it: drawn as an office file that says the same would be. A small picture shows what was last put
 * together, so that a list does not draw every word that is written; pages show what it says now.
 */
export async function previewDocument(ctx: Context, actor: Actor, { id, want, waitMs }: Ask): Promise<Preview> {
  const { node, kind, epoch } = await accessDocument(ctx, actor, id, "read");
  if (kind !== "text") return { status: "failed", reason: "unknown" };
  const said = await statesOf(ctx, id, want.as === "picture");
  if (!said) throw new Refusal("not-found", "document-unknown");
  const key = `${ctx.db.url} ${id} ${epoch} ${said.upTo}`;
  const content = await keep(key, () =>
    fileOf(ctx, { id, title: node.name, updates: said.updates, as: "docx", make: askToMake(ctx) }),
  );
  return preview(ctx, { source: { name: `${node.name}.docx`, type: "", content }, want, waitMs });
}

/** What a document says, up to a number; of one that was put together once, on request only that. */
async function statesOf(
  ctx: Context,
  id: string,
  isRough: boolean,
): Promise<{ upTo: bigint; updates: readonly Uint8Array[] } | null> {
  if (isRough) {
    const { rows } = await ctx.db.pool.query<{ upTo: string; bytes: Buffer }>(
      'SELECT "upTo", "bytes" FROM "DocState" WHERE "nodeId" = $1',
      [id],
    );
    if (rows[0]) return { upTo: BigInt(rows[0].upTo), updates: [rows[0].bytes] };
  }
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  return loaded && { upTo: loaded.seq, updates: loaded.updates };
}

async function keep(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = kept.get(key) ?? make();
  // The latest is the last to go.
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  try {
    const content = await known;
    if (content.length > mostKeptBytes) kept.delete(key);
    return content;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}
