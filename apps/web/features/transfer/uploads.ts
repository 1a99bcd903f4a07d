import { useSyncExternalStore } from "react";
import { isUnreachable, refusalOf } from "../../client/words.ts";
import { sendPiece } from "./send-piece.ts";

/** A file on its way to the server. It goes on when its person leaves the page of it, as long as the tab is open. */
export interface Upload {
  id: string;
  sizeBytes: number;
  sentBytes: number;
  startedAt: number;
  /** How much was there already when this began. */
  fromBytes: number;
  isWaiting: boolean;
  error: unknown;
}

const pausesMs = [1_000, 2_000, 5_000, 10_000, 20_000];
let uploads: readonly Upload[] = [];
const running = new Map<string, AbortController>();
const listeners = new Set<() => void>();

function change(id: string, part: Partial<Upload> | null): void {
  uploads =
    part === null
      ? uploads.filter((one) => one.id !== id)
      : uploads.map((one) => (one.id === id ? { ...one, ...part } : one));
  for (const listener of listeners) listener();
}

/** What is on its way out of this tab. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
    () => uploads,
  );
}

/** Stops sending a file. */
export function stopUpload(id: string): void {
  running.get(id)?.abort();
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

export interface UploadInput {
  id: string;
  data: Blob;
  fromBytes: number;
  pieceBytes: number;
}

/** Sends a file piece by piece. Where the network is away it waits and goes on; what is refused ends it. */
export async function startUpload({ id, data, fromBytes, pieceBytes }: UploadInput): Promise<void> {
  if (running.has(id)) return;
  const controller = new AbortController();
  const { signal } = controller;
  running.set(id, controller);
  uploads = [
    ...uploads.filter((one) => one.id !== id),
    { id, sizeBytes: data.size, sentBytes: fromBytes, startedAt: Date.now(), fromBytes, isWaiting: false, error: null },
  ];
  change(id, {});
  window.addEventListener("beforeunload", warn);
  let tries = 0;
  let at = fromBytes;
  try {
    while (at < data.size) {
      try {
        at = await sendPiece(id, { at, data: data.slice(at, at + pieceBytes), signal });
        tries = 0;
        change(id, { sentBytes: at, isWaiting: false });
      } catch (error) {
        if (signal.aborted || !isPassing(error)) throw error;
        change(id, { isWaiting: true });
        await rest(pausesMs[Math.min(tries++, pausesMs.length - 1)] ?? 0, signal);
      }
    }
    change(id, null);
  } catch (error) {
    change(id, signal.aborted ? null : { error });
  } finally {
    running.delete(id);
    if (running.size === 0) window.removeEventListener("beforeunload", warn);
  }
}

/** The network, or a server that is just being started: nothing that is said about the file. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    error instanceof SyntaxError ||
    isUnreachable(error) ||
    refusalOf(error)?.kind === "busy"
  );
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      window.clearTimeout(timer);
      resolve();
    });
  });
}
