import type { Actor } from "@carbyne/kernel";
import { baseSubject, parseMessage, readContent, summarize } from "@carbyne/mime";
import { accessMessage, accessOwnAccount, sendingAddresses } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { ownAddresses } from "../conversations/index.ts";
import type { DraftContent } from "./content.ts";
import { quoteForForward, quoteForReply } from "./quote.ts";
import { addressedAs, type AnswerMode, recipients } from "./reply-recipients.ts";

export type ReplyMode = AnswerMode | "forward";

/** The content that a reply or a forward begins with: recipients, subject, the quoted message and, for a forward, its files. */
export async function startReply(
  ctx: Context,
  actor: Actor,
  { messageId, mode }: { messageId: string; mode: ReplyMode },
): Promise<DraftContent> {
  const account = await accessOwnAccount(ctx, actor);
  const message = await accessMessage(ctx, actor, messageId);
  const raw = await ctx.blobs.read(message.blobHash);
  const part = parseMessage(raw);
  const summary = summarize(raw, part);
  const content = readContent(raw, part);
  const mine = await ownAddresses(ctx, account.id);
  // Mail to somebody in whose name one may write is answered in that name, where it lies.
  const own = message.spaceId === account.spaceId ? mine : new Set([...mine, ...(await sendingAddresses(ctx, actor))]);
  const fromAddress = addressedAs(summary, own);
  const isPlain = await answersPlain(ctx, account.id, content.html === null && content.text !== null);
  const quoted = { account, messageId, content, summary, date: summary.date ?? message.internalDate, isPlain };
  const start = { bcc: [], subject: markSubject(summary.subject, mode), ...(fromAddress ? { fromAddress } : {}) };
  if (mode === "forward") {
    return { ...start, ...quoteForForward(quoted), to: [], cc: [], forwardOfMessageId: messageId };
  }
  const people = recipients(part, summary, { mode, own });
  return { ...start, ...quoteForReply(quoted), ...people, inReplyToMessageId: messageId };
}

/** Plain text for whoever writes so always, and where answers keep the form of what they answer. */
async function answersPlain(ctx: Context, accountId: string, isOriginalPlain: boolean): Promise<boolean> {
  const values = await resolveSettings(ctx, accountId);
  if (values["mail.writeFormat"].value === "plain") return true;
  return isOriginalPlain && values["mail.answerInSameFormat"].value === true;
}

function markSubject(subject: string, mode: ReplyMode): string {
  const mark = mode === "forward" ? "Fwd: " : "Re: ";
  if (mode !== "forward" && baseSubject(subject).isReply && /^re\s*:/i.test(subject)) return subject;
  return subject.toLowerCase().startsWith(mark.toLowerCase()) ? subject : `${mark}${subject}`;
}
