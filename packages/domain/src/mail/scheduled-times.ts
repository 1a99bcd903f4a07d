import type { Context } from "../context.ts";

/** When those of the messages leave that wait for their time. */
export async function scheduledTimes(ctx: Context, messageIds: readonly string[]): Promise<Map<string, Date>> {
  if (messageIds.length === 0) return new Map();
  const { rows } = await ctx.db.pool.query<{ messageId: string; at: Date }>({
    name: "scheduled-times",
    text: `SELECT "messageId", "notBefore" AS "at" FROM "OutboundMessage" WHERE "messageId" = ANY($1) AND "isScheduled" AND "cancelledAt" IS NULL`,
    values: [messageIds],
  });
  return new Map(rows.map((row) => [row.messageId, row.at]));
}
