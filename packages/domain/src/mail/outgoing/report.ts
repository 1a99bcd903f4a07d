import { transaction } from "@carbyne/db";
import { newId } from "@carbyne/kernel";
import { composeDsn, type DsnAction, type DsnRecipient, parseMessage, summarize } from "@carbyne/mime";
import type pg from "pg";
import { findAddress } from "../../addresses/index.ts";
import type { Context } from "../../context.ts";
import { outboundQueueSpace } from "../../spaces/index.ts";
import { fill, type Words, wordsOf } from "../../words/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { enqueue } from "./enqueue.ts";

/** What a report says of a message. */
export type Reported = {
  readonly id: string;
  readonly blobHash: Buffer;
  readonly reversePath: string;
  readonly arrivedAt: Date;
  readonly envId: string | null;
  readonly ret: "FULL" | "HDRS" | null;
};

export type ReportedRecipient = {
  readonly address: string;
  readonly lastReply: string;
  readonly originalRecipient: string | null;
};

export type Report = {
  readonly message: Reported;
  readonly action: DsnAction;
  readonly recipients: readonly ReportedRecipient[];
  readonly hostname: string;
  readonly willRetryUntil?: Date;
  /** Notes in the report's own transaction that it was made; how many rows it changed, 0 when another worker was first. */
  readonly claim: (client: pg.PoolClient) => Promise<number>;
};

/**
 * Tells the sender of a message what became of it (RFC 3464): into the mailbox when the sender has one here, through the queue otherwise. Report
 * and claim are one transaction, so that nothing is told twice.
 */
export async function sendReport(ctx: Context, report: Report): Promise<void> {
  const { reversePath } = report.message;
  const { spaceId, locale } = await readerOf(ctx, reversePath);
  const raw = await compose(ctx, report, wordsOf(locale));
  const claim = async (client: pg.PoolClient) => {
    if ((await report.claim(client)) === 0) throw new ToldElsewhere();
  };
  try {
    if (spaceId) await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "local", within: claim });
    else await queueReport(ctx, { to: reversePath, raw, claim });
  } catch (error) {
    // Two workers came to the same end at the same moment: the other one's report is on its way.
    if (!(error instanceof ToldElsewhere)) throw error;
  }
}

class ToldElsewhere extends Error {}

async function readerOf(ctx: Context, reversePath: string): Promise<{ spaceId: string | null; locale: string }> {
  const owner = await findAddress(ctx, reversePath);
  const account = owner?.accountId
    ? await ctx.db.prisma.account.findUnique({
        where: { id: owner.accountId },
        select: { spaceId: true, locale: true },
      })
    : null;
  return account ?? { spaceId: null, locale: "en" };
}

async function compose(ctx: Context, report: Report, words: Words): Promise<Buffer> {
  const { message, action, recipients, hostname } = report;
  const original = await ctx.blobs.read(message.blobHash);
  const subject = summarize(original, parseMessage(original)).subject || words.noSubject;
  const { title, text } = textsOf(words, action);
  const isGood = action === "delivered" || action === "relayed";
  const lines = recipients.map(({ address, lastReply }) =>
    isGood || lastReply === "" ? address : `${address}\n    ${words.lastAnswer} ${lastReply}`,
  );
  return composeDsn({
    reportingMta: hostname,
    from: `MAILER-DAEMON@${hostname}`,
    to: message.reversePath,
    originalHeaders: original,
    // RFC 3461 §4.3: FULL says nothing of reports that are no failures.
    returnsAll: action === "failed" && message.ret === "FULL",
    recipients: recipients.map((one) => dsnRecipient(one, report)),
    date: ctx.clock.now(),
    messageId: `<${newId()}@${hostname}>`,
    subject: fill(title, { subject }),
    text: `${text}\n\n${lines.join("\n\n")}\n`,
    arrivalDate: message.arrivedAt,
    envelopeId: message.envId ?? undefined,
  });
}

function textsOf(words: Words, action: DsnAction): { title: string; text: string } {
  switch (action) {
    case "failed":
      return { title: words.undeliveredSubject, text: words.undeliveredText };
    case "delayed":
      return { title: words.delayedSubject, text: words.delayedText };
    case "relayed":
      return { title: words.relayedSubject, text: words.relayedText };
    case "delivered":
      return { title: words.deliveredSubject, text: words.deliveredText };
  }
}

const statusClass = { failed: "5", delayed: "4", delivered: "2", relayed: "2" } as const;

/** The enhanced status (RFC 3463) is the second word of a reply that has one; its class is that of the action. */
function dsnRecipient(
  { address, lastReply, originalRecipient }: ReportedRecipient,
  { action, willRetryUntil }: Report,
): DsnRecipient {
  const detail = /\b[245](\.\d{1,3}\.\d{1,3})\b/.exec(lastReply)?.[1] ?? ".0.0";
  return {
    address,
    action,
    status: `${statusClass[action]}${detail}`,
    ...(lastReply && action !== "delivered" ? { diagnostic: lastReply } : {}),
    ...(originalRecipient ? { originalRecipient } : {}),
    ...(willRetryUntil ? { willRetryUntil } : {}),
  };
}

async function queueReport(
  ctx: Context,
  { to, raw, claim }: { to: string; raw: Buffer; claim: (client: pg.PoolClient) => Promise<void> },
): Promise<void> {
  const blob = await ctx.blobs.prepare(raw);
  const now = ctx.clock.now();
  await transaction(ctx.db.pool, async (client) => {
    await blob.write(client);
    await claim(client);
    const content = { blobHash: blob.hash, sizeBytes: raw.length };
    // A report is answered by none, RFC 3461 §6.1: null path, and no NOTIFY but NEVER.
    const recipients = [{ address: to, notify: ["NEVER"] }];
    await enqueue(client, { accountId: null, reversePath: "", recipients, notBefore: now, ...content });
  });
  ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
}
