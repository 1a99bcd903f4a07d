import { type Actor, Refusal } from "@carbyne/kernel";
import type { PageSetup } from "@carbyne/office/model";
import { accessDocument } from "../access/index.ts";
import type { Context } from "../context.ts";
import { askText } from "./text-thread/ask-text.ts";
import { loadUpdates } from "./updates.ts";
import { isVisiting, visitDocument } from "./visit-document.ts";

export type DocumentText = {
  readonly name: string;
  readonly epoch: number;
  /** As ProseMirror writes it. */
  readonly text: object;
  readonly page: PageSetup;
};

/** What is answered at most. */
const largest = 30_000_000;

/** What a text says now, for who only reads it: as the database has it, a moment after those who write. */
export async function readDocument(ctx: Context, actor: Actor, { id }: { id: string }): Promise<DocumentText> {
  const { kind, name } = await accessReadable(ctx, actor, id);
  if (kind !== "text") throw new Refusal("invalid", "document-no-text", { name });
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  if (!loaded) throw new Refusal("not-found", "document-unknown");
  const { text, page } = await askText(ctx, "read", { updates: loaded.updates });
  if (text.length > largest) throw new Refusal("too-large", "document-unreadable");
  return { name, epoch: loaded.epoch, text: JSON.parse(text) as object, page };
}

async function accessReadable(ctx: Context, actor: Actor, id: string) {
  if (isVisiting(actor)) return visitDocument(ctx, actor, id);
  const { kind, node } = await accessDocument(ctx, actor, id, "read");
  return { kind, name: node.name };
}
