import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { addHeaders, hasHeader } from "@carbyne/mime";
import { deliverMessage } from "../deliver-message.ts";
import { resolveRecipient } from "../recipient.ts";
import type { Batch, Outcome } from "./queue.ts";
import { recordOutcomes } from "./queue.ts";

/** Whether the server itself answers for a domain. */
export async function isLocalDomain(ctx: Context, name: string): Promise<boolean> {
  const { rowCount } = await ctx.db.pool.query({
    name: "is-local-domain",
    text: `SELECT 1 FROM "Domain" WHERE "name" = $1 AND "state" <> 'closed'`,
    values: [name],
  });
  return Boolean(rowCount);
}

/**
 * Delivers a batch of the queue to accounts of this server. Mail and outcome are one transaction: whoever dies in between has neither delivered
 * nor lost it, and nobody gets it twice.
 */
export async function deliverLocally(ctx: Context, batch: Batch, raw: Buffer): Promise<Outcome[]> {
  const failed: Outcome[] = [];
  const reached = new Map<string, string[]>();
  for (const { id, address } of batch.recipients) {
    const spaceId = await spaceOf(ctx, address);
    if (spaceId) reached.set(spaceId, [...(reached.get(spaceId) ?? []), id]);
    else failed.push({ id, state: "failed", reply: `550 5.1.1 <${address}>: no such recipient here` });
  }
  const ids = [...reached.values()].flat();
  const delivered = ids.map((id): Outcome => ({ id, state: "delivered", reply: "250 2.0.0 delivered here" }));
  if (ids.length > 0)
    await deliverMessage(ctx, {
      spaceIds: [...reached.keys()],
      raw: addHeaders(raw, [["Return-Path", `<${batch.reversePath}>`]]),
      // What somebody here only sent on was written by whoever its From names, and nothing is known of them.
      verdict: hasHeader(raw, "resent-from") ? "unverified" : "local",
      within: (client) => recordOutcomes(client, delivered),
    });
  await recordOutcomes(ctx.db.pool, failed);
  return [...delivered, ...failed];
}

/** The space that mail for an address goes to, or null when nobody here takes it. */
async function spaceOf(ctx: Context, address: string): Promise<string | null> {
  try {
    return (await resolveRecipient(ctx, address)).spaceId;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
