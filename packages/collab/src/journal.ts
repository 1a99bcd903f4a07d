import type { Logger } from "@carbyne/kernel";
import * as Y from "yjs";
import type { Beat } from "./beat.ts";
import type { Appended, Store, Update } from "./store.ts";

export type Pace = {
  /** Changes of so long are written together, those of all documents at the same time. */
  readonly flushMs: number;
  /** A store that failed is asked again after the first, and later after the last of these. */
  readonly retryMs: number;
  readonly mostRetryMs: number;
};

type Waiting = { readonly position: number; readonly resolve: () => void };

/**
 * Writes the changes of one document in the order in which they came, some at a time. What the store does not take is kept and tried again: it may be
 * stored twice then, which means the same in Yjs.
 */
export function createJournal(options: {
  id: string;
  epoch: number;
  store: Pick<Store, "append">;
  pace: Pace;
  /** Every `flushMs`. */
  beat: Beat;
  log: Logger;
  /** After each writing. */
  onAppended: (appended: Appended, bytes: number) => void;
}) {
  const { id, epoch, store, pace, beat, log, onAppended } = options;
  let queue: Update[] = [];
  /** How many changes came, and how many of them are kept for good. */
  let [added, kept] = [0, 0];
  let unsavedBytes = 0;
  let waiting: Waiting[] = [];
  let cancel: (() => void) | undefined;
  let writing: Promise<void> | undefined;
  let retryMs = pace.retryMs;
  let isOver = false;

  function schedule(): void {
    if (isOver || writing || cancel || queue.length === 0) return;
    const work = () => void write();
    cancel = retryMs > pace.retryMs ? after(retryMs, work) : beat(work);
  }
  function write(): Promise<void> {
    cancel?.();
    cancel = undefined;
    writing ??= writeOnce().finally(() => {
      writing = undefined;
      schedule();
    });
    return writing;
  }
  async function writeOnce(): Promise<void> {
    if (isOver || queue.length === 0) return;
    const [batch, count] = [queue, added];
    queue = [];
    const updates = joined(batch);
    const bytes = updates.reduce((sum, one) => sum + one.bytes.length, 0);
    try {
      const appended = await store.append(id, { epoch, updates });
      retryMs = pace.retryMs;
      if (appended.status !== "stored") isOver = true;
      else settle(count, batch);
      onAppended(appended, bytes);
    } catch (error) {
      if (retryMs === pace.retryMs)
        log.warn({ err: error, documentId: id }, "a document cannot be written, trying again");
      retryMs = Math.min(retryMs * 2, pace.mostRetryMs);
      queue = [...batch, ...queue];
    }
  }
  function settle(count: number, batch: readonly Update[]): void {
    kept = count;
    unsavedBytes -= sizeOf(batch);
    const done = waiting.filter(({ position }) => position <= kept);
    waiting = waiting.filter(({ position }) => position > kept);
    for (const { resolve } of done) resolve();
  }
  return {
    add(update: Update): void {
      queue.push(update);
      added++;
      unsavedBytes += update.bytes.length;
      schedule();
    },
    unsavedBytes: () => unsavedBytes,
    /** Calls back once all that was added so far is kept: at once when it is. */
    whenKept(resolve: () => void): void {
      if (added === kept) resolve();
      else waiting.push({ position: added, resolve });
    },
    /** Tries now. True when nothing is left to be written. */
    async flush(): Promise<boolean> {
      await writing;
      await write();
      return added === kept;
    },
    /** Writes no more. What waits is given up. */
    stop(): void {
      isOver = true;
      cancel?.();
      waiting = [];
    },
  };
}

function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}

function sizeOf(updates: readonly Update[]): number {
  return updates.reduce((sum, one) => sum + one.bytes.length, 0);
}

/** What one person did in a row is one update. */
function joined(batch: readonly Update[]): Update[] {
  const runs: { authorId: string | null; parts: Uint8Array[] }[] = [];
  for (const { authorId, bytes } of batch) {
    const last = runs.at(-1);
    if (last?.authorId === authorId) last.parts.push(bytes);
    else runs.push({ authorId, parts: [bytes] });
  }
  return runs.map(({ authorId, parts }) => {
    const [only, ...more] = parts;
    return { authorId, bytes: only && more.length === 0 ? only : Y.mergeUpdates(parts) };
  });
}
