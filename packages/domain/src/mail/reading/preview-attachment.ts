import type { Actor } from "@carbyne/kernel";
import type { Want } from "@carbyne/preview";
import type { Context } from "../../context.ts";
import { type Preview, preview } from "../../previews/index.ts";
import { readAttachment } from "./attachment.ts";

/** What one attachment looks like, for whoever may read the message. */
export async function previewAttachment(
  ctx: Context,
  actor: Actor,
  { id, path, want, waitMs }: { id: string; path: string; want: Want; waitMs: number },
): Promise<Preview> {
  return preview(ctx, { source: await readAttachment(ctx, actor, { id, path }), want, waitMs });
}
