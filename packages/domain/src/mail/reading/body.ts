import type { Actor } from "@carbyne/kernel";
import { Refusal } from "@carbyne/kernel";
import {
  type Content,
  decodeBody,
  hasRemote,
  type Part,
  parseMessage,
  partAt,
  readContent,
  safeHtml,
  textToHtml,
} from "@carbyne/mime";
import { accessMessage } from "../../access/index.ts";
import type { Context } from "../../context.ts";

export type MessageBody = {
  /** A fragment that is safe to show. */
  readonly html: string;
  /** A text that was sent as such, so that it may take the reader's colours. */
  readonly isPlain: boolean;
  /** Brings colours: written for white paper. What brings none may take the reader's. */
  readonly hasColours: boolean;
  readonly blockedCount: number;
};

/** More of a body than this is cut off: no person reads it, and browsers stand still over it. */
const maxBodyChars = 2_000_000;

/** Whether showing the HTML as it was sent would ask another server for something. Cheap for mail without any address in it. */
export function hasRemoteContent(html: string): boolean {
  return /(?:https?:)?[\\/]{2}/i.test(html) && hasRemote(html.slice(0, maxBodyChars));
}

/** The body of a message as a page shows it. Remote images are let through only when asked for; scripts, forms and the like never. */
export async function readBody(
  ctx: Context,
  actor: Actor,
  { id, remote }: { id: string; remote: "block" | "load" },
): Promise<MessageBody> {
  const message = await accessMessage(ctx, actor, id);
  const raw = await ctx.blobs.read(message.blobHash);
  const root = parseMessage(raw);
  const content = readContent(raw, root);
  if (content.html === null)
    return {
      html: textToHtml((content.text ?? "").slice(0, maxBodyChars)),
      isPlain: true,
      hasColours: false,
      blockedCount: 0,
    };
  const { html, blockedCount } = safeHtml(content.html.slice(0, maxBodyChars), {
    cid: picturesOf(raw, root, content),
    remote: (url) => (remote === "load" ? url : null),
  });
  const hasColours = /\b(?:bg)?color\b|background|<style|<font/i.test(html);
  return { html, isPlain: false, hasColours, blockedCount };
}

const raster = /^image\/(?:png|jpe?g|gif|webp|avif|bmp)$/;
const maxPictureBytes = 12 * 1024 * 1024;

/**
 * Pictures that lie in the message, written into the page itself: the page has an origin of its own, so the browser would ask for them without the
 * person's session. Each is made once, and more than a page bears are left out.
 */
function picturesOf(raw: Buffer, root: Part, content: Content): (cid: string) => string | null {
  const known = new Map<string, string | null>();
  const byId = new Map(content.attachments.map((one) => [one.contentId?.toLowerCase(), one]));
  let left = maxPictureBytes;
  return (cid) => {
    const id = cid.toLowerCase();
    const made = known.get(id);
    if (made !== undefined) return made;
    const picture = byId.get(id);
    const part = picture && raster.test(picture.type) && picture.sizeBytes <= left ? partAt(root, picture.path) : null;
    const url = part ? `data:${picture?.type};base64,${decodeBody(raw, part).toString("base64")}` : null;
    if (url) left -= picture?.sizeBytes ?? 0;
    known.set(id, url);
    return url;
  };
}

export type AttachmentContent = { readonly name: string; readonly type: string; readonly content: Buffer };

/** The decoded bytes of one attachment. */
export async function readAttachment(
  ctx: Context,
  actor: Actor,
  { id, path }: { id: string; path: string },
): Promise<AttachmentContent> {
  const message = await accessMessage(ctx, actor, id);
  const raw = await ctx.blobs.read(message.blobHash);
  const root = parseMessage(raw);
  const known = readContent(raw, root).attachments.find((one) => one.path === path);
  const part = known && partAt(root, path.split(".").map(Number));
  if (!part) throw new Refusal("not-found", "attachment-unknown");
  return { name: known.name, type: known.type, content: decodeBody(raw, part) };
}

/** The message as it came in, byte for byte. */
export async function readSource(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Buffer> {
  return ctx.blobs.read((await accessMessage(ctx, actor, id)).blobHash);
}
