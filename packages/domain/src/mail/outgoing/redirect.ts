import { transaction } from "@carbyne/db";
import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { addHeaders, formatAddress, headerDate, parseMessage, removeHeaders, summarize } from "@carbyne/mime";
import { accessMessage, accessOwnAccount, accessSender } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { outboundQueueSpace } from "../../spaces/index.ts";
import type { Person } from "../conversations/index.ts";
import { claimsOurs } from "../claims-ours.ts";
import type { Verdict } from "../store-message.ts";
import { domainOf, enqueue } from "./enqueue.ts";
import { limitsOf, refuseOverLimits } from "./limits.ts";
import { refuseUnwelcome } from "./refuse-unwelcome.ts";

const maxRecipients = 100;

export type RedirectInput = {
  readonly messageId: string;
  readonly to: readonly Person[];
  readonly fromAddress?: string | undefined;
};

/**
 * Sends a message on to others as it came: who sent it on is said in Resent fields before its own (RFC 5322 §3.6.6), answers go to its writer. It
 * leaves after the undo time.
 */
export async function redirectMessage(
  ctx: Context,
  actor: Actor,
  { messageId, to, fromAddress }: RedirectInput,
): Promise<{ sendId: string; undoUntil: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const message = await accessMessage(ctx, actor, messageId);
  const reversePath = fromAddress ?? account.address;
  await accessSender(ctx, account, reversePath);
  if (to.length === 0) throw new Refusal("invalid", "recipients-needed");
  if (to.length > maxRecipients) throw new Refusal("too-many", "recipients-too-many", { max: maxRecipients });
  const recipients = to.map((person) => person.address);
  for (const address of recipients) domainOf(address);
  // What is sent on was written by somebody else: only a list that takes everybody's mail takes it.
  await refuseUnwelcome(ctx, { addresses: recipients, accountIds: [] });
  const values = await resolveSettings(ctx, account.id);
  const now = ctx.clock.now();
  const notBefore = new Date(now.getTime() + Number(values["mail.undoSeconds"].value) * 1000);

  const received = await ctx.blobs.read(message.blobHash);
  await refuseUnproven(ctx, { messageId, raw: received });
  const original = removeHeaders(received, ["bcc", "return-path"]);
  const raw = addHeaders(original, [
    ["Resent-Date", headerDate(now)],
    ["Resent-From", formatAddress({ name: account.name, address: reversePath })],
    ["Resent-To", to.map(formatAddress).join(", ")],
    ["Resent-Message-ID", `<${newId()}@${domainOf(reversePath)}>`],
  ]);
  const max = Number(values["mail.maxMessageBytes"].value);
  if (raw.length > max) throw new Refusal("too-large", "message-too-large", { max });
  const blob = await ctx.blobs.prepare(raw);
  const limits = limitsOf(values);
  const sendId = await transaction(ctx.db.pool, async (client) => {
    await refuseOverLimits(client, { accountId: account.id, recipients: recipients.length, now, limits });
    await blob.write(client);
    const content = { blobHash: blob.hash, sizeBytes: raw.length };
    // Unsigned: it is as somebody else wrote it, and their signature is what proves it.
    return enqueue(client, {
      accountId: account.id,
      reversePath,
      recipients,
      notBefore,
      signDomain: "",
      ...content,
    });
  });
  ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
  return { sendId, undoUntil: notBefore.toISOString() };
}

/** Our envelope would vouch for a message that only says to be from one of ours. */
async function refuseUnproven(ctx: Context, { messageId, raw }: { messageId: string; raw: Buffer }): Promise<void> {
  const [author] = summarize(raw, parseMessage(raw)).from;
  const { rows } = await ctx.db.pool.query<{ verdict: Verdict }>('SELECT "verdict" FROM "Message" WHERE "id" = $1', [
    messageId,
  ]);
  const address = author?.address.toLowerCase() ?? null;
  if (await claimsOurs(ctx, { author: address, verdict: rows[0]?.verdict ?? "unverified" }))
    throw new Refusal("forbidden", "redirect-unproven", { author: address ?? "" });
}

/** Takes a redirected message back that has not left yet. Refuses when it is too late. */
export async function undoRedirect(ctx: Context, actor: Actor, { sendId }: { sendId: string }): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  // A claim of the queue takes the recipients' rows first: either it sees none of them or this sees a lease.
  const { rowCount } = isId(sendId)
    ? await ctx.db.pool.query(
        `DELETE FROM "OutboundMessage" o WHERE o."id" = $1 AND o."accountId" = $2 AND o."messageId" IS NULL AND o."notBefore" > $3 AND NOT EXISTS (
           SELECT 1 FROM "OutboundRecipient" r WHERE r."outboundId" = o."id" AND (r."attempts" > 0 OR r."leasedUntil" IS NOT NULL OR r."state" <> 'queued'))`,
        [sendId, account.id, ctx.clock.now()],
      )
    : { rowCount: 0 };
  if (!rowCount) throw new Refusal("conflict", "undo-send-too-late");
}
