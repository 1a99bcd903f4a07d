import { type Actor, Refusal } from "@carbyne/kernel";
import { attachmentBytes, partAt, readContent } from "@carbyne/mime";
import { accessMessage } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { openMessage } from "./open-message.ts";

export type AttachmentContent = { readonly name: string; readonly type: string; readonly content: Buffer };

/** The decoded bytes of one attachment, also of a message that is attached itself. */
export async function readAttachment(
  ctx: Context,
  actor: Actor,
  { id, path }: { id: string; path: string },
): Promise<AttachmentContent> {
  const { raw, root } = await openMessage(ctx, actor, { id });
  const holder = holderOf(path, (inner) => partAt(root, inner)?.message !== undefined);
  const message = holder === null ? root : partAt(root, holder)?.message;
  const prefix = holder === null ? "" : `${holder}.`;
  const known = message && readContent(raw, message).attachments.find((one) => prefix + one.path === path);
  const content = known && attachmentBytes(raw, root, path);
  if (!content) throw new Refusal("not-found", "attachment-unknown");
  return { name: known.name, type: known.type, content };
}

/** The path of the innermost attached message that a part lies in; null for a part of the message itself. */
function holderOf(path: string, isMessage: (path: string) => boolean): string | null {
  const numbers = path.split(".");
  for (let length = numbers.length - 1; length > 0; length--) {
    const outer = numbers.slice(0, length).join(".");
    if (isMessage(outer)) return outer;
  }
  return null;
}

/** The message as it came in, byte for byte. */
export async function readSource(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Buffer> {
  return ctx.blobs.read((await accessMessage(ctx, actor, id)).blobHash);
}
