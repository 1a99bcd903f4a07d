import { type Actor, Refusal } from "@carbyne/kernel";
import type { OutgoingMessage } from "@carbyne/mime";
import { accessOwnAccount, findDraft } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSender } from "../../identities/index.ts";
import { refuseWithoutRoom } from "../../quota/index.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeTogether, outboundQueueSpace } from "../../spaces/index.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { composeBytes, composeDraft } from "../drafts/compose.ts";
import type { DraftContent } from "../drafts/content.ts";
import { dropDraft, placeOf } from "../drafts/save-draft.ts";
import { fileSentCopy, planSentCopy } from "../filters/sent-copy.ts";
import { flag } from "../flags.ts";
import { scheduledKeyword } from "../resume-scheduled.ts";
import { awaitAnswer } from "../threads/follow-up.ts";
import { prepareMessage } from "../store-message.ts";
import { departure } from "./departure.ts";
import { domainOf, enqueue, type EnvelopeRecipient, needsUtf8 } from "./enqueue.ts";
import { limitsOf, refuseOverLimits } from "./limits.ts";
import { ownerCopyOf } from "./keep-owner-copy.ts";
import { markElsewhere, markOriginal } from "./mark-original.ts";
import { scheduledMailbox } from "./scheduled-mailbox.ts";
import { type Personal, personalCopies } from "./personal.ts";
import { refuseUnwelcome } from "./refuse-unwelcome.ts";
import { findSent, keepSent } from "./send-key.ts";

const maxRecipients = 1000;

export type SendInput = {
  readonly draftId?: string | undefined;
  /** The version of the draft that is sent; one that was changed elsewhere meanwhile is not sent over. */
  readonly version?: string | undefined;
  readonly content: DraftContent;
  /** The client's own name for this sending: asked for again, as after a lost answer, it is answered and not done again. */
  readonly key?: string | undefined;
  /** ISO 8601; now, after the undo time, when missing. */
  readonly sendAt?: string | undefined;
  /** ISO 8601: when the conversation comes back unless somebody answers. */
  readonly followUpAt?: string | undefined;
  /** What is not the same for all recipients. */
  readonly personal?: Personal | undefined;
};

export type SendAnswer = {
  readonly sendId: string;
  /** Until when it can be taken back. */
  readonly undoUntil: string;
  /** When it will leave, of one that was scheduled; and the message that waits. */
  readonly scheduled: { readonly sendAt: string; readonly messageId: string } | null;
};

/**
 * Sends what was written: the copy, the queue entry and the end of the draft are one change. Without a time the copy lies in Sent at once and the
 * message leaves after the undo time, whatever a client does with the copy meanwhile; with one it waits in Scheduled, and leaves only from there.
 * Refuses a sender address that is not the account's, no or too many recipients, a message over the size limit or the day's, and a full account.
 */
