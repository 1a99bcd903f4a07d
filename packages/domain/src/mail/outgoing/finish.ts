import { transaction } from "@carbyne/db";
import { newId } from "@carbyne/kernel";
import { composeDsn, type DsnRecipient, parseMessage, summarize } from "@carbyne/mime";
import { findAddress } from "../../addresses/index.ts";
import type { Context } from "../../context.ts";
import { outboundQueueSpace } from "../../spaces/index.ts";
import { fill, wordsOf } from "../../words/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { enqueue } from "./enqueue.ts";

type Ended = { blobHash: Buffer; reversePath: string; createdAt: Date };

/**
 * Closes a queued message when every recipient has an end, and tells its sender of those that failed, once: the report and the mark are one
 * transaction. A failed report is not reported (RFC 5321 §6.1).
 */
export async function finishOutbound(
  ctx: Context,
  { outboundId, hostname }: { outboundId: string; hostname: string },
): Promise<void> {
  const { rows } = await ctx.db.pool.query<Ended>(
    `SELECT "blobHash", "reversePath", "createdAt" FROM "OutboundMessage" o WHERE "id" = $1 AND "finishedAt" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "OutboundRecipient" r WHERE r."outboundId" = o."id" AND r."state" = 'queued')`,
    [outboundId],
  );
  const message = rows[0];
  if (!message) return;
  const failed = await failedOf(ctx, outboundId);
  const owner = message.reversePath ? await findAddress(ctx, message.reversePath) : null;
  if (failed.length === 0 || message.reversePath === "") {
    await mark(ctx.db.pool, ctx, outboundId);
    return;
  }
  const { spaceId, locale } = await recipientOf(ctx, owner?.accountId ?? null);
  const raw = await report(ctx, { ...message, failed, hostname, locale });
  try {
    if (spaceId)
      await deliverMessage(ctx, {
        spaceIds: [spaceId],
        raw,
        verdict: "local",
        within: (client) => claim(client, ctx, outboundId),
      });
    else await queueReport(ctx, { outboundId, to: message.reversePath, raw });
  } catch (error) {
    // Two workers ended the last two recipients at the same moment: the other one's report is on its way.
    if (!(error instanceof FinishedElsewhere)) throw error;
  }
}

class FinishedElsewhere extends Error {}

/** Marks the message, or undoes the transaction when another worker was first. */
async function claim(client: Marker, ctx: Context, outboundId: string): Promise<void> {
  if ((await mark(client, ctx, outboundId)) === 0) throw new FinishedElsewhere(outboundId);
}

type Marker = { query(text: string, values: unknown[]): Promise<{ rowCount: number | null }> };

/** How many messages this closed: none when it was closed already. */
async function mark(client: Marker, ctx: Context, outboundId: string): Promise<number> {
  const { rowCount } = await client.query(
    'UPDATE "OutboundMessage" SET "finishedAt" = $2 WHERE "id" = $1 AND "finishedAt" IS NULL',
    [outboundId, ctx.clock.now()],
  );
  return rowCount ?? 0;
}

async function failedOf(ctx: Context, outboundId: string): Promise<{ address: string; lastReply: string }[]> {
  const { rows } = await ctx.db.pool.query<{ address: string; lastReply: string }>(
    `SELECT "address", coalesce("lastReply", '') AS "lastReply" FROM "OutboundRecipient" WHERE "outboundId" = $1 AND "state" = 'failed' ORDER BY "address"`,
    [outboundId],
  );
  return rows;
}

async function recipientOf(
  ctx: Context,
  accountId: string | null,
): Promise<{ spaceId: string | null; locale: string }> {
  const account = accountId
    ? await ctx.db.prisma.account.findUnique({ where: { id: accountId }, select: { spaceId: true, locale: true } })
    : null;
  return account ?? { spaceId: null, locale: "en" };
}

async function report(
  ctx: Context,
  input: Ended & { failed: readonly { address: string; lastReply: string }[]; hostname: string; locale: string },
): Promise<Buffer> {
  const { failed, hostname, reversePath } = input;
  const words = wordsOf(input.locale);
  const original = await ctx.blobs.read(input.blobHash);
  const subject = summarize(original, parseMessage(original)).subject || words.noSubject;
  const lines = failed.map(({ address, lastReply }) => `${address}\n    ${words.lastAnswer} ${lastReply}`);
  return composeDsn({
    reportingMta: hostname,
    from: `MAILER-DAEMON@${hostname}`,
    to: reversePath,
    originalHeaders: original,
    recipients: failed.map(dsnRecipient),
    date: ctx.clock.now(),
    messageId: `<${newId()}@${hostname}>`,
    subject: fill(words.undeliveredSubject, { subject }),
    text: `${words.undeliveredText}\n\n${lines.join("\n\n")}\n`,
    arrivalDate: input.createdAt,
  });
}

/** The enhanced status (RFC 3463) is the second word of a reply that has one. */
function dsnRecipient({ address, lastReply }: { address: string; lastReply: string }): DsnRecipient {
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(lastReply)?.[1]?.replace(/^[24]/, "5") ?? "5.0.0";
  return { address, action: "failed", status, ...(lastReply ? { diagnostic: lastReply } : {}) };
}

async function queueReport(
  ctx: Context,
  { outboundId, to, raw }: { outboundId: string; to: string; raw: Buffer },
): Promise<void> {
  const blob = await ctx.blobs.prepare(raw);
  const now = ctx.clock.now();
  await transaction(ctx.db.pool, async (client) => {
    await blob.write(client);
    await claim(client, ctx, outboundId);
    const content = { blobHash: blob.hash, sizeBytes: raw.length };
    await enqueue(client, { accountId: null, reversePath: "", recipients: [to], notBefore: now, ...content });
  });
  ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
}
