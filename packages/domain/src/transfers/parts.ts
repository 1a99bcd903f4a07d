import type { SpoolFile } from "@carbyne/blobs";
import { Fault, type Unpack } from "@carbyne/mailbox-files";
import type { Context } from "../context.ts";

const spareBytes = 2 * 1024 ** 3;

/** The file that was sent, and those that were unpacked from it, each opened once. */
export function openParts(ctx: Context, id: string) {
  const open = new Map<number, SpoolFile>();
  let unpacked = 0;
  const part = async (number: number): Promise<SpoolFile> => {
    const known = open.get(number);
    if (known) return known;
    const file = await ctx.spool.open(id, number === 0 ? "source" : `part-${number}`);
    open.set(number, file);
    return file;
  };
  const unpack: Unpack = async (pieces) => {
    const number = ++unpacked;
    const name = `part-${number}`;
    // Walks are the same each time: what an earlier one has unpacked is what this one would.
    if ((await ctx.spool.sizeOf(id, name)) === null) await ctx.spool.save(id, name, leavingRoom(ctx, pieces));
    return { part: number, bytes: await part(number) };
  };
  return {
    part,
    unpack,
    source: () => part(0),
    async close() {
      for (const file of open.values()) await file.close();
    },
  };
}

/** Passes pieces on as long as the disk has room for others. */
async function* leavingRoom(ctx: Context, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let since = Number.POSITIVE_INFINITY;
  for await (const piece of pieces) {
    since += piece.length;
    if (since > spareBytes / 8) {
      since = 0;
      if ((await ctx.spool.freeBytes()) < spareBytes) throw new Fault("archive-large");
    }
    yield piece;
  }
}
