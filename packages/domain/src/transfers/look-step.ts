import { createHash } from "node:crypto";
import { Fault, readFound, type Step, walk } from "@carbyne/mailbox-files";
import type { Context } from "../context.ts";
import { advance, type Runner, type Work } from "../long-work/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { readAccount } from "./account/read.ts";
import { createCensus, type Census } from "./census.ts";
import { openParts } from "./parts.ts";
import { type KnownFolders, placeOf } from "./place-of.ts";
import { type PlanLine, writeLine } from "./plan.ts";
import { findTransfer, type Result, type Transfer, updateTransfer, waitsMs } from "./transfer.ts";

/** How long one step goes on, and how often it notes where it is. */
const stepMs = 120_000;
const noteMs = 1500;
const batchLines = 500;
const writeBytes = 1024 * 1024;

type Input = { readonly transferId: string };
/** How many steps of the walk are in the plan, how long the plan is with them, and what was counted. */
type More = { readonly steps?: number; readonly planBytes?: number; readonly census?: Census };

/**
 * Looks through a file that was sent and writes the plan of what is to be brought in: a line a message. Goes on where the last step ended: the walk
 * is done again up to there, which reads little, and the plan is cut off at what is known of it.
 */
export const lookStep: Runner = async (ctx, work, signal) => {
  const { transferId } = work.input as Input;
  const transfer = await findTransfer(ctx.db.pool, transferId);
  if (!transfer) return false;
  const parts = openParts(ctx, transferId);
  try {
    return await look(ctx, { work, transfer, parts, signal });
  } finally {
    await parts.close();
  }
};

type Means = {
  readonly work: Work;
  readonly transfer: Transfer;
  readonly parts: ReturnType<typeof openParts>;
  readonly signal: AbortSignal;
};

async function look(ctx: Context, { work, transfer, parts, signal }: Means): Promise<boolean> {
  const { id, spaceId, name } = transfer;
  const { steps = 0, planBytes = 0, census: counted } = work.progress as More;
  const census = createCensus(counted);
  let known = await knownFolders(ctx, id);
  await ctx.spool.cut(id, "plan", planBytes);
  const started = Date.now();
  const state = { steps, planBytes, notedAt: started };
  let lines: PlanLine[] = [];

  const note = async (isEnd: boolean) => {
    census.here += await countHere(ctx, spaceId, lines);
    const text = Buffer.from(lines.map(writeLine).join(""));
    for (let at = 0; at < text.length || at === 0; at += writeBytes)
      await ctx.spool.write(id, "plan", { at: state.planBytes + at, data: text.subarray(at, at + writeBytes) });
    state.planBytes += text.length;
    state.notedAt = Date.now();
    lines = [];
    const progress: More = { steps: state.steps, planBytes: state.planBytes, census: census.values() };
    await changeSpace(ctx, spaceId, async (client, modseq) => {
      await advance(client, modseq, { work, done: census.messages, progress });
      const expiresAt = new Date(ctx.clock.now().getTime() + waitsMs);
      if (isEnd)
        await updateTransfer(client, modseq, {
          id,
          state: "looked",
          result: { ...census.result(), ...(await accountOf(ctx, id)) },
          expiresAt,
        });
    });
  };

  let at = 0;
  for await (const step of walk({ name, bytes: await parts.source() }, parts.unpack)) {
    if (at++ < steps) continue;
    state.steps = at;
    if (step.kind === "account") {
      await ctx.spool.save(id, "account", pieceOf(step.content));
      known = await knownFolders(ctx, id);
      continue;
    }
    const line = await lineOf(step, { parts, known });
    if (line === null) census.pass(step);
    else if ("found" in line) {
      census.add(line);
      lines.push(line);
    } else census.fault(line);
    if (lines.length < batchLines && Date.now() - state.notedAt < noteMs) continue;
    await note(false);
    if (signal.aborted || Date.now() - started > stepMs) return true;
  }
  await note(true);
  return false;
}

type Reading = { readonly parts: ReturnType<typeof openParts>; readonly known: KnownFolders };

/** The line of a message; a Fault's words when it cannot be read, null when there is nothing to bring in. */
async function lineOf(
  step: Exclude<Step, { kind: "account" }>,
  { parts, known }: Reading,
): Promise<PlanLine | { path: string; reason: Fault["reason"] } | null> {
  if (step.kind === "other") return null;
  if (step.kind === "fault") return { path: step.path, reason: step.reason };
  const { found } = step;
  try {
    const message = await readFound(await parts.part(found.part), found);
    if (message === null) return null;
    const hash = createHash("sha256").update(message.raw).digest("hex");
    return { found, hash, ...placeOf(found, message.labels, known) };
  } catch (error) {
    if (error instanceof Fault) return { path: found.path, reason: error.reason };
    throw error;
  }
}

async function* pieceOf(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

/** The folders that our own archive tells of, as far as the walk has met it; none in any other. */
async function knownFolders(ctx: Context, id: string): Promise<KnownFolders> {
  const file = await readAccount(ctx, id);
  return new Map(file?.folders.map((folder) => [folder.path, folder]));
}

/** What our own archive has besides messages, in numbers. */
async function accountOf(ctx: Context, id: string): Promise<Result> {
  const file = await readAccount(ctx, id);
  if (!file?.settings) return {};
  const { scripts = [], signatures = [], templates = [], searches = [], tags, address } = file;
  const counts = { filters: scripts.length, signatures: signatures.length, templates: templates.length };
  return { account: { address, ...counts, searches: searches.length, tags: tags.length } };
}

/** How many of these messages the account has outside of the trash. */
async function countHere(ctx: Context, spaceId: string, lines: readonly PlanLine[]): Promise<number> {
  if (lines.length === 0) return 0;
  const { rows } = await ctx.db.pool.query<{ hash: string }>(
    `SELECT DISTINCT encode(m."blobHash", 'hex') AS "hash" FROM "Message" m JOIN "MailboxMessage" p ON p."messageId" = m."id"
     JOIN "Mailbox" b ON b."id" = p."mailboxId" WHERE m."spaceId" = $1 AND m."blobHash" = ANY($2) AND b."role" IS DISTINCT FROM 'trash'`,
    [spaceId, lines.map(({ hash }) => Buffer.from(hash, "hex"))],
  );
  const known = new Set(rows.map((row) => row.hash));
  return lines.filter(({ hash }) => known.has(hash)).length;
}
