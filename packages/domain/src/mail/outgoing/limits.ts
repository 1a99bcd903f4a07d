import { Refusal } from "@carbyne/kernel";
import type pg from "pg";

export type Limits = { readonly messagesPerDay: number; readonly recipientsPerDay: number };

const dayMs = 86_400_000;

/**
 * Refuses a message by which an account would send more within a day than it may; 0 is no limit. What was taken back does not count. In the
 * transaction that queues the message.
 */
export async function refuseOverLimits(
  client: pg.PoolClient,
  { accountId, recipients, now, limits }: { accountId: string; recipients: number; now: Date; limits: Limits },
): Promise<void> {
  const { messagesPerDay, recipientsPerDay } = limits;
  if (messagesPerDay === 0 && recipientsPerDay === 0) return;
  // Two messages at once must not both be the last: those of one account wait for each other.
  await client.query("SELECT pg_advisory_xact_lock(hashtext('carbyne:send:' || $1))", [accountId]);
  const { rows } = await client.query<{ messages: number; recipients: number }>(
    `SELECT count(*)::int AS "messages", coalesce(sum("recipientCount"), 0)::int AS "recipients" FROM "OutboundMessage"
     WHERE "accountId" = $1 AND "createdAt" > $2 AND "cancelledAt" IS NULL`,
    [accountId, new Date(now.getTime() - dayMs)],
  );
  const sent = rows[0] ?? { messages: 0, recipients: 0 };
  if (messagesPerDay > 0 && sent.messages + 1 > messagesPerDay)
    throw new Refusal("too-many", "messages-per-day", { max: messagesPerDay });
  if (recipientsPerDay > 0 && sent.recipients + recipients > recipientsPerDay)
    throw new Refusal("too-many", "recipients-per-day", { max: recipientsPerDay });
}

/** The limits in the settings of an account. */
export function limitsOf(
  values: {
    readonly [Key in "mail.messagesPerDay" | "mail.recipientsPerDay"]: { readonly value: unknown };
  },
): Limits {
  return {
    messagesPerDay: Number(values["mail.messagesPerDay"].value),
    recipientsPerDay: Number(values["mail.recipientsPerDay"].value),
  };
}
