import type { Actor } from "@carbyne/kernel";
import {
  attachmentBytes,
  type Content,
  dressHtml,
  hasRemote,
  type Paper,
  type Part,
  paperOf,
  readContent,
  safeHtml,
  textToHtml,
} from "@carbyne/mime";
import type { Context } from "../../context.ts";
import { openMessage } from "./open-message.ts";
import { remoteImageUrls } from "./remote-image.ts";

export type MessageBody = {
  /** A fragment that is safe to show. */
  readonly html: string;
  /** A text that was sent as such, so that it may take the reader's colours. */
  readonly isPlain: boolean;
  /** What the message says about colours; without any it takes the reader's. */
  readonly paper: Paper;
  readonly blockedCount: number;
  /** Only the beginning is here. */
  readonly isClipped: boolean;
};

export type BodyInput = {
  readonly id: string;
  /** The part that is a message of its own; without it the message itself. */
  readonly path?: string | undefined;
  readonly remote: "block" | "load";
  readonly length: "start" | "all";
  readonly quotes: "fold" | "show";
};

/** More of a body than this is cut off: no person reads it, and browsers stand still over it. */
const maxBodyChars = 2_000_000;
/** So much is shown at first. Far above what people write, it holds what machines append without end. */
const firstChars = 200_000;

/** Whether showing the HTML as it was sent would ask another server for something. Cheap for mail without any address in it. */
export function hasRemoteContent(html: string): boolean {
  return /(?:https?:)?[\\/]{2}/i.test(html) && hasRemote(html.slice(0, maxBodyChars));
}

/** Whether a message is longer than what is shown of it at first. */
export function isLong({ html, text }: Content): boolean {
  return (html ?? text ?? "").length > firstChars;
}

/**
 * The body of a message as a page shows it. Remote images are let through only when asked for, and then through this server; scripts, forms and
 * the like never.
 */
export async function readBody(ctx: Context, actor: Actor, input: BodyInput): Promise<MessageBody> {
  const { raw, message, accountId } = await openMessage(ctx, actor, input);
  const remote = input.remote === "load" ? await remoteImageUrls(ctx, { accountId, messageId: input.id }) : () => null;
  return renderBody(raw, message, { ...input, remote });
}

type Look = Pick<BodyInput, "length" | "quotes"> & { readonly remote: (url: string) => string | null };

/** The body of a message that was read, wherever it lies. */
export function renderBody(raw: Buffer, message: Part, input: Look): MessageBody {
  const { remote } = input;
  const content = readContent(raw, message);
  const most = input.length === "all" ? maxBodyChars : firstChars;
  const whole = content.html ?? content.text ?? "";
  const isClipped = whole.length > most;
  const shown = isClipped ? beginning(whole, most) : whole;
  const isPlain = content.html === null;
  const { html, blockedCount } = isPlain
    ? { html: textToHtml(shown), blockedCount: 0 }
    : safeHtml(shown, { cid: picturesOf(raw, message, content), remote });
  const foldsQuotes = input.quotes === "fold" && !isPassedOn(message.text("subject") ?? "");
  const paper = isPlain ? "none" : paperOf(html);
  return { html: dressHtml(html, { foldsQuotes }), isPlain, paper, blockedCount, isClipped };
}

/** Up to the last line or tag that is whole, so that nothing is cut in two. */
function beginning(text: string, most: number): string {
  const start = text.slice(0, most);
  return start.slice(0, Math.max(start.lastIndexOf("\n"), start.lastIndexOf("<"), most - 10_000));
}

/** What somebody passed on is what the message is about, however it is quoted. */
function isPassedOn(subject: string): boolean {
  return /^\s*(?:fwd?|wg|tr|rv|enc|vb|vl|pd|doorst|i|пересл|πρθ|转发|轉寄|転送|전달)\s*[:：]/iu.test(subject);
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
    const fits = picture && raster.test(picture.type) && picture.sizeBytes <= left;
    const bytes = fits ? attachmentBytes(raw, root, picture.path) : null;
    const url = bytes ? `data:${picture?.type};base64,${bytes.toString("base64")}` : null;
    if (url) left -= picture?.sizeBytes ?? 0;
    known.set(id, url);
    return url;
  };
}
