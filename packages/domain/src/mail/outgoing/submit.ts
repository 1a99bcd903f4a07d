import { transaction } from "@carbyne/db";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { addHeaders, hasHeader, headerDate, parseMessage, removeHeaders, summarize } from "@carbyne/mime";
import { accessOwnAccount, accessSender } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { outboundQueueSpace } from "../../spaces/index.ts";
import { domainOf, enqueue, type EnvelopeRecipient, type EnvelopeWishes } from "./enqueue.ts";
import { limitsOf, refuseOverLimits } from "./limits.ts";
import { needsUtf8 } from "./send.ts";

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
  await accessSender(ctx, account, reversePath);
  const part = parseMessage(raw);
  const { from, sender } = summarize(raw, part);
  if (from.length === 0) throw new Refusal("invalid", "from-needed");
  // Who writes for others says so in Sender (RFC 5322 §3.6.2); one of the two must be the account itself.
  for (const person of sender.length > 0 ? sender : from) await accessSender(ctx, account, person.address);
  for (const one of recipients) domainOf(typeof one === "string" ? one : one.address);

  const now = ctx.clock.now();
  const missing: [string, string][] = [];
  if (!hasHeader(raw, "date")) missing.push(["Date", headerDate(now)]);
  if (!hasHeader(raw, "message-id")) missing.push(["Message-ID", `<${newId()}@${domainOf(reversePath)}>`]);
  const message = addHeaders(removeHeaders(raw, ["bcc", "return-path"]), missing);
  const blob = await ctx.blobs.prepare(message);
  const limits = limitsOf(await resolveSettings(ctx, account.id));
  const id = await transaction(ctx.db.pool, async (client) => {
    await refuseOverLimits(client, { accountId: account.id, recipients: recipients.length, now, limits });
    await blob.write(client);
    return enqueue(client, {
      accountId: account.id,
      reversePath,
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
