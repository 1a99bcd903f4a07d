import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { type Content, parseMessage, type Part, readContent, safeHtml, summarize, textToHtml } from "@carbyne/mime";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { AttachmentRef, DraftContent } from "./content.ts";
import { wishesOf } from "./wishes.ts";

type Row = {
  messageId: string;
  blobHash: Buffer;
  replyToMessageId: string | null;
  forwardOfMessageId: string | null;
  identityId: string | null;
  wantsDelivery: boolean | null;
};

/** A draft as it was read. A save that names the version does not write over what somebody else saved meanwhile. */
export type OpenedDraft = DraftContent & { readonly version: string };

/** A saved draft in the form in which the composer goes on with it; also one that another client wrote, by its message id. */
export async function getDraft(ctx: Context, actor: Actor, { draftId }: { draftId: string }): Promise<OpenedDraft> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = isId(draftId)
    ? await ctx.db.pool.query<Row>(
        `SELECT m."id" AS "messageId", m."blobHash", d."replyToMessageId", d."forwardOfMessageId", d."identityId", d."wantsDelivery"
         FROM "Message" m LEFT JOIN "Draft" d ON d."messageId" = m."id"
         WHERE m."spaceId" = $1 AND (d."id" = $2 OR (m."id" = $2 AND d."id" IS NULL))
           AND EXISTS (SELECT 1 FROM "MailboxMessage" p WHERE p."messageId" = m."id" AND p."flags" & 16 <> 0)`,
        [spaceId, draftId],
      )
    : { rows: [] };
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "draft-unknown");
  const raw = await ctx.blobs.read(row.blobHash);
  const part = parseMessage(raw);
  const { to, cc, bcc, subject, from, inReplyTo, importance } = summarize(raw, part);
  const replyTo = row.replyToMessageId ?? (await messageByHeader(ctx, spaceId, inReplyTo[0]));
  return {
    version: row.messageId,
    to,
    cc,
    bcc,
    subject,
    ...editable(row.messageId, raw, part),
    ...wishesOf(part, importance),
    ...(row.wantsDelivery ? { wantsDelivery: true } : {}),
    ...(row.identityId ? { identityId: row.identityId } : {}),
    ...(from[0] ? { fromAddress: from[0].address } : {}),
    ...(replyTo ? { inReplyToMessageId: replyTo } : {}),
    ...(row.forwardOfMessageId ? { forwardOfMessageId: row.forwardOfMessageId } : {}),
  };
}

/** The text of a message for the editor, with its pictures by URL, and its files as references. */
export function editable(
  messageId: string,
  raw: Buffer,
  part: Part,
): Pick<DraftContent, "html" | "text" | "attachments"> {
  const content = readContent(raw, part);
  const attachments = content.attachments.map((one) => reference(messageId, one));
  // A message of plain text only goes on as such, without the line break that ends it.
  if (content.html === null && content.text !== null)
    return { html: "", text: content.text.replace(/\r\n?/g, "\n").replace(/\n$/, ""), attachments };
  return { html: editableHtml(messageId, content), attachments };
}

export function editableHtml(messageId: string, content: Content): string {
  if (content.html === null) return textToHtml(content.text ?? "");
  const paths = new Map(content.attachments.map((one) => [one.contentId?.toLowerCase(), one.path]));
  return safeHtml(content.html, {
    cid: (id) => {
      const path = paths.get(id.toLowerCase());
      return path ? `/mail/messages/${messageId}/parts/${path}?inline=1` : null;
    },
    remote: (url) => url,
  }).html;
}

export function reference(messageId: string, one: Content["attachments"][number]): AttachmentRef {
  const { path, name, type, sizeBytes, contentId, isInline } = one;
  return { messageId, path, name, type, sizeBytes, ...(isInline && contentId ? { contentId } : {}) };
}

async function messageByHeader(ctx: Context, spaceId: string, header: string | undefined): Promise<string | undefined> {
  if (!header) return undefined;
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "id" FROM "Message" WHERE "spaceId" = $1 AND "messageId" = $2 AND "deletedAt" IS NULL LIMIT 1',
    [spaceId, header],
  );
  return rows[0]?.id;
}
