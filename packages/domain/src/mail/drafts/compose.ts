import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import {
  attachmentBytes as bytesAt,
  composeMessage,
  type OutgoingAttachment,
  type OutgoingMessage,
  parseMessage,
  safeHtml,
  summarize,
} from "@carbyne/mime";
import { accessMessage, type OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSender } from "../../identities/index.ts";
import type { AttachmentRef, DraftContent } from "./content.ts";
import { readUpload } from "./keep-upload.ts";
import { wishHeaders } from "./wishes.ts";

/** Builds the message of a draft: files fetched, pictures bound by Content-ID, the thread's headers set. */
export async function composeDraft(
  ctx: Context,
  actor: Actor,
  { account, content }: { account: OwnAccount; content: DraftContent },
): Promise<OutgoingMessage> {
  const files = await Promise.all(content.attachments.map((ref) => fileOf(ctx, actor, { account, ref })));
  const { name, address: from, replyTo, access } = await resolveSender(ctx, account, content);
  return {
    from: { name, address: from },
    // Who writes on behalf of somebody says so, RFC 5322 §3.6.2.
    ...(access.kind === "on-behalf" ? { sender: { name: account.name, address: account.address } } : {}),
    ...(replyTo ? { replyTo: [{ name: "", address: replyTo }] } : {}),
    headers: wishHeaders(content, { name, address: from }),
    to: content.to,
    cc: content.cc,
    bcc: content.bcc,
    subject: content.subject,
    ...bodyOf(content),
    attachments: files,
    date: ctx.clock.now(),
    messageId: `<${newId()}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    ...(await threadHeaders(ctx, actor, { account, content })),
  };
}

/** The text of a message as it is sent. */
export function bodyOf(content: DraftContent): Pick<OutgoingMessage, "html" | "text"> {
  return content.text === undefined ? { html: bindPictures(content) } : { text: content.text };
}

/** The bytes of a composed message; `keepBcc` for the writer's own copy only. */
export async function composeBytes(message: OutgoingMessage, { keepBcc }: { keepBcc: boolean }): Promise<Buffer> {
  return composeMessage({ ...message, keepBcc });
}

async function fileOf(
  ctx: Context,
  actor: Actor,
  { account, ref }: { account: OwnAccount; ref: AttachmentRef },
): Promise<OutgoingAttachment> {
  const content = await attachmentBytes(ctx, actor, { account, ref });
  const inline = ref.contentId !== undefined;
  return { name: ref.name, type: ref.type, content, ...(inline ? { contentId: ref.contentId, inline } : {}) };
}

/** The bytes of a file of a message being written. */
export async function attachmentBytes(
  ctx: Context,
  actor: Actor,
  { account, ref }: { account: OwnAccount; ref: AttachmentRef },
): Promise<Buffer> {
  return "uploadId" in ref
    ? (await readUpload(ctx, actor, ref)).content
    : partOf(ctx, actor, { account, id: ref.messageId, path: ref.path });
}

/**
 * A message that a part of is taken from, or that is answered. Of the own ones also one that was deleted meanwhile counts: the saved draft that a
 * newer one replaced is such. Of others' it is one that may be read.
 */
async function sourceMessage(
  ctx: Context,
  actor: Actor,
  { account, id }: { account: OwnAccount; id: string },
): Promise<Buffer> {
  const { rows } = isId(id)
    ? await ctx.db.pool.query<{ blobHash: Buffer }>(
        'SELECT "blobHash" FROM "Message" WHERE "id" = $1 AND "spaceId" = $2',
        [id, account.spaceId],
      )
    : { rows: [] };
  const { blobHash } = rows[0] ?? (await accessMessage(ctx, actor, id));
  return ctx.blobs.read(blobHash);
}

async function partOf(
  ctx: Context,
  actor: Actor,
  { account, id, path }: { account: OwnAccount; id: string; path: string },
): Promise<Buffer> {
  const raw = await sourceMessage(ctx, actor, { account, id });
  if (path === "") return raw;
  const isPath = /^\d{1,4}(\.\d{1,4}){0,100}(:\d{1,3})?$/.test(path);
  const part = isPath ? bytesAt(raw, parseMessage(raw), path) : null;
  if (!part) throw new Refusal("not-found", "attachment-unknown");
  return part;
}

/** The addresses that the editor shows pictures from become references to the attachments beside the text (RFC 2392). */
function bindPictures(content: DraftContent): string {
  const ids = new Map<string, string>();
  for (const ref of content.attachments)
    if (ref.contentId)
      ids.set(
        "uploadId" in ref ? `/uploads/${ref.uploadId}` : `/mail/messages/${ref.messageId}/parts/${ref.path}`,
        ref.contentId,
      );
  const html = content.html.replace(/(<img\b[^>]*?\ssrc=")(\/[^"?]{1,300})(?:\?[^"]*)?"/gi, (whole, start, url) => {
    const id = ids.get(String(url));
    return id ? `${start}cid:${id}"` : whole;
  });
  return safeHtml(html, { cid: (id) => `cid:${id}`, remote: (url) => url }).html;
}

/** In-Reply-To and References of a reply (RFC 5322 §3.6.4); a forward refers too, so that it stays in its conversation. */
async function threadHeaders(
  ctx: Context,
  actor: Actor,
  { account, content }: { account: OwnAccount; content: DraftContent },
): Promise<Pick<OutgoingMessage, "inReplyTo" | "references">> {
  const id = content.inReplyToMessageId ?? content.forwardOfMessageId;
  if (!id) return {};
  const raw = await sourceMessage(ctx, actor, { account, id });
  const { messageId, references, inReplyTo } = summarize(raw, parseMessage(raw));
  if (!messageId) return {};
  const chain = [...(references.length > 0 ? references : inReplyTo.slice(0, 1)), messageId];
  return { ...(content.inReplyToMessageId ? { inReplyTo: messageId } : {}), references: chain };
}
