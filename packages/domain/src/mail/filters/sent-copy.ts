import type pg from "pg";
import type { Context } from "../../context.ts";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { type Again, planAgain } from "./again.ts";
import { applyAgain } from "./apply-again.ts";
import { noteFailures } from "./carry-out.ts";
import { ownersOf } from "./owners.ts";
import { parsed } from "./parsed.ts";

export type SentPlan = Again & { readonly scriptId: string | null; readonly mailboxId: string };

/**
 * What the filters for sent mail want with the copy of a message: where it lies and how it is marked, and nothing else. Null when there are none.
 * Whatever goes wrong, the message is sent and its copy lies in Sent.
 */
export async function planSentCopy(
  ctx: Context,
  { spaceId, raw, from, to }: { spaceId: string; raw: Buffer; from: string; to: string },
): Promise<SentPlan | null> {
  const owner = (await ownersOf(ctx, { spaceIds: [spaceId], author: null, direction: "outgoing" })).get(spaceId);
  const script = owner?.script ? parsed(owner.script).script : null;
  if (!owner || !script) return null;
  const mailboxId = await mailboxByRole(ctx.db.pool, spaceId, "sent");
  const { scriptId } = owner;
  try {
    const plan = await planAgain(ctx, owner, { script, raw, mailboxId, envelope: { from, to } });
    // A copy that is thrown away could not be taken back when the message is.
    return { ...plan, isMatch: plan.isMatch && plan.places.length > 0, scriptId, mailboxId };
  } catch (error) {
    ctx.log.error({ err: error, scriptId }, "a filter broke");
    const failure = { code: "internal", params: {} };
    return { places: [], isMatch: false, kinds: [], failure, scriptId, mailboxId };
  }
}

/** Files and marks the copy that has just been put into Sent, in the same transaction. */
export async function fileSentCopy(
  ctx: Context,
  client: pg.PoolClient,
  { spaceId, modseq, messageId, plan }: { spaceId: string; modseq: bigint; messageId: string; plan: SentPlan | null },
): Promise<void> {
  if (!plan) return;
  const { scriptId, mailboxId, failure } = plan;
  if (plan.isMatch) await applyAgain(client, { spaceId, modseq, message: { messageId, mailboxId }, plan });
  await noteFailures(ctx, client, { modseq, scriptId, failures: failure ? [failure] : [] });
}
