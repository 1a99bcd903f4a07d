import { useSyncExternalStore } from "react";
import { guestBase } from "../../../client/guest-base.ts";
import { isUnreachable } from "../../../client/words.ts";
import { chatServer, type Message } from "../api.ts";

/** Something that one said and that is not acknowledged yet. */
export interface Outgoing {
  /** The name that the message has at the server: sent again, it is the same message. */
  key: string;
  roomId: string;
  threadId: string | null;
  replyToId: string | null;
  isAlsoInRoom: boolean;
  text: string;
  attachments: readonly { id: string; name: string; width?: number; height?: number }[];
  /** ISO 8601. */
  at: string;
  /** Sent is what the server has taken and what has not come back over the socket yet. */
  state: "waiting" | "failed" | "sent";
  message?: Message;
  /** Why it failed, by the server's reason; none where it could not be reached. */
  error?: unknown;
}

const listeners = new Set<() => void>();
/** A guest's is none of the person's who is signed in with the same browser. */
const storeKey = `chat.outgoing${guestBase}`;
const retryMs = 3_000;
let outgoing: readonly Outgoing[] = [];
let isRestored = false;
/** Rooms of which one message is on its way: the next one waits, so that they come in order. */
const busy = new Set<string>();
/** What was sent comes back over the socket; what has not come after so long is asked for. */
const comesBackMs = 5_000;
let ask: (roomId: string) => Promise<unknown> = () => Promise.resolve();

function set(next: readonly Outgoing[]): void {
  outgoing = next;
  try {
    // Kept for a page that is closed in the middle: what was typed is not lost, and is offered again.
    if (next.length === 0) window.localStorage.removeItem(storeKey);
    else {
      const kept = next.filter((one) => one.state !== "sent").map((one) => ({ ...one, error: undefined }));
      window.localStorage.setItem(storeKey, JSON.stringify(kept));
    }
  } catch {
    // A browser that keeps nothing still sends.
  }
  for (const listener of listeners) listener();
}

/** Takes up again what a closed page has left. `catchUp` asks what changed in a room. */
export function openOutbox(catchUp: (roomId: string) => Promise<unknown>): void {
  ask = catchUp;
  if (isRestored) return;
  isRestored = true;
  try {
    const kept = JSON.parse(window.localStorage.getItem(storeKey) ?? "[]") as Outgoing[];
    if (Array.isArray(kept)) outgoing = kept;
  } catch {
    window.localStorage.removeItem(storeKey);
  }
  for (const one of outgoing) void run(one.roomId);
}

/** Says something: it is shown at once, and sent as soon as what was said before it in the room is. */
export function sendSoon(message: Omit<Outgoing, "key" | "at" | "state">): void {
  const one: Outgoing = { ...message, key: crypto.randomUUID(), at: new Date().toISOString(), state: "waiting" };
  set([...outgoing, one]);
  void run(one.roomId);
}

/** Tries once more what failed. */
export function retry(key: string): void {
  set(outgoing.map((one) => (one.key === key ? { ...one, state: "waiting" } : one)));
  const one = outgoing.find((other) => other.key === key);
  if (one) void run(one.roomId);
}

/** Messages have come back: they are no longer on their way. */
export function arrived(messages: readonly Message[]): void {
  const keys = new Set(messages.map((message) => message.key));
  if (outgoing.some((one) => keys.has(one.key))) set(outgoing.filter((one) => !keys.has(one.key)));
}

/** Gives up what failed. */
export function giveUp(key: string): void {
  set(outgoing.filter((one) => one.key !== key));
}

async function run(roomId: string): Promise<void> {
  if (busy.has(roomId)) return;
  busy.add(roomId);
  try {
    for (let next = nextOf(roomId); next; next = nextOf(roomId)) {
      const done = await sendOne(next);
      if (!done) await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  } finally {
    busy.delete(roomId);
  }
}

const nextOf = (roomId: string) => outgoing.find((one) => one.roomId === roomId && one.state === "waiting");

/** False where nobody was reached, and it is tried again. */
async function sendOne(one: Outgoing): Promise<boolean> {
  const { key, roomId, text, threadId, replyToId, isAlsoInRoom, attachments } = one;
  try {
    const message = await chatServer.send({
      roomId,
      key,
      text,
      ...(threadId === null ? {} : { threadId, isAlsoInRoom }),
      ...(replyToId === null ? {} : { replyToId }),
      ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
    });
    set(outgoing.map((other) => (other.key === key ? { ...other, state: "sent", message } : other)));
    setTimeout(() => {
      if (outgoing.some((other) => other.key === key))
        void ask(roomId)
          .catch(() => undefined)
          .finally(() => giveUp(key));
    }, comesBackMs);
    return true;
  } catch (error) {
    if (isUnreachable(error)) return false;
    set(outgoing.map((other) => (other.key === key ? { ...other, state: "failed", error } : other)));
    return true;
  }
}

const none: readonly Outgoing[] = [];

/** What is on its way, everywhere. */
export function useOutgoing(): readonly Outgoing[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => outgoing,
    () => none,
  );
}
