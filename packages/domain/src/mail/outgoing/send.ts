import { type Actor, Refusal } from "@carbyne/kernel";
import type { OutgoingMessage } from "@carbyne/mime";
import type pg from "pg";
import { accessOwnAccount, accessSender } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { changeSpace, outboundQueueSpace } from "../../spaces/index.ts";
import { mailboxByRole } from "../deliver-message.ts";
import { composeBytes, composeDraft } from "../drafts/compose.ts";
import type { DraftContent } from "../drafts/content.ts";
import { dropDraft } from "../drafts/save-draft.ts";
import { flag } from "../flags.ts";
import { setFlags } from "../set-flags.ts";
import { prepareMessage } from "../store-message.ts";
import { domainOf, enqueue } from "./enqueue.ts";

const maxRecipients = 1000;
const maxDelayDays = 400;

export type SendInput = {
  readonly draftId?: string | undefined;
  /** The version of the draft that is sent; one that was changed elsewhere meanwhile is not sent over. */
  readonly version?: string | undefined;
  readonly content: DraftContent;
  /** ISO 8601; now, after the undo time, when missing. */
  readonly sendAt?: string | undefined;
};

/**
 * Sends what was written: the Sent copy, the queue entry and the end of the draft are one change. It leaves the queue after the undo time.
 * Refuses a sender address that is not the account's, no or too many recipients, and a message over the size limit.
 */
export async function sendMessage(
  ctx: Context,
  actor: Actor,
  { draftId, version, content, sendAt }: SendInput,
): Promise<{ sendId: string; undoUntil: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const reversePath = content.fromAddress ?? account.address;
  await accessSender(ctx, account, reversePath);
  const recipients = recipientsOf(content);
  const values = await resolveSettings(ctx, account.id);
  const notBefore = departure(ctx.clock.now(), { undoSeconds: Number(values["mail.undoSeconds"].value), sendAt });

  const message = await composeDraft(ctx, actor, { account, content });
  const { kept, sent } = await bytesOf(message, Number(values["mail.maxMessageBytes"].value));
  const copy = await prepareMessage(ctx, kept, { verdict: "local" });
  const blob = await ctx.blobs.prepare(sent);
  const { spaceId } = account;
  const sendId = await changeSpace(ctx, spaceId, async (client, modseq) => {
    if (draftId) await dropDraft(client, modseq, { spaceId, draftId, version });
    const mailboxId = await mailboxByRole(client, spaceId, "sent");
    const stored = await copy.store(client, { spaceId, modseq, mailboxId, flags: flag.seen, keywords: [] });
    await markOriginal(client, modseq, { spaceId, content });
    await blob.write(client);
    const envelope = { accountId: account.id, sentMessageId: stored.messageId, reversePath, recipients, notBefore };
    return enqueue(client, { ...envelope, blobHash: blob.hash, sizeBytes: sent.length });
  });
  ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
  return { sendId, undoUntil: notBefore.toISOString() };
}

function recipientsOf({ to, cc, bcc }: DraftContent): string[] {
  const addresses = [...to, ...cc, ...bcc].map((person) => person.address);
  if (addresses.length === 0) throw new Refusal("invalid", "recipients-needed");
  if (addresses.length > maxRecipients) throw new Refusal("too-many", "recipients-too-many", { max: maxRecipients });
  for (const address of addresses) domainOf(address);
  return addresses;
}

function departure(now: Date, input: { undoSeconds: number; sendAt: string | undefined }): Date {
  const earliest = now.getTime() + input.undoSeconds * 1000;
  if (input.sendAt === undefined) return new Date(earliest);
  const wanted = Date.parse(input.sendAt);
  if (Number.isNaN(wanted) || wanted > now.getTime() + maxDelayDays * 86_400_000)
    throw new Refusal("invalid", "send-time-invalid");
  return new Date(Math.max(earliest, wanted));
}

/** What leaves never names the Bcc recipients; the Sent copy does (RFC 5322 §3.6.3). */
async function bytesOf(message: OutgoingMessage, max: number): Promise<{ kept: Buffer; sent: Buffer }> {
  const kept = await composeBytes(message, { keepBcc: true });
  const sent = message.bcc?.length ? await composeBytes(message, { keepBcc: false }) : kept;
  if (kept.length > max) throw new Refusal("too-large", "message-too-large", { max });
  return { kept, sent };
}

/** The message that was answered or passed on says so: \Answered, or $Forwarded (RFC 5788 §3). */
async function markOriginal(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, content }: { spaceId: string; content: DraftContent },
): Promise<void> {
  const id = content.inReplyToMessageId ?? content.forwardOfMessageId;
  if (!id) return;
  const { rows } = await client.query<{ mailboxId: string; uid: string }>(
    'SELECT "mailboxId", "uid" FROM "MailboxMessage" WHERE "messageId" = $1 AND "spaceId" = $2',
    [id, spaceId],
  );
  const change = content.inReplyToMessageId
    ? ({ mode: "add", flags: flag.answered, keywords: [] } as const)
    : ({ mode: "add", flags: 0, keywords: ["$Forwarded"] } as const);
  for (const { mailboxId, uid } of rows) await setFlags(client, modseq, { mailboxId, uids: [Number(uid)], change });
}
