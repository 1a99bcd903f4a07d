import type { FileHandle } from "node:fs/promises";
import { pieceBytes } from "./sums.ts";

/** Shared with the thread that makes sums, so that nothing is copied on the way to it. */
type Block = Uint8Array<SharedArrayBuffer>;

/** What one file may hold at the same time, being filled, written and summed. */
const mostInHand = 4;
/** Blocks that are kept for the next file. */
const mostSpare = 8;
const spare: Block[] = [];

const takeBlock = (): Block => spare.pop() ?? new Uint8Array(new SharedArrayBuffer(pieceBytes));

function giveBack(block: Block): void {
  if (spare.length < mostSpare) spare.push(block);
}

type Coming = {
  readonly at: number;
  /** They are given away: one that has its memory for itself is empty afterwards. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Hears each block while it is written; answers when its bytes may be changed. */
  readonly onBlock?: ((block: Uint8Array) => Promise<unknown>) | undefined;
};

/**
 * Writes what comes into an open file, from a place on. While blocks are written the next one is filled. Whatever happens, the bytes that it answers
 * are written without a gap and durable, and `fault` is why there are no more.
 */
export async function writeBlocks(
  handle: FileHandle,
  { at, pieces, onBlock }: Coming,
): Promise<{ receivedBytes: number; fault: unknown }> {
  const disk = createEarlySync(handle);
  const inHand: { readonly length: number; readonly done: Promise<void> }[] = [];
  let [place, receivedBytes] = [at, 0];
  let [block, filled] = [takeBlock(), 0];
  let hasGap = false;
  let fault: unknown;

  const store = async (full: Block, data: Uint8Array, to: number) => {
    await Promise.all([writeAll(handle, data, to), onBlock?.(data)]);
    giveBack(full);
  };
  const sendBlock = () => {
    const done = store(block, block.subarray(0, filled), place);
    // A fault is met where it is awaited, in its turn.
    done.catch(() => {});
    inHand.push({ length: filled, done });
    place += filled;
    [block, filled] = [takeBlock(), 0];
  };
  const settleFirst = async () => {
    const { length = 0, done } = inHand.shift() ?? {};
    try {
      await done;
    } catch (error) {
      hasGap = true;
      throw error;
    }
    // What is behind a block that was not stored counts for nothing.
    if (hasGap) return;
    receivedBytes += length;
    disk.note(length);
  };

  try {
    try {
      for await (const piece of pieces) {
        for (let done = 0; done < piece.length; ) {
          const part = piece.subarray(done, done + block.length - filled);
          block.set(part, filled);
          filled += part.length;
          done += part.length;
          if (filled < block.length) continue;
          if (inHand.length === mostInHand - 1) await settleFirst();
          sendBlock();
        }
        letGo(piece);
      }
    } catch (error) {
      fault = error;
    }
    if (filled > 0 && !hasGap) sendBlock();
    while (inHand.length > 0) await settleFirst();
  } catch (error) {
    fault ??= error;
  }
  // Nothing writes to the file after it is closed.
  await Promise.allSettled(inHand.map((one) => one.done));
  giveBack(block);
  await disk.end();
  return { receivedBytes, fault };
}

/**
 * Frees what a piece lies in now. Left to the collector, pieces that come from a socket make it walk the whole heap every few hundred of them: more than
 * half of the processor's time of a large upload.
 */
function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

async function writeAll(handle: FileHandle, data: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < data.length; )
    done += (await handle.write(data, done, data.length - done, at + done)).bytesWritten;
}

/** After so many bytes the disk is sent to work, so that little is left to wait for in the end. */
const syncEvery = 32 * 1024 * 1024;

function createEarlySync(handle: FileHandle): { note(bytes: number): void; end(): Promise<void> } {
  let unsynced = 0;
  let running: Promise<void> | null = null;
  let fault: unknown;
  return {
    note(bytes) {
      unsynced += bytes;
      if (unsynced < syncEvery || running) return;
      unsynced = 0;
      running = handle.datasync().then(
        () => {
          running = null;
        },
        (error: unknown) => {
          // The kernel tells of a lost page once: no later sync may hide it.
          fault ??= error;
          running = null;
        },
      );
    },
    async end() {
      await running;
      if (fault !== undefined) throw fault;
      await handle.datasync();
    },
  };
}
