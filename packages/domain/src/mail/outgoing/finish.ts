import type { Context } from "../../context.ts";
import { type Reported, type ReportedRecipient, sendReport } from "./report.ts";

type Where = { readonly outboundId: string; readonly hostname: string };

/**
 * After an attempt: tells the sender who got the message, where that was asked for (RFC 3461 §4.1), and closes a message whose recipients all have
 * an end, with a report of those that failed, once. Nothing is reported of a report (RFC 5321 §6.1).
 */
export async function finishOutbound(ctx: Context, { outboundId, hostname }: Where): Promise<void> {
  const message = await openMessage(ctx, outboundId);
  if (!message) return;
  if (message.reversePath !== "") await reportSuccesses(ctx, message, hostname);
  const { rows } = await ctx.db.pool.query(
    `SELECT 1 FROM "OutboundRecipient" WHERE "outboundId" = $1 AND "state" IN ('queued', 'held') LIMIT 1`,
    [outboundId],
  );
  if (rows.length > 0) return;
  const failed = message.reversePath === "" ? [] : await recipientsWhere(ctx, outboundId, isFailureTold);
  const claim = async (client: Marker) => {
    const { rowCount } = await client.query(
      'UPDATE "OutboundMessage" SET "finishedAt" = $2 WHERE "id" = $1 AND "finishedAt" IS NULL',
      [outboundId, ctx.clock.now()],
    );
    return rowCount ?? 0;
  };
  if (failed.length === 0) await claim(ctx.db.pool);
  else await sendReport(ctx, { message, action: "failed", recipients: failed, hostname, claim });
}

const lateMs = 4 * 3_600_000;
const atOnce = 100;

/** Tells senders, once for each recipient, of messages that have been put off for four hours. Answers how many messages were late. */
export async function reportLate(
  ctx: Context,
  { hostname, giveUpAfterMs }: { hostname: string; giveUpAfterMs: number },
): Promise<number> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT DISTINCT o."id" FROM "OutboundRecipient" r JOIN "OutboundMessage" o ON o."id" = r."outboundId"
     WHERE ${isLate} AND o."reversePath" <> '' AND o."notBefore" < $1 LIMIT ${atOnce}`,
    [new Date(ctx.clock.now().getTime() - lateMs)],
  );
  for (const { id } of rows) {
    const message = await openMessage(ctx, id);
    const recipients = await recipientsWhere(ctx, id, isLate);
    if (!message || recipients.length === 0) continue;
    const willRetryUntil = new Date(message.arrivedAt.getTime() + giveUpAfterMs);
    const ids = recipients.map((one) => one.id);
    const claim = async (client: Marker) => {
      const { rowCount } = await client.query(
        'UPDATE "OutboundRecipient" SET "delayReportedAt" = $2 WHERE "id" = ANY($1::uuid[]) AND "delayReportedAt" IS NULL',
        [ids, ctx.clock.now()],
      );
      return rowCount ?? 0;
    };
    await sendReport(ctx, { message, action: "delayed", recipients, hostname, willRetryUntil, claim });
  }
  return rows.length;
}

async function reportSuccesses(ctx: Context, message: Reported, hostname: string): Promise<void> {
  for (const action of ["delivered", "relayed"] as const) {
    const relayed = action === "relayed" ? 'r."isRelayed"' : 'NOT r."isRelayed"';
    const recipients = await recipientsWhere(ctx, message.id, `${isArrivalTold} AND ${relayed}`);
    if (recipients.length === 0) continue;
    const ids = recipients.map((one) => one.id);
    const claim = async (client: Marker) => {
      const { rowCount } = await client.query(
        'UPDATE "OutboundRecipient" SET "successReportedAt" = $2 WHERE "id" = ANY($1::uuid[]) AND "successReportedAt" IS NULL',
        [ids, ctx.clock.now()],
      );
      return rowCount ?? 0;
    };
    await sendReport(ctx, { message, action, recipients, hostname, claim });
  }
}

type Marker = { query(text: string, values: unknown[]): Promise<{ rowCount: number | null }> };

// RFC 3461 §4.1: without NOTIFY failures are told, and delays as we see fit.
const nothingAsked = `coalesce(cardinality(r."notify"), 0) = 0`;
const isFailureTold = `r."state" = 'failed' AND (${nothingAsked} OR 'FAILURE' = ANY(r."notify"))`;
const isArrivalTold = `r."state" = 'delivered' AND 'SUCCESS' = ANY(r."notify") AND r."successReportedAt" IS NULL`;
const isLate = `r."state" = 'queued' AND r."attempts" > 0 AND r."delayReportedAt" IS NULL AND (${nothingAsked} OR 'DELAY' = ANY(r."notify"))`;

async function openMessage(ctx: Context, outboundId: string): Promise<Reported | undefined> {
  const { rows } = await ctx.db.pool.query<Reported>(
    `SELECT "id", "blobHash", "reversePath", "notBefore" AS "arrivedAt", "envId", "ret" FROM "OutboundMessage" WHERE "id" = $1 AND "finishedAt" IS NULL`,
    [outboundId],
  );
  return rows[0];
}

async function recipientsWhere(
  ctx: Context,
  outboundId: string,
  condition: string,
): Promise<(ReportedRecipient & { id: string })[]> {
  const { rows } = await ctx.db.pool.query<ReportedRecipient & { id: string }>(
    `SELECT r."id", r."address", coalesce(r."lastReply", '') AS "lastReply", r."originalRecipient" FROM "OutboundRecipient" r
     WHERE r."outboundId" = $1 AND ${condition} ORDER BY r."address"`,
    [outboundId],
  );
  return rows;
}
