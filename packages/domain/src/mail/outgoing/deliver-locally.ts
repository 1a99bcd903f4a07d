import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { addHeaders, hasHeader } from "@carbyne/mime";
import { withoutRoom } from "../../quota/index.ts";
import { rejectionLine } from "../filters/report-rejection.ts";
import { receiveMessage } from "../receive-message.ts";
import { type Recipient, resolveRecipient } from "../recipient.ts";
import type { Batch, Outcome } from "./queue.ts";
import { recordOutcomes } from "./queue.ts";

/**
 * Delivers a batch of the queue to accounts of this server. Mail and outcome are one transaction: whoever dies in between has neither delivered
 * nor lost it, and nobody gets it twice. A mailbox without room is tried again at `retryAt`, and fails when that is null.
 */
export async function deliverLocally(
  ctx: Context,
  batch: Batch,
  raw: Buffer,
  { retryAt }: { retryAt: (attempts: number) => Date | null } = { retryAt: () => null },
): Promise<Outcome[]> {
  const undelivered: Outcome[] = [];
  const reached: (Recipient & { id: string; address: string })[] = [];
  const found = await Promise.all(
    batch.recipients.map(async (one) => ({ ...one, to: await recipientOf(ctx, one.address) })),
  );
  const full = await withoutRoom(ctx, [...new Set(found.flatMap(({ to }) => to?.spaceId ?? []))], raw.length);
  for (const { id, address, attempts, to } of found) {
    if (!to) undelivered.push({ id, state: "failed", reply: `550 5.1.1 <${address}>: no such recipient here` });
    else if (full.has(to.spaceId)) undelivered.push(whenFull({ id, address }, retryAt(attempts)));
    else reached.push({ id, address, ...to });
  }
  const delivered: Outcome[] = [];
  if (reached.length > 0) {
    const received = await receiveMessage(ctx, {
      raw: addHeaders(raw, [["Return-Path", `<${batch.reversePath}>`]]),
      reversePath: batch.reversePath,
      recipients: reached,
      verdict: batch.verdict ?? (isPassedOn(batch, raw) ? "unverified" : "local"),
      isJunk: false,
      author: { accountId: batch.accountId, signDomain: batch.signDomain ?? domainIn(batch.reversePath) },
    });
    for (const { id, spaceId } of reached) {
      const rejection = received.rejections.get(spaceId);
      // The queue tells the sender of what failed, RFC 5429 §2.1.2.
      if (rejection) undelivered.push({ id, state: "failed", reply: `550 5.7.1 ${rejectionLine(rejection)}` });
      else delivered.push({ id, state: "delivered", reply: "250 2.0.0 delivered here", reporter: "us-delivered" });
    }
    if (delivered.length > 0) await received.store({ within: (client) => recordOutcomes(client, delivered) });
  }
  await recordOutcomes(ctx.db.pool, undelivered);
  return [...delivered, ...undelivered];
}

/** Put off while there is time, because room may be made: RFC 3463 §3.3, X.2.2. */
function whenFull({ id, address }: { id: string; address: string }, nextAttemptAt: Date | null): Outcome {
  const text = `.2.2 <${address}>: the mailbox is full`;
  return nextAttemptAt
    ? { id, state: "deferred", reply: `452 4${text}`, nextAttemptAt }
    : { id, state: "failed", reply: `552 5${text}` };
}

/** What somebody here only sent on was written by whoever its From names, and nothing is known of them. */
function isPassedOn({ signDomain }: Batch, raw: Buffer): boolean {
  return signDomain === "" || hasHeader(raw, "resent-from");
}

function domainIn(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** Whom mail for an address goes to, or null when nobody here takes it. */
async function recipientOf(ctx: Context, address: string): Promise<Recipient | null> {
  try {
    return await resolveRecipient(ctx, address);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
