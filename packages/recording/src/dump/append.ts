import { type FileHandle, open } from "node:fs/promises";

const gatherMs = 200;
const syncMs = 1000;

/** A file that is only appended to: what was given to it is written after 200 ms at the latest, and on the disk after a second more. */
export type Appending = {
  append(bytes: Buffer): void;
  /** Writes what is there now, and waits until it is on the disk. */
  flush(): Promise<void>;
  /** The same, and no more after it. */
  close(): Promise<void>;
};

/** Opens a file for appending. `onFault` is told once when a write fails, after which nothing more is written: the file ends where it was whole. */
export async function openAppending(file: string, onFault: (error: Error) => void): Promise<Appending> {
  const handle = await open(file, "a", 0o640);
  let waiting: Buffer[] = [];
  let timer: NodeJS.Timeout | undefined;
  let syncedAt = performance.now();
  let fault: Error | undefined;
  let last: Promise<void> = Promise.resolve();

  const write = async (mustSync: boolean) => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    if (fault) return;
    try {
      await writeAll(handle, bytes);
      if (mustSync || performance.now() - syncedAt >= syncMs) {
        await handle.datasync();
        syncedAt = performance.now();
      }
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error));
      onFault(fault);
    }
  };
  // One write after the other: they must land in order.
  const next = (mustSync: boolean) => {
    clearTimeout(timer);
    timer = undefined;
    last = last.then(() => write(mustSync));
    return last;
  };
  return {
    append(bytes) {
      if (fault) return;
      waiting.push(bytes);
      timer ??= setTimeout(() => void next(false), gatherMs);
    },
    flush: () => next(true),
    async close() {
      await next(true);
      await handle.close();
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  let at = 0;
  while (at < bytes.length) at += (await handle.write(bytes, at)).bytesWritten;
}
