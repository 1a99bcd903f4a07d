import { type Actor, Refusal } from "@carbyne/kernel";
import { type Content, parseMessage, type Part, readContent, safeHtml, summarize, textToHtml } from "@carbyne/mime";
import { accessDraft, accessMessage, accessOwnAccount, accessSender } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { AttachmentRef, DraftContent } from "./content.ts";
import { wishesOf } from "./wishes.ts";

type Row = {
  replyToMessageId: string | null;
  forwardOfMessageId: string | null;
  identityId: string | null;
  wantsDelivery: boolean | null;
  chatRoomId: string | null;
  chatMessageId: string | null;
};

/** What is known of a draft that another client began. */
const begunElsewhere: Row = {
  replyToMessageId: null,
  forwardOfMessageId: null,
  identityId: null,
  wantsDelivery: null,
  chatRoomId: null,
  chatMessageId: null,
};

/** A draft as it was read. A save that names the version does not write over what somebody else saved meanwhile. */
export type OpenedDraft = DraftContent & { readonly version: string };

/** A saved draft in the form in which the composer goes on with it; also one that another client wrote, by its message id. */
export async function getDraft(ctx: Context, actor: Actor, { draftId }: { draftId: string }): Promise<OpenedDraft> {
  const account = await accessOwnAccount(ctx, actor);
  const draft = await accessDraft(ctx, actor, draftId, "read");
  const { messageId, spaceId } = draft;
  const { rows } = await ctx.db.pool.query<Row>(
    'SELECT "replyToMessageId", "forwardOfMessageId", "identityId", "wantsDelivery", "chatRoomId", "chatMessageId" FROM "Draft" WHERE "messageId" = $1',
    [messageId],
  );
  const row = rows[0] ?? begunElsewhere;
  const raw = await ctx.blobs.read(draft.blobHash);
  const part = parseMessage(raw);
  const { to, cc, bcc, subject, from, inReplyTo, importance } = summarize(raw, part);
  // Of somebody else's draft only what one may oneself: their identities, and mail that is not shared, stay theirs.
  const isOther = draft.sharedMailboxId !== null;
  const mine = async (id: string | null | undefined) =>
    id && (!isOther || (await isGranted(accessMessage(ctx, actor, id)))) ? id : null;
  const replyTo = await mine(row.replyToMessageId ?? (await messageByHeader(ctx, spaceId, inReplyTo[0])));
  const forwardOf = await mine(row.forwardOfMessageId);
  const [sender] = from;
  const maySend = sender && (!isOther || (await isGranted(accessSender(ctx, account, sender.address))));
  return {
    version: messageId,
    to,
    cc,
    bcc,
    subject,
    ...editable(messageId, raw, part),
    ...wishesOf(part, importance),
    ...(row.wantsDelivery ? { wantsDelivery: true } : {}),
    ...(row.identityId && !isOther ? { identityId: row.identityId } : {}),
    ...(row.chatRoomId && !isOther
      ? { fromChat: { roomId: row.chatRoomId, messageId: row.chatMessageId ?? undefined } }
      : {}),
    ...(maySend ? { fromAddress: sender.address } : {}),
    ...(replyTo ? { inReplyToMessageId: replyTo } : {}),
    ...(forwardOf ? { forwardOfMessageId: forwardOf } : {}),
  };
}

async function isGranted(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
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