export async function sendMessage(
  ctx: Context,
  actor: Actor,
  { draftId, version, content, key, sendAt, followUpAt, personal }: SendInput,
): Promise<SendAnswer> {
  const account = await accessOwnAccount(ctx, actor);
  const before = await findSent(ctx.db.pool, { accountId: account.id, key });
  if (before) return before;
  const sender = await resolveSender(ctx, account, content);
  // Reports about what is sent on behalf of somebody go to whoever sent it.
  const reversePath = sender.access.kind === "on-behalf" ? account.address : sender.address;
  const recipients = recipientsOf(content);
  const accountIds = [account.id, sender.access.owner.id];
  await refuseUnwelcome(ctx, { addresses: recipients.map(({ address }) => address), accountIds });
  const values = await resolveSettings(ctx, account.id);
  const now = ctx.clock.now();
  const undoSeconds = Number(values["mail.undoSeconds"].value);
  const { notBefore, isScheduled } = departure(now, { undoSeconds, sendAt });

  // Readers are told when it left and not when it was written.
  const date = isScheduled ? notBefore : now;
  const message = { ...(await composeDraft(ctx, actor, { account, content })), date };
  const { kept, sent } = await bytesOf(message, Number(values["mail.maxMessageBytes"].value));
  await refuseWithoutRoom(ctx, { spaceId: account.spaceId, bytes: kept.length });
  const copy = await prepareMessage(ctx, kept, { verdict: "local", internalDate: date });
  const blob = await ctx.blobs.prepare(sent);
  const own = await personalCopies(ctx, { message, personal, recipients, sizeBytes: sent.length });
  const { spaceId } = account;
  const [first] = recipients;
  const filing = isScheduled
    ? null
    : await planSentCopy(ctx, { spaceId, raw: kept, from: reversePath, to: first?.address ?? "" });
  const limits = limitsOf(values);
  // Not there any more may mean that the same sending was done just now, which is looked at first.
  const draft = placeOf(draftId ? await findDraft(ctx, actor, draftId, "change") : null, spaceId);
  const done = await changeTogether(ctx, [spaceId, draft.spaceId], async (client, modseqOf) => {
    const modseq = modseqOf(spaceId);
    // The same sending may have come twice at once; here they are one after the other.
    const twin = await findSent(client, { accountId: account.id, key });
    if (twin) return twin;
    await refuseOverLimits(client, { accountId: account.id, recipients: recipients.length, now, limits });
    if (draftId) await dropDraft(client, modseqOf(draft.spaceId), { ...draft, draftId, version });
    const mailboxId = isScheduled
      ? await scheduledMailbox(client, modseq, spaceId)
      : await mailboxByRole(client, spaceId, "sent");
    const keywords = isScheduled ? [scheduledKeyword] : [];
    const stored = await copy.store(client, { spaceId, modseq, mailboxId, flags: flag.seen, keywords });
    await fileSentCopy(ctx, client, { spaceId, modseq, messageId: stored.messageId, plan: filing });
    const { inReplyToMessageId, forwardOfMessageId } = content;
    if (!isScheduled) await markOriginal(client, modseq, { spaceId, inReplyToMessageId, forwardOfMessageId });
    const { threadId } = stored;
    if (followUpAt) await awaitAnswer(client, modseq, { spaceId, threadId, followUpAt, now: date });
    await blob.write(client);
    await own.write(client);
    const sendId = await enqueue(client, {
      accountId: account.id,
      sentMessageId: stored.messageId,
      reversePath,
      recipients: own.recipients,
      notBefore,
      // The address that readers see is what the signature has to stand for (RFC 7489 §3.1).
      signDomain: domainOf(sender.address),
      ownerCopy: ownerCopyOf(sender.access),
      fromChat: content.fromChat,
      blobHash: blob.hash,
      sizeBytes: sent.length,
      ...(content.wantsDelivery ? { ret: "HDRS" } : {}),
      isUtf8: needsUtf8(sent),
      scheduled: isScheduled ? { replyToMessageId: inReplyToMessageId, forwardOfMessageId } : undefined,
    });
    const { messageId } = stored;
    return keepSent(client, { accountId: account.id, key, now, sendId, messageId, notBefore, isScheduled });
  });
  ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
  if (!isScheduled) await markElsewhere(ctx, actor, { ownSpaceId: spaceId, ...content });
  return done;
}

function recipientsOf({ to, cc, bcc, wantsDelivery }: DraftContent): EnvelopeRecipient[] {
  const addresses = [...new Set([...to, ...cc, ...bcc].map((person) => person.address))];
  if (addresses.length === 0) throw new Refusal("invalid", "recipients-needed");
  if (addresses.length > maxRecipients) throw new Refusal("too-many", "recipients-too-many", { max: maxRecipients });
  for (const address of addresses) domainOf(address);
  const notify = wantsDelivery ? ["SUCCESS", "FAILURE", "DELAY"] : [];
  return addresses.map((address) => ({ address, notify }));
}

/** What leaves never names the Bcc recipients; the Sent copy does (RFC 5322 §3.6.3). */
async function bytesOf(message: OutgoingMessage, max: number): Promise<{ kept: Buffer; sent: Buffer }> {
  const kept = await composeBytes(message, { keepBcc: true });
  const sent = message.bcc?.length ? await composeBytes(message, { keepBcc: false }) : kept;
  if (kept.length > max) throw new Refusal("too-large", "message-too-large", { max });
  return { kept, sent };
}
