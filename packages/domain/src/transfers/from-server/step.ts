import { createHash } from "node:crypto";
import type { Actor } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { advance, type Runner, type Work } from "../../long-work/index.ts";
import { prepareMessage } from "../../mail/index.ts";
import {
  type MailSource,
  SourceFault,
  type SourceFolder,
  type SourceMark,
  type SourceMessage,
} from "../../outside/index.ts";
import { withoutRoom } from "../../quota/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { findKnown } from "../known.ts";
import { noticeImport } from "../notices.ts";
import { createTarget } from "../target.ts";
import { findTransfer, keptMs, type Result, type Transfer, updateTransfer } from "../transfer.ts";
import { readSecret } from "./secret.ts";
import type { FromServer } from "./start.ts";

/** How long one step goes on: signing in takes a while itself. */
const stepMs = 30_000;
const batch = { count: 50, bytes: 16 * 1024 * 1024 };
const pausesMs = [0, 2000, 6000];

type State = {
  /** The folder that is read, what its UIDs are good under, and the last one that is done. */
  readonly folder: number;
  readonly uidValidity: number;
  readonly afterUid: number;
  readonly added: number;
  readonly skipped: number;
};
const start: State = { folder: 0, uidValidity: 0, afterUid: 0, added: 0, skipped: 0 };

type Means = {
  readonly work: Work;
  readonly transfer: Transfer;
  readonly input: FromServer;
  readonly source: MailSource;
  readonly target: ReturnType<typeof createTarget>;
  readonly held: { state: State };
  readonly isOver: () => boolean;
};

/** Brings the next messages of an account on another server over. Only what is not here yet is downloaded. */
export const fromServerStep: Runner = async (ctx, work, signal) => {
  const until = Date.now() + stepMs;
  const input = work.input as FromServer;
  const transfer = await findTransfer(ctx.db.pool, input.transferId);
  if (!transfer) return false;
  // As far as it is noted, also when the other server breaks off in the middle.
  const held = { state: { ...start, ...(work.progress as Partial<State>) } };
  let source: MailSource | undefined;
  try {
    source = await connect(ctx, input);
    const actor: Actor = { kind: "user", accountId: transfer.accountId };
    const isOne = input.mailboxId !== null && input.folders.length === 1;
    const target = createTarget(ctx, actor, { below: input.mailboxId, isOne });
    const means: Means = {
      work,
      transfer,
      input,
      source,
      target,
      held,
      isOver: () => signal.aborted || Date.now() > until,
    };
    while (!means.isOver()) {
      const folder = input.folders[held.state.folder];
      if (!folder) return await end(ctx, means, {});
      if ((await readFolder(ctx, means, folder)) === "no-room") return await end(ctx, means, { stop: "no-room" });
    }
    return true;
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return end(ctx, { work, transfer, held }, { stop: error.reason === "sign-in" ? "sign-in" : "unreachable" });
  } finally {
    await source?.close().catch(() => {});
  }
};

/** The other server may be away for a moment. */
async function connect(ctx: Context, { transferId, login, secret }: FromServer): Promise<MailSource> {
  const password = await readSecret(ctx, transferId, secret);
  if (password === null) throw new SourceFault("sign-in");
  let fault = new SourceFault("unreachable");
  for (const pause of pausesMs) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return await ctx.outside.openMail({ ...login, password });
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      fault = error;
      if (error.reason !== "unreachable") break;
    }
  }
  throw fault;
}

/** What breaks off while the other server is asked is its connection; what breaks off here is our own concern. */
async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch {
    throw new SourceFault("unreachable");
  }
}

/** Goes on with a folder until it is done or the step is over. */
async function readFolder(ctx: Context, means: Means, folder: SourceFolder): Promise<"more" | "no-room"> {
  const { source, target, held, isOver } = means;
  const { uidValidity, marksAfter } = await asked(source.openFolder(folder.path));
  const isSame = held.state.uidValidity === uidValidity;
  held.state = { ...held.state, uidValidity, afterUid: isSame ? held.state.afterUid : 0 };
  const mailboxId = await target.mailboxFor({ folder: levelsOf(folder), role: folder.role, isExact: false });
  const pages = marksAfter(held.state.afterUid)[Symbol.asyncIterator]();
  for (;;) {
    const page = await asked(pages.next());
    if (page.done) break;
    for (const some of batchesOf(await missing(ctx, mailboxId, page.value))) {
      if ((await bring(ctx, means, { some, mailboxId })) === "no-room") return "no-room";
      if (isOver()) return "more";
    }
  }
  await note(ctx, means, {
    state: { ...held.state, folder: held.state.folder + 1, uidValidity: 0, afterUid: 0 },
    store: [],
  });
  return "more";
}

