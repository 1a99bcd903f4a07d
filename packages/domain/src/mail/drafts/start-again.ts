import type { Actor } from "@carbyne/kernel";
import { parseMessage, safeFileName, summarize } from "@carbyne/mime";
import { accessMessage, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { ownAddresses } from "../conversations/index.ts";
import type { DraftContent } from "./content.ts";
import { editable } from "./get-draft.ts";

/** A message as the beginning of a new one: its people, text and files, without any tie to it. */
export async function startAgain(
  ctx: Context,
  actor: Actor,
  { messageId }: { messageId: string },
): Promise<DraftContent> {
  const account = await accessOwnAccount(ctx, actor);
  const message = await accessMessage(ctx, actor, messageId);
  const raw = await ctx.blobs.read(message.blobHash);
  const part = parseMessage(raw);
  const { from, to, cc, bcc, subject } = summarize(raw, part);
  const own = await ownAddresses(ctx, account.id);
  const sender = from.find((person) => own.has(person.address.toLowerCase()));
  return {
    to,
    cc,
    bcc,
    subject,
    ...editable(messageId, raw, part),
    ...(sender ? { fromAddress: sender.address } : {}),
  };
}

/** A new message with whole messages as its files, each as it came (RFC 2046 §5.2.1). */
export async function forwardAttached(
  ctx: Context,
  actor: Actor,
  { messageIds }: { messageIds: readonly string[] },
): Promise<DraftContent> {
  const account = await accessOwnAccount(ctx, actor);
  const found = await Promise.all(messageIds.map((id) => summaryOf(ctx, actor, id)));
  const isPlain = (await resolveSettings(ctx, account.id))["mail.writeFormat"].value === "plain";
  const [first] = found;
  const subject = found.length === 1 && first ? `Fwd: ${first.subject}` : "";
  const attachments = found.map(({ messageId, subject: name, sizeBytes }) => ({
    messageId,
    path: "",
    name: safeFileName(`${name.replace(/[\\/]/g, " ").slice(0, 100) || "message"}.eml`),
    type: "message/rfc822",
    sizeBytes,
  }));
  return {
    to: [],
    cc: [],
    bcc: [],
    subject,
    html: "",
    ...(isPlain ? { text: "" } : {}),
    attachments,
    ...(found.length === 1 && first ? { forwardOfMessageId: first.messageId } : {}),
  };
}

async function summaryOf(ctx: Context, actor: Actor, messageId: string) {
  const { blobHash } = await accessMessage(ctx, actor, messageId);
  const raw = await ctx.blobs.read(blobHash);
  return { messageId, subject: summarize(raw, parseMessage(raw)).subject, sizeBytes: raw.length };
}
