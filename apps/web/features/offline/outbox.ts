import { useSyncExternalStore } from "react";
import { drop, keep, type Kept, listAll } from "./store.ts";

/** Something that could not reach the server and is done when it can be. */
export interface Waiting extends Kept {
  /** Sending a message, or a verb on conversations. */
  kind: "send" | "act";
  input: unknown;
}

let known: readonly Waiting[] = [];
const none: readonly Waiting[] = [];
const listeners = new Set<() => void>();
const channel = typeof window === "undefined" ? null : new BroadcastChannel("carbyne-outbox");
channel?.addEventListener("message", () => void look());

async function look(): Promise<void> {
  known = await listAll<Waiting>("waiting");
  for (const listener of listeners) listener();
}

async function changed(): Promise<void> {
  channel?.postMessage("changed");
  await look();
}

/** A name by which the server knows a sending that it is asked for again. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // RFC 9562 §5.4: the version and the variant; a page without HTTPS has no randomUUID.
  const digits = [...bytes].map((byte, at) =>
    (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, "0"),
  );
  return [
    [0, 4],
    [4, 6],
    [6, 8],
    [8, 10],
    [10, 16],
  ]
    .map(([from, to]) => digits.slice(from, to).join(""))
    .join("-");
}

/** Has the worker send what waits once there is a network, although no page is open then (Background Sync §3). Chromium has it. */
async function askForSync(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration: ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } } =
    await navigator.serviceWorker.ready;
  await registration.sync?.register("outbox");
}

/** Puts something at the end of what waits. Fails where the browser keeps nothing. */
export async function putOff(waiting: Waiting): Promise<void> {
  await keep("waiting", waiting);
  await changed();
  void askForSync().catch(() => undefined);
}

/** Takes something out of what waits; answers whether it still waited. */
export async function takeOut(id: string): Promise<boolean> {
  const all = await listAll<Waiting>("waiting");
  await drop("waiting", id);
  await changed();
  return all.some((waiting) => waiting.id === id);
}

export interface Replay {
  accountId: string;
  run: (waiting: Waiting) => Promise<void>;
  /** Whether it may work later: there is no network yet, or nobody is signed in. */
  isPassing: (error: unknown) => boolean;
  /** The server would not: it does not wait any more, and the person is told. */
  onRefused: (waiting: Waiting, error: unknown) => void;
}

/** Does what waits, one after the other in its order, in one tab only. Stops at what may work later. */
export async function replay({ accountId, run, isPassing, onRefused }: Replay): Promise<number> {
  const all = async () => {
    let done = 0;
    for (const waiting of await listAll<Waiting>("waiting")) {
      if (waiting.accountId !== accountId) continue;
      try {
        await run(waiting);
        done += 1;
      } catch (error) {
        if (isPassing(error)) break;
        onRefused(waiting, error);
      }
      await takeOut(waiting.id);
    }
    return done;
  };
  if (!("locks" in navigator)) return all();
  return navigator.locks.request("carbyne-outbox", all);
}

/** What waits to be done for an account. */
export function useWaiting(accountId: string): readonly Waiting[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      void look().catch(() => undefined);
      return () => listeners.delete(listener);
    },
    () => known,
    () => none,
  );
  return all.filter((waiting) => waiting.accountId === accountId);
}

let replayNow: () => Promise<void> = () => Promise.resolve();

/** Says how what waits is done at once, until the answer is called. */
export function onReplay(run: () => Promise<void>): () => void {
  replayNow = run;
  return () => {
    replayNow = () => Promise.resolve();
  };
}

/** Does at once what waits, as before somebody signs out. */
export function replayWaiting(): Promise<void> {
  return replayNow();
}