function levelsOf({ levels, role }: SourceFolder): readonly string[] {
  return role === "inbox" ? ["INBOX"] : levels;
}

type Wanted = SourceMark & { readonly isHere: boolean };

/** Which of these are in the mailbox already, told without their bytes. */
async function missing(ctx: Context, mailboxId: string, marks: readonly SourceMark[]): Promise<Wanted[]> {
  const ids = marks.flatMap(({ messageId }) => messageId ?? []);
  const { rows } = await ctx.db.pool.query<{ messageId: string; sizeBytes: number }>(
    `SELECT m."messageId", m."sizeBytes" FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId"
     WHERE p."mailboxId" = $1 AND m."messageId" = ANY($2)`,
    [mailboxId, ids],
  );
  const known = new Set(rows.map((row) => `${row.messageId} ${row.sizeBytes}`));
  return marks.map((mark) => ({ ...mark, isHere: known.has(`${mark.messageId} ${mark.sizeBytes}`) }));
}

function* batchesOf(marks: readonly Wanted[]): Generator<Wanted[]> {
  let some: Wanted[] = [];
  let bytes = 0;
  for (const mark of marks) {
    some.push(mark);
    if (!mark.isHere) bytes += mark.sizeBytes;
    const wanted = some.filter((one) => !one.isHere).length;
    if (wanted < batch.count && bytes < batch.bytes && some.length < batch.count * 10) continue;
    yield some;
    [some, bytes] = [[], 0];
  }
  if (some.length > 0) yield some;
}

async function bring(
  ctx: Context,
  means: Means,
  { some, mailboxId }: { some: readonly Wanted[]; mailboxId: string },
): Promise<"more" | "no-room"> {
  const { source, transfer, work, held } = means;
  const { state } = held;
  const { spaceId } = transfer;
  const uids = some.filter(({ isHere }) => !isHere).map(({ uid }) => uid);
  const got = uids.length > 0 ? await asked(all(source.read(uids))) : [];
  const bytes = got.reduce((sum, { raw }) => sum + raw.length, 0);
  if ((await withoutRoom(ctx, [spaceId], bytes)).size > 0) return "no-room";
  const hashes = got.map(({ raw }) => createHash("sha256").update(raw).digest("hex"));
  const since = work.createdAt.toISOString();
  const known = await findKnown(ctx, { spaceId, hashes, since });
  const fresh = got.filter((_, at) => !known.hasOrAdd(hashes[at] ?? "", mailboxId));
  const store = await Promise.all(
    fresh.map(async ({ raw, flags, keywords, internalDate }) => {
      const message = await prepareMessage(ctx, raw, { verdict: "unverified", internalDate });
      return { message, place: { spaceId, mailboxId, flags, keywords } };
    }),
  );
  const after: State = {
    ...state,
    afterUid: some.at(-1)?.uid ?? state.afterUid,
    added: state.added + fresh.length,
    skipped: state.skipped + some.length - fresh.length,
  };
  await note(ctx, means, { state: after, store });
  return "more";
}

async function all(messages: AsyncIterable<SourceMessage>): Promise<SourceMessage[]> {
  const found: SourceMessage[] = [];
  for await (const message of messages) found.push(message);
  return found;
}

type Stored = {
  readonly message: Awaited<ReturnType<typeof prepareMessage>>;
  readonly place: { spaceId: string; mailboxId: string; flags: number; keywords: readonly string[] };
};

async function note(
  ctx: Context,
  { work, transfer, held }: Means,
  { state, store }: { state: State; store: readonly Stored[] },
): Promise<void> {
  await changeSpace(ctx, transfer.spaceId, async (client, modseq) => {
    for (const { message, place } of store) await message.store(client, { ...place, modseq });
    const done = state.added + state.skipped;
    await advance(client, modseq, { work, done, progress: { ...state, changed: state.added } });
  });
  held.state = state;
}

async function end(
  ctx: Context,
  { work, transfer, held: { state } }: Pick<Means, "work" | "transfer" | "held">,
  { stop }: Pick<Result, "stop">,
): Promise<false> {
  const { id, spaceId } = transfer;
  const { added, skipped } = state;
  const expiresAt = new Date(ctx.clock.now().getTime() + keptMs);
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await advance(client, modseq, { work, done: added + skipped, progress: { ...state, changed: added } });
    await noticeImport(client, { transfer, result: { added, ...(stop ? { stop } : {}) }, now: ctx.clock.now() });
    await updateTransfer(client, modseq, {
      id,
      state: "ended",
      result: { added, skipped, ...(stop ? { stop } : {}) },
      expiresAt,
    });
    // The password is of no use any more.
    await client.query(`UPDATE "LongWork" SET "input" = "input" - 'secret' WHERE "id" = $1`, [work.id]);
  });
  await ctx.spool.remove(id);
  return false;
}
