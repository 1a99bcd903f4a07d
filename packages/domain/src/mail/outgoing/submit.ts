import { transaction } from "@carbyne/db";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { type Address, addHeaders, hasHeader, headerDate, parseMessage, removeHeaders, summarize } from "@carbyne/mime";
import { accessOwnAccount, accessSender, type OwnAccount, type SenderAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { outboundQueueSpace } from "../../spaces/index.ts";
import { isLocalDomain } from "../local-domain.ts";
import { domainOf, enqueue, type EnvelopeRecipient, type EnvelopeWishes, needsUtf8 } from "./enqueue.ts";
import { ownerCopyOf } from "./keep-owner-copy.ts";
import { limitsOf, refuseOverLimits } from "./limits.ts";
import { refuseUnwelcome } from "./refuse-unwelcome.ts";

export type Submission = EnvelopeWishes & {
  readonly reversePath: string;
  readonly recipients: readonly (string | EnvelopeRecipient)[];
  readonly raw: Buffer;
};

/**
 * Takes a finished message from a mail program (RFC 6409) into the queue. The envelope's and the header's sender must be the account's; missing
 * Date and Message-ID are added (§8), Bcc is taken out. The program itself appends its copy to Sent.
 */
export async function submitMessage(
  ctx: Context,
  actor: Actor,
  { reversePath, recipients, raw, envId, ret, isUtf8 = false }: Submission,
): Promise<{ id: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const envelope = await accessSender(ctx, account, reversePath);
  const { from, sender } = summarize(raw, parseMessage(raw));
  const author = await accessAuthors(ctx, account, { from, sender });
  const addresses = recipients.map((one) => (typeof one === "string" ? one : one.address));
  for (const address of addresses) domainOf(address);
  await refuseUnwelcome(ctx, { addresses, accountIds: [account.id, author?.owner.id ?? account.id] });

  const now = ctx.clock.now();
  const missing: [string, string][] = [];
  if (!hasHeader(raw, "date")) missing.push(["Date", headerDate(now)]);
  // Who writes on behalf of somebody says so (RFC 5322 §3.6.2), also when the program does not know of it.
  if (author?.kind === "on-behalf" && sender.length === 0) missing.push(["Sender", account.address]);
  if (!hasHeader(raw, "message-id")) missing.push(["Message-ID", `<${newId()}@${domainOf(reversePath)}>`]);
  const message = addHeaders(removeHeaders(raw, ["bcc", "return-path"]), missing);
  const blob = await ctx.blobs.prepare(message);
  const limits = limitsOf(await resolveSettings(ctx, account.id));
  const id = await transaction(ctx.db.pool, async (client) => {
    await refuseOverLimits(client, { accountId: account.id, recipients: recipients.length, now, limits });
    await blob.write(client);
    return enqueue(client, {
      accountId: account.id,
      // Reports about what is sent on behalf of somebody go to whoever sent it.
      reversePath: envelope.kind === "on-behalf" ? account.address : reversePath,
      ...(author ? { signDomain: domainOf(from[0]?.address ?? reversePath), ownerCopy: ownerCopyOf(author) } : {}),
      recipients,
      notBefore: now,
      blobHash: blob.hash,
      sizeBytes: message.length,
      envId,
      ret,
      // Whoever says SMTPUTF8 and needs it not can be carried on by any server (RFC 6531 §3.4).
      isUtf8: isUtf8 && needsUtf8(message),
    });
  });
  ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
  return { id };
}

/**
 * Whose name the message is written in; null for somebody of another server, for whom the account passes it on under its own Sender. Every author
 * of a domain that is ours must be the account itself or somebody who lets it write in their name.
 */
async function accessAuthors(
  ctx: Context,
  account: OwnAccount,
  { from, sender }: { from: readonly Address[]; sender: readonly Address[] },
): Promise<SenderAccess | null> {
  if (from.length === 0) throw new Refusal("invalid", "from-needed");
  // Sender is who really sends (RFC 5322 §3.6.2): never somebody on whose behalf it is sent.
  for (const { address } of sender)
    if ((await accessSender(ctx, account, address)).kind === "on-behalf")
      throw new Refusal("forbidden", "sender-not-yours", { address: address.slice(0, 320) });
  let first: SenderAccess | null = null;
  for (const { address } of from)
    if (sender.length === 0 || (await isLocalDomain(ctx, domainOf(address)))) {
      const found = await accessSender(ctx, account, address);
      first ??= found;
    }
  return first;
}
