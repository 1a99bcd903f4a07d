import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessMailbox, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import {
  accessWork,
  advance,
  markUndone,
  type Runner,
  startWork,
  takeFromJournal,
  type Work,
} from "../../long-work/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { type Again, type Lying, planAgain } from "./again.ts";
import { applyAgain, type Change, takeBack } from "./apply-again.ts";
import type { Direction } from "./owners.ts";
import { ownersOf } from "./owners.ts";
import { type Draft, scriptOf, textOfDraft } from "./preview.ts";

type Input = { readonly mailboxId: string; readonly text: string; readonly lastUid: number };
type More = { readonly afterUid?: number };

const atOnce = 50;

/** Begins to run filters on everything that a mailbox holds now. It goes on by itself; see `listWork`. */
export async function runFilters(
  ctx: Context,
  actor: Actor,
  input: { direction: Direction; draft: Draft; mailboxId: string },
): Promise<{ id: string; total: number }> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const mailbox = await accessMailbox(ctx, actor, input.mailboxId, "write");
  if (mailbox.spaceId !== spaceId) throw new Refusal("invalid", "mailbox-other-space");
  const text = await textOfDraft(ctx, actor, input);
  scriptOf(text);
  const { rows } = await ctx.db.pool.query<{ total: number; lastUid: string }>(
    `SELECT count(*)::int AS "total", coalesce(max("uid"), 0) AS "lastUid" FROM "MailboxMessage" WHERE "mailboxId" = $1`,
    [mailbox.id],
  );
  const total = rows[0]?.total ?? 0;
  const work: Input = { mailboxId: mailbox.id, text, lastUid: Number(rows[0]?.lastUid ?? 0) };
  const { id } = await startWork(ctx, { spaceId, kind: "filter-folder", input: work, total });
  return { id, total };
}

/** Takes back what filters did to a mailbox, as far as it still is as they left it. */
export async function undoFilterRun(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const work = await accessWork(ctx, actor, id);
  if (work.kind !== "filter-folder" || work.state === "waiting" || work.progress.isUndone)
    throw new Refusal("conflict", "undo-too-late");
  const { mailboxId } = work.input as Input;
  const total = work.progress.changed ?? 0;
  await startWork(ctx, {
    spaceId: work.spaceId,
    kind: "filter-undo",
    input: { workId: work.id, mailboxId },
    total,
    within: (client) => markUndone(client, work.id),
  });
}

/** The next messages of a folder that filters run on. */
export const filterFolderStep: Runner = async (ctx, work) => {
  const { mailboxId, text, lastUid } = work.input as Input;
  const { afterUid = 0, changed = 0 } = work.progress as Work["progress"] & More;
  const owner = (await ownersOf(ctx, { spaceIds: [work.spaceId], author: null, direction: "incoming" })).get(
    work.spaceId,
  );
  const { rows } = await ctx.db.pool.query<Lying & { uid: string; blobHash: Buffer }>(
    `SELECT p."uid", p."mailboxId", m."id" AS "messageId", m."blobHash" FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId"
     WHERE p."mailboxId" = $1 AND p."uid" > $2 AND p."uid" <= $3 ORDER BY p."uid" LIMIT ${atOnce}`,
    [mailboxId, afterUid, lastUid],
  );
  const last = rows.at(-1);
  if (!owner || !last) return false;
  const script = scriptOf(text);
  const plans: { message: Lying; plan: Again }[] = [];
  for (const message of rows) {
    const raw = await ctx.blobs.read(message.blobHash);
    plans.push({ message, plan: await planAgain(ctx, owner, { script, raw, mailboxId }) });
  }
  await changeSpace(ctx, work.spaceId, async (client, modseq) => {
    const changes: Change[] = [];
    for (const { message, plan } of plans) {
      const change = plan.isMatch ? await applyAgain(client, { spaceId: work.spaceId, modseq, message, plan }) : null;
      if (change) changes.push(change);
    }
    const progress = { afterUid: Number(last.uid), changed: changed + changes.length };
    const done = work.done + rows.length;
    await advance(client, modseq, { work, done, progress, journal: changes.length > 0 ? changes : undefined });
  });
  return rows.length === atOnce;
};

/** Takes back one step of a run. */
export const undoFilterStep: Runner = async (ctx, work) => {
  const { workId } = work.input as { workId: string };
  const { changed = 0 } = work.progress;
  return changeSpace(ctx, work.spaceId, async (client: pg.PoolClient, modseq) => {
    const changes = await takeFromJournal<Change[]>(client, workId);
    if (!changes) return false;
    for (const change of changes) await takeBack(client, modseq, change);
    const count = changed + changes.length;
    await advance(client, modseq, { work, done: count, progress: { changed: count } });
    return true;
  });
};
