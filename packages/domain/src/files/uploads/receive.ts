import { startSums, type SumAlgorithm, type Sums, type SumsElsewhere } from "@carbyne/blobs";
import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { commitUpload } from "./commit.ts";
import { accessUpload, type Upload, waitsMs } from "./upload.ts";

/** What is known of the bytes that have come: their sums are made while they come. */
type Known = { at: number; readonly sums: SumsElsewhere };

const mostKnown = 200;

/** The sums of uploads that this process received from their beginning on; of others they are made at the end, from the file. */
const knownOf = new Map<string, Known>();

function takeKnown({ id, receivedBytes }: Upload): Known | undefined {
  const kept = knownOf.get(id);
  knownOf.delete(id);
  if (kept?.at === receivedBytes) return kept;
  kept?.sums.end();
  return receivedBytes === 0 ? { at: 0, sums: startSums() } : undefined;
}

function keepKnown(id: string, known: Known): void {
  knownOf.set(id, known);
  const [oldest] = knownOf.keys();
  if (knownOf.size > mostKnown && oldest !== undefined) forgetKnown(oldest);
}

function forgetKnown(id: string): void {
  knownOf.get(id)?.sums.end();
  knownOf.delete(id);
}

type Turn = { readonly end: () => void; readonly ended: Promise<void> };
const turns = new Map<string, Turn>();

/** One at a time writes to an upload. Who comes again takes over from a connection that may have been dead for minutes. */
async function inTurn<Result>(id: string, end: () => void, work: () => Promise<Result>): Promise<Result> {
  for (let before = turns.get(id); before; before = turns.get(id)) {
    before.end();
    await before.ended;
  }
  let finish = () => {};
  turns.set(id, { end, ended: new Promise((resolve) => (finish = resolve)) });
  try {
    return await work();
  } finally {
    turns.delete(id);
    finish();
  }
}

/** What a client says that the bytes of one request must come to. */
export type Checksum = { readonly algorithm: SumAlgorithm; readonly digest: Buffer };

export type Received = { readonly receivedBytes: number; readonly nodeId: string | null };

/**
 * Takes more of a file, from where it is. What came before a break is kept and counted; with the last byte the file is put into its folder. `stop`
 * ends what comes when the same upload is gone on with from elsewhere. With a checksum the bytes of this request count only when they are right.
 */
export async function receiveUpload(
  ctx: Context,
  actor: Actor,
  input: {
    id: string;
    at: number;
    /** They are given away. */
    pieces: AsyncIterable<Uint8Array>;
    stop: () => void;
    checksum?: Checksum | undefined;
  },
): Promise<Received> {
  await accessUpload(ctx, actor, input.id);
  return inTurn(input.id, input.stop, async () => {
    const upload = await accessUpload(ctx, actor, input.id);
    const { id, sizeBytes, receivedBytes: before, nodeId } = upload;
    if (input.at !== before) throw new Refusal("conflict", "upload-gap", { at: before });
    if (nodeId !== null) return { receivedBytes: before, nodeId };
    const known = takeKnown(upload);
    const sum = input.checksum && startSums(input.checksum.algorithm);
    const { receivedBytes: more, fault } = await ctx.spool
      .receive(id, "content", {
        at: before,
        pieces: atMost(input.pieces, sizeBytes - before),
        async onBlock(block) {
          await Promise.all([sum?.add(block), known?.sums.add(block)]);
          if (known) known.at += block.length;
        },
      })
      .catch((error: unknown) => {
        sum?.end();
        known?.sums.end();
        throw error;
      });
    const digest = (await sum?.result())?.hash;
    sum?.end();
    // What is not what was meant goes again, and so does a part of it, of which nobody can say.
    if (input.checksum && !digest?.equals(input.checksum.digest)) {
      known?.sums.end();
      await ctx.spool.cut(id, "content", before);
      throw fault ?? new Refusal("invalid", "upload-checksum");
    }
    const receivedBytes = before + more;
    await ctx.db.pool.query('UPDATE "FileUpload" SET "receivedBytes" = $2, "expiresAt" = $3 WHERE "id" = $1', [
      id,
      receivedBytes,
      new Date(ctx.clock.now().getTime() + waitsMs),
    ]);
    if (known) keepKnown(id, known);
    if (isDiskFull(fault)) throw new Refusal("busy", "upload-no-disk");
    if (fault !== undefined) throw fault;
    if (receivedBytes < sizeBytes) return { receivedBytes, nodeId: null };
    return { receivedBytes, nodeId: await finish(ctx, actor, upload) };
  });
}

function isDiskFull(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && (fault.code === "ENOSPC" || fault.code === "EDQUOT");
}

/** Where an upload stands; whoever asks goes on with it, so that what still comes from before ends. */
export async function findUpload(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Upload> {
  await accessUpload(ctx, actor, id);
  return inTurn(
    id,
    () => {},
    () => accessUpload(ctx, actor, id),
  );
}

/** Puts a file that has come whole into its folder, when it was not for its name before. */
export async function completeUpload(
  ctx: Context,
  actor: Actor,
  { id, whenTaken }: { id: string; whenTaken: Upload["whenTaken"] },
): Promise<{ nodeId: string }> {
  await accessUpload(ctx, actor, id);
  return inTurn(
    id,
    () => {},
    async () => {
      const upload = await accessUpload(ctx, actor, id);
      if (upload.nodeId !== null) return { nodeId: upload.nodeId };
      if (upload.receivedBytes < upload.sizeBytes)
        throw new Refusal("conflict", "upload-gap", { at: upload.receivedBytes });
      return { nodeId: await finish(ctx, actor, { ...upload, whenTaken }) };
    },
  );
}

/** Gives an upload up with what has come of it. */
export async function cancelUpload(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await accessUpload(ctx, actor, id);
  await inTurn(
    id,
    () => {},
    async () => {
      await ctx.db.pool.query('DELETE FROM "FileUpload" WHERE "id" = $1', [id]);
      await ctx.spool.remove(id);
    },
  );
  forgetKnown(id);
}

async function finish(ctx: Context, actor: Actor, upload: Upload): Promise<string> {
  const { id, sizeBytes } = upload;
  const known = knownOf.get(id);
  const sums = known?.at === sizeBytes ? await known.sums.result() : await sumsOfFile(ctx, upload);
  const nodeId = await commitUpload(ctx, actor, upload, sums);
  forgetKnown(id);
  return nodeId;
}

const pieceBytes = 1024 * 1024;

async function sumsOfFile(ctx: Context, { id, sizeBytes }: Upload): Promise<Sums> {
  const sums = startSums();
  try {
    // A file without bytes was never written.
    if (sizeBytes === 0) return await sums.result();
    const file = await ctx.spool.open(id, "content");
    try {
      for (let at = 0; at < sizeBytes; ) {
        const piece = await file.read(at, Math.min(pieceBytes, sizeBytes - at));
        if (piece.length === 0) throw new Error(`upload ${id} ends before ${sizeBytes}`);
        await sums.add(piece);
        at += piece.length;
      }
    } finally {
      await file.close();
    }
    return await sums.result();
  } finally {
    sums.end();
  }
}

async function* atMost(pieces: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const piece of pieces) {
    if (piece.length > left) throw new Refusal("invalid", "upload-too-long");
    left -= piece.length;
    yield piece;
  }
}
