import { quoteFrom, statusLines, writeNote } from "@carbyne/mailbox-files";
import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { advance, type Runner, type Work } from "../long-work/index.ts";
import { fetchMessages, type Fetched, fileNameOf, flag } from "../mail/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { collectAccount } from "./account/collect.ts";
import { type Archive, type ArchiveState, noArchive, openArchive } from "./archive.ts";
import type { ExportFolder } from "./export-folders.ts";
import { noticeExport } from "./notices.ts";
import type { ExportInput } from "./start-export.ts";
import { findTransfer, keptMs, type Transfer, updateTransfer } from "./transfer.ts";

/** How long one step goes on, and how much is written at once. */
const stepMs = 4000;
const batch = { count: 100, bytes: 16 * 1024 * 1024 };

type State = {
  readonly archive: ArchiveState;
  /** The folder that is being written, and the last message of it that was. */
  readonly folder: number;
  readonly afterUid: number;
  readonly messages: number;
  readonly hasAccount: boolean;
};
const start: State = { archive: noArchive, folder: 0, afterUid: 0, messages: 0, hasAccount: false };

/** Writes the next messages into an archive, each batch with the note of how far it is. */
export const exportStep: Runner = async (ctx, work) => {
  const input = work.input as ExportInput;
  const transfer = await findTransfer(ctx.db.pool, input.transferId);
  if (!transfer) return false;
  let state: State = { ...start, ...(work.progress as Partial<State>) };
  const archive = await openArchive(ctx, transfer.id, state.archive);
  const means: Means = { work, transfer, archive, input, actor: { kind: "user", accountId: transfer.accountId } };
  for (const started = Date.now(); Date.now() - started < stepMs; ) {
    const next = state.hasAccount ? await writeBatch(ctx, means, state) : await begin(ctx, means, state);
    if (next === null) {
      await finish(ctx, means, state);
      return false;
    }
    state = { ...next, archive: await archive.flush() };
    await changeSpace(ctx, transfer.spaceId, (client, modseq) =>
      advance(client, modseq, { work, done: state.messages, progress: state }),
    );
  }
  return true;
};

type Means = {
  readonly work: Work;
  readonly transfer: Transfer;
  readonly archive: Archive;
  readonly input: ExportInput;
  readonly actor: Actor;
};

/** What says how folders are called here stands first, so that a reader knows it before the first message. */
async function begin(ctx: Context, { archive, input, actor }: Means, state: State): Promise<State> {
  const content = await collectAccount(ctx, actor, input);
  await archive.add({ name: "carbyne/account.json", date: ctx.clock.now(), content });
  return { ...state, hasAccount: true };
}

async function writeBatch(ctx: Context, means: Means, state: State): Promise<State | null> {
  const { archive, input, actor } = means;
  const folder = input.folders[state.folder];
  if (!folder) return null;
  const isMbox = input.format === "mbox";
  if (isMbox && state.afterUid === 0) archive.begin({ name: `${folder.path}.mbox`, date: ctx.clock.now() });
  const rows = await nextRows(ctx, { folder, threadIds: input.threadIds, afterUid: state.afterUid });
  const last = rows.at(-1);
  if (!last) {
    if (isMbox) await archive.end();
    return { ...state, folder: state.folder + 1, afterUid: 0 };
  }
  const subjects = new Map(rows.map(({ uid, subject }) => [uid, subject]));
  let messages = 0;
  for await (const message of readable(ctx, actor, { folder, uids: [...subjects.keys()] })) {
    if (isMbox) archive.append(mboxEntry(message));
    else await archive.add(emlEntry(message, { folder, subject: subjects.get(message.uid) ?? "" }));
    messages++;
  }
  return { ...state, afterUid: last.uid, messages: state.messages + messages };
}

type Row = { readonly uid: number; readonly subject: string };

async function nextRows(
  ctx: Context,
  { folder, threadIds, afterUid }: { folder: ExportFolder; threadIds: readonly string[] | undefined; afterUid: number },
): Promise<Row[]> {
  const { rows } = await ctx.db.pool.query<{ uid: string; subject: string; sizeBytes: number }>(
    `SELECT p."uid", m."subject", m."sizeBytes" FROM "MailboxMessage" p JOIN "Message" m ON m."id" = p."messageId"
     WHERE p."mailboxId" = $1 AND p."uid" > $2 AND p."flags" & ${flag.deleted} = 0 AND ($3::uuid[] IS NULL OR p."threadId" = ANY($3))
     ORDER BY p."uid" LIMIT ${batch.count}`,
    [folder.id, afterUid, threadIds ?? null],
  );
  const taken: Row[] = [];
  let bytes = 0;
  for (const { uid, subject, sizeBytes } of rows) {
    taken.push({ uid: Number(uid), subject });
    bytes += sizeBytes;
    if (bytes > batch.bytes) break;
  }
  return taken;
}

/** The messages that can still be read: a share may have ended, and then nothing more of it is. */
async function* readable(
  ctx: Context,
  actor: Actor,
  { folder, uids }: { folder: ExportFolder; uids: readonly number[] },
): AsyncGenerator<Fetched & { raw: Buffer }> {
  try {
    for await (const page of fetchMessages(ctx, actor, { id: folder.id, uids, needs: { raw: true } }))
      for (const message of page) if (message.raw) yield { ...message, raw: message.raw };
  } catch (error) {
    if (!(error instanceof Refusal && error.kind !== "unauthenticated")) throw error;
  }
}

function emlEntry(message: Fetched & { raw: Buffer }, { folder, subject }: { folder: ExportFolder; subject: string }) {
  const { uid, flags, keywords, internalDate: date, raw: content } = message;
  const name = `${folder.path}/${date.toISOString().slice(0, 10)} ${fileNameOf(subject).slice(0, 80).trim()} ${uid}.eml`;
  return { name, date, content, comment: writeNote({ flags, keywords, date }) };
}

/** A message as mbox files have it (RFC 4155 §A), quoted so that it can be read back exactly, with its flags in front. */
function mboxEntry({ flags, keywords, internalDate, raw }: Fetched & { raw: Buffer }): Buffer {
  const time = internalDate.toUTCString();
  // "Wed, 25 Nov 2026 10:00:00 GMT" in the order of C's asctime.
  const [day = "", date = "", month = "", year = "", clock = ""] = time.replace(",", "").split(" ");
  const from = `From - ${day} ${month} ${date.replace(/^0/, " ")} ${clock} ${year}\r\n`;
  const hasEnd = raw.length >= 2 && raw[raw.length - 1] === 10;
  const head = from + statusLines({ flags, keywords, hasEnd });
  return Buffer.concat([Buffer.from(head), quoteFrom(raw), Buffer.from(hasEnd ? "\r\n" : "\r\n\r\n")]);
}

async function finish(ctx: Context, { work, transfer, archive }: Means, state: State): Promise<void> {
  const { id, spaceId, result } = transfer;
  const sizeBytes = await archive.finish();
  const expiresAt = new Date(ctx.clock.now().getTime() + keptMs);
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await advance(client, modseq, { work, done: work.total, progress: { ...state, changed: state.messages } });
    await noticeExport(client, { transfer, now: ctx.clock.now() });
    await updateTransfer(client, modseq, {
      id,
      state: "ended",
      sizeBytes,
      expiresAt,
      result: { ...result, messages: state.messages },
    });
  });
}
