import type { Actor } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { advance, type Runner, type Work } from "../long-work/index.ts";
import { withoutRoom } from "../quota/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { applyAccount, applyTags } from "./account/apply.ts";
import { readAccount } from "./account/read.ts";
import { findKnown } from "./known.ts";
import { noticeImport } from "./notices.ts";
import { openParts } from "./parts.ts";
import { type PlanLine, readLines } from "./plan.ts";
import { type Ready, readyOf } from "./ready.ts";
import { createTarget } from "./target.ts";
import { findTransfer, keptMs, type Result, type Transfer, updateTransfer } from "./transfer.ts";

/** How long one step goes on, and how much is written at once. */
const stepMs = 4000;
const batch = { count: 50, bytes: 16 * 1024 * 1024 };

type Input = {
  readonly transferId: string;
  readonly mailboxId: string | null;
  readonly withAccount: boolean;
  readonly since: string;
};
/** How far the plan is carried out, and what came of it. */
type State = { readonly at: number; readonly added: number; readonly skipped: number; readonly failed: number };
type Means = {
  readonly work: Work;
  readonly transfer: Transfer;
  readonly parts: ReturnType<typeof openParts>;
  readonly target: ReturnType<typeof createTarget>;
  readonly since: string;
};

/** Brings the next messages of a plan in, each batch in one transaction with the note of how far it is. */
export const importStep: Runner = async (ctx, work) => {
  const { transferId, mailboxId, withAccount, since } = work.input as Input;
  const transfer = await findTransfer(ctx.db.pool, transferId);
  if (!transfer) return false;
  const actor: Actor = { kind: "user", accountId: transfer.accountId };
  // All of one folder goes into the one that was chosen, not below it.
  const isOne = mailboxId !== null && (transfer.result.folderCount ?? 0) <= 1;
  const target = createTarget(ctx, actor, { below: mailboxId, isOne });
  const parts = openParts(ctx, transferId);
  const plan = await ctx.spool.open(transferId, "plan");
  const means = { work, transfer, parts, target, since };
  const account = withAccount ? await readAccount(ctx, transferId) : undefined;
  try {
    let state: State = { at: 0, added: 0, skipped: 0, failed: 0, ...work.progress };
    for (const started = Date.now(); Date.now() - started < stepMs; ) {
      const { lines, next } = await readLines(plan, { at: state.at, ...batch });
      const bytes = lines.reduce((sum, { found }) => sum + found.sizeBytes, 0);
      if (lines.length === 0) {
        const applied = account ? { applied: await applyAccount(ctx, actor, account) } : {};
        return await end(ctx, means, state, applied);
      }
      if (state.at === 0) await bringTags(ctx, actor, transferId);
      if ((await withoutRoom(ctx, [transfer.spaceId], bytes)).size > 0)
        return await end(ctx, means, state, { stop: "no-room" });
      state = await bringIn(ctx, means, lines, { ...state, at: next });
    }
    return true;
  } finally {
    await parts.close();
    await plan.close();
  }
};

/** The tags of an archive of ours, before the messages that have them. */
async function bringTags(ctx: Context, actor: Actor, id: string): Promise<void> {
  const file = await readAccount(ctx, id);
  if (file) await applyTags(ctx, actor, file);
}

async function bringIn(ctx: Context, means: Means, lines: readonly PlanLine[], state: State): Promise<State> {
  const { work, transfer, parts, target, since } = means;
  const { spaceId } = transfer;
  const known = await findKnown(ctx, { spaceId, hashes: lines.map(({ hash }) => hash), since });
  let { skipped, failed } = state;
  const ready: Ready[] = [];
  for (const line of lines) {
    const mailboxId = await target.mailboxFor(line);
    if (known.hasOrAdd(line.hash, mailboxId)) {
      skipped++;
      continue;
    }
    const keywords = await target.keywordsOf(line.tags);
    const one = await readyOf(ctx, { line, parts, place: { spaceId, mailboxId, keywords } });
    if (one) ready.push(one);
    else failed++;
  }
  const after = { ...state, skipped, failed, added: state.added + ready.length };
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    for (const one of ready) await one(client, modseq);
    const done = after.added + skipped + failed;
    await advance(client, modseq, { work, done, progress: { ...after, changed: after.added } });
  });
  return after;
}

async function end(
  ctx: Context,
  { work, transfer }: Means,
  state: State,
  more: Pick<Result, "stop" | "applied">,
): Promise<false> {
  const { id, spaceId } = transfer;
  const expiresAt = new Date(ctx.clock.now().getTime() + keptMs);
  const { added, skipped } = state;
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await advance(client, modseq, { work, done: work.done, progress: { ...state, changed: added } });
    await noticeImport(client, { transfer, result: { added, ...more }, now: ctx.clock.now() });
    await updateTransfer(client, modseq, { id, state: "ended", result: { added, skipped, ...more }, expiresAt });
  });
  // What had no room can be gone on with: its file stays.
  if (!more.stop) await ctx.spool.remove(id);
  return false;
}
