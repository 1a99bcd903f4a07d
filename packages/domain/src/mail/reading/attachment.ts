import { type Actor, Refusal } from "@carbyne/kernel";
import { attachmentBytes, type Content, type Part, parseDate, partAt, readContent } from "@carbyne/mime";
import type { Context } from "../../context.ts";
import { fileNameOf } from "./download.ts";
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
  const read = message && readContent(raw, message);
  // An invitation beside the text is no file of its own, and is kept as one all the same.
  const invitation =
    read?.calendar && prefix + read.calendar.path === path ? { name: "invite.ics", type: "text/calendar" } : undefined;
  const known = read?.attachments.find((one) => prefix + one.path === path) ?? invitation;
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

/** Every file of a message, or of one that is attached to it, one after the other; pictures inside of the text are left out. Names are told apart. */
export async function readAttachments(
  ctx: Context,
  actor: Actor,
  { id, path }: { id: string; path?: string | undefined },
): Promise<{ subject: string; date: Date; files: AsyncGenerator<AttachmentContent> }> {
  const { raw, message } = await openMessage(ctx, actor, { id, path });
  const attachments = readContent(raw, message).attachments.filter(({ isInline }) => !isInline);
  if (attachments.length === 0) throw new Refusal("not-found", "attachment-unknown");
  return {
    subject: message.text("subject") ?? "",
    date: parseDate(message.raw("date") ?? "") ?? ctx.clock.now(),
    files: filesOf(raw, message, attachments),
  };
}

async function* filesOf(
  raw: Buffer,
  message: Part,
  attachments: Content["attachments"],
): AsyncGenerator<AttachmentContent> {
  const taken = new Set<string>();
  for (const { path, name, type } of attachments) {
    const dot = name.lastIndexOf(".");
    const [base, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let own = name;
    for (let at = 2; taken.has(own.toLowerCase()); at++) own = `${base} (${at})${ending}`;
    taken.add(own.toLowerCase());
    yield { name: own, type, content: attachmentBytes(raw, message, path) ?? Buffer.alloc(0) };
  }
}

/** The message as it came in, byte for byte. */
export async function readSource(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Buffer> {
  return (await openMessage(ctx, actor, { id })).raw;
}

/** The message as a file to keep. */
export async function downloadMessage(ctx: Context, actor: Actor, { id }: { id: string }): Promise<AttachmentContent> {
  const { raw, root } = await openMessage(ctx, actor, { id });
  return { name: `${fileNameOf(root.text("subject") ?? "")}.eml`, type: "message/rfc822", content: raw };
}
