import { crc32 } from "node:zlib";
import { startSums } from "@carbyne/blobs";
import { newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { mimeOf } from "../mime-of.ts";
import type { Content } from "../put-file.ts";
import { smallBytes } from "../uploads/commit.ts";

/** What came, whole and with its sums; `write` stores it with the rows that name it, and `end` clears up whether or not that was done. */
export type Incoming = {
  readonly content: Content;
  readonly write: (client: pg.ClientBase) => Promise<void>;
  readonly end: (outcome: { isStored: boolean }) => Promise<void>;
};

type Coming = {
  readonly accountId: string;
  readonly parentId: string;
  readonly name: string;
  /** They are given away. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Null when nobody says beforehand. */
  readonly sizeBytes: number | null;
  /** More is refused as soon as it comes. */
  readonly mostBytes: number;
};

const headBytes = 512;
const waitsMs = 86_400_000;
const spareBytes = 1024 ** 3;

/** Takes a file that comes in one stream and of which nothing is kept when it breaks off. Small ones never touch the spool. */
export async function takeIn(ctx: Context, coming: Coming): Promise<Incoming> {
  const pieces = atMost(coming)[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return inMemory(ctx, coming, Buffer.concat(first));
    first.push(value);
    length += value.length;
    if (length > smallBytes) break;
  }
  async function* all() {
    yield* first.splice(0);
    yield* { [Symbol.asyncIterator]: () => pieces };
  }
  return inSpool(ctx, coming, all());
}

/** Neither more nor less than was said: what is cut short is no file. RFC 9112 §8. */
async function* atMost({ pieces, sizeBytes, mostBytes }: Coming): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const piece of pieces) {
    received += piece.length;
    if (received > mostBytes) throw new Refusal("over-quota", "storage-full");
    yield piece;
  }
  if (sizeBytes !== null && received !== sizeBytes) throw new Refusal("invalid", "upload-gap", { at: received });
}

async function inMemory(ctx: Context, { name }: Coming, data: Buffer): Promise<Incoming> {
  const mime = mimeOf(name, data.subarray(0, headBytes));
  const { hash, write } = await ctx.blobs.prepare(data);
  return { content: { hash, sizeBytes: data.length, crc: crc32(data) | 0, mime }, write, end: async () => {} };
}

async function inSpool(ctx: Context, coming: Coming, pieces: AsyncIterable<Uint8Array>): Promise<Incoming> {
  const { accountId, parentId, name } = coming;
  if ((await ctx.spool.freeBytes()) < (coming.sizeBytes ?? 0) + spareBytes) throw new Refusal("busy", "upload-no-disk");
  const id = newId();
  const now = ctx.clock.now();
  // The row says whose the spool's file is, so that after a crash it goes with other uploads that nobody went on with.
  await ctx.db.pool.query(
    'INSERT INTO "FileUpload" ("id", "accountId", "parentId", "name", "sizeBytes", "createdAt", "expiresAt") VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, accountId, parentId, name, coming.sizeBytes ?? 0, now, new Date(now.getTime() + waitsMs)],
  );
  const remove = async () => {
    await ctx.spool.remove(id);
    await ctx.db.pool.query('DELETE FROM "FileUpload" WHERE "id" = $1', [id]);
  };
  const sumsOfIt = startSums();
  try {
    const onBlock = (block: Uint8Array) => sumsOfIt.add(block);
    const { receivedBytes: sizeBytes, fault } = await ctx.spool.receive(id, "content", { at: 0, pieces, onBlock });
    if (isDiskFull(fault)) throw new Refusal("busy", "upload-no-disk");
    if (fault !== undefined) throw fault;
    const sums = await sumsOfIt.result();
    const content = { hash: sums.hash, sizeBytes, crc: sums.crc, mime: mimeOf(name, await headOf(ctx, id)) };
    const link = (target: string) => ctx.spool.linkTo(id, "content", target);
    const { write, discard } = await ctx.blobs.adopt({ sums, sizeBytes, link });
    return {
      content,
      write,
      async end({ isStored }) {
        if (!isStored) await discard();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    sumsOfIt.end();
  }
}

async function headOf(ctx: Context, id: string): Promise<Buffer> {
  const file = await ctx.spool.open(id, "content");
  try {
    return await file.read(0, headBytes);
  } finally {
    await file.close();
  }
}

function isDiskFull(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && (fault.code === "ENOSPC" || fault.code === "EDQUOT");
}
