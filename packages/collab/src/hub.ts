import type { Logger } from "@carbyne/kernel";
import { createBeat } from "./beat.ts";
import { closeRestart } from "./close-codes.ts";
import { type Ending, endings, type LiveDocument, openDocument } from "./document.ts";
import type { Pace } from "./journal.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import type { Claim, Store } from "./store.ts";

export type HubOptions = {
  readonly store: Store;
  readonly log: Logger;
  readonly limits?: Limits;
  readonly pace?: Pace;
  /** Single updates are put together when there are more than so many, or they take more than so much. */
  readonly compactAfter?: { readonly updates: number; readonly bytes: number };
  /** How long a document stays in memory when all have left. */
  readonly idleMs?: number;
};

export type Opened =
  | { readonly status: "open"; readonly document: LiveDocument }
  | Extract<Claim, { status: "elsewhere" | "missing" }>;

export type Hub = ReturnType<typeof createHub>;

const keepAliveMs = 20_000;
const restart: Ending = { code: closeRestart, reason: "restart" };

/** The documents that this process owns. A document is in memory in one process at a time, which claims it before it loads it. */
export function createHub(options: HubOptions) {
  const { store, log, limits = defaultLimits, idleMs = 10_000 } = options;
  const pace = options.pace ?? { flushMs: 100, retryMs: 250, mostRetryMs: 5000 };
  const beat = createBeat(pace.flushMs);
  const compactAfter = options.compactAfter ?? { updates: 500, bytes: 256 * 1024 };
  const opening = new Map<string, Promise<Opened>>();
  const live = new Map<string, LiveDocument>();
  const releasing = new Map<string, Promise<void>>();
  const idle = new Map<string, NodeJS.Timeout>();
  const reclaiming = new Set<string>();
  /** How often the store forgot what this process owns. */
  let losses = 0;
  let isStopped = false;

  const stopListening = [
    store.onChange((id) => void live.get(id)?.catchUp()),
    store.onLost(() => {
      losses++;
      for (const document of live.values()) void reclaim(document);
    }),
  ];
  const keepAlive = setInterval(() => {
    for (const document of live.values()) document.keepAlive();
  }, keepAliveMs);
  keepAlive.unref();

  async function claimAndLoad(id: string): Promise<Opened> {
    await releasing.get(id);
    const before = losses;
    const claim = await store.claim(id);
    if (claim.status !== "owned") return claim;
    const { epoch, maxBytes } = claim;
    const on = { onEmpty: () => startIdling(id), onEnd: () => forget(id) };
    try {
      const document = await openDocument({ id, epoch, maxBytes, store, limits, pace, beat, compactAfter, log, ...on });
      live.set(id, document);
      if (losses !== before) void reclaim(document);
      // Perhaps nobody comes in.
      startIdling(id);
      return { status: "open", document };
    } catch (error) {
      release(id);
      throw error;
    }
  }
  function release(id: string): void {
    const done = store.release(id).catch((error: unknown) => {
      log.warn({ err: error, documentId: id }, "a document stays claimed");
    });
    releasing.set(id, done);
    void done.finally(() => {
      if (releasing.get(id) === done) releasing.delete(id);
    });
  }
  function forget(id: string): void {
    if (!live.delete(id)) return;
    opening.delete(id);
    clearTimeout(idle.get(id));
    idle.delete(id);
    release(id);
  }
  function startIdling(id: string): void {
    clearTimeout(idle.get(id));
    if (isStopped) return;
    const unloadLater = () => void unload(id);
    idle.set(id, setTimeout(unloadLater, idleMs));
  }
  async function unload(id: string): Promise<void> {
    const document = live.get(id);
    if (!document?.isEmpty()) return;
    const isKept = await document.settle();
    // Somebody came in meanwhile.
    if (!document.isEmpty() || isStopped) return;
    if (isKept) document.end(restart);
    else startIdling(id);
  }
  /** The store does not hold this process for the owner any more: claims again, with what others did meanwhile, or gives the document up. */
  async function reclaim(document: LiveDocument): Promise<void> {
    if (reclaiming.has(document.id)) return;
    reclaiming.add(document.id);
    let ms = pace.retryMs;
    while (!document.isOver() && !isStopped && !(await triedAgain(document))) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      ms = Math.min(ms * 2, pace.mostRetryMs);
    }
    reclaiming.delete(document.id);
  }
  async function triedAgain(document: LiveDocument): Promise<boolean> {
    try {
      const claim = await store.claim(document.id);
      if (claim.status === "owned") await document.catchUp();
      else if (claim.status === "missing") document.end(endings.missing);
      // What was done here is written all the same: the owner is told, and reads it.
      else if (await document.flush()) document.end(endings.moved);
      else return false;
      return true;
    } catch (error) {
      log.warn({ err: error, documentId: document.id }, "a document cannot be claimed again, trying on");
      return false;
    }
  }
  return {
    /** The document, loaded, when this process owns it or can. */
    async open(id: string): Promise<Opened> {
      if (isStopped) throw new Error("the documents are being closed");
      if (live.get(id)?.isEmpty()) startIdling(id);
      const asked = opening.get(id) ?? claimAndLoad(id);
      opening.set(id, asked);
      const forgetIt = () => {
        if (opening.get(id) === asked) opening.delete(id);
      };
      try {
        const opened = await asked;
        if (opened.status !== "open") forgetIt();
        return opened;
      } catch (error) {
        forgetIt();
        throw error;
      }
    },
    size: () => live.size,
    connections: () => [...live.values()].reduce((all, document) => all + document.connections(), 0),
    /** Sends all away, to come back to another process, and writes what is left. */
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(keepAlive);
      for (const timer of idle.values()) clearTimeout(timer);
      const documents = [...live.values()];
      for (const document of documents) document.dismiss(restart);
      await Promise.all(documents.map((document) => document.settle()));
      for (const document of documents) document.end(restart);
      await Promise.all(releasing.values());
      for (const stop of stopListening) stop();
    },
  };
}
