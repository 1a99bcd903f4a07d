import { silentLogger } from "@carbyne/kernel";
import * as encoding from "lib0/encoding";
import * as decoding from "lib0/decoding";
import * as awareness from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import { vi } from "vitest";
import * as Y from "yjs";
import { createHub, type HubOptions } from "./hub.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import type { createMemoryStores } from "./memory-store.ts";
import type { Connection, Participant } from "./room.ts";

/** A busy machine takes its time. */
export const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

export const quick = { flushMs: 5, retryMs: 5, mostRetryMs: 20 };

export type Stores = ReturnType<typeof createMemoryStores>;

/** A hub that does everything soon. */
export function buildHub(
  process: ReturnType<Stores["process"]>,
  { limits, ...rest }: Partial<Omit<HubOptions, "limits">> & { limits?: Partial<Limits> } = {},
) {
  const all = { ...defaultLimits, ...limits };
  return createHub({ store: process.store, log: silentLogger, pace: quick, idleMs: 20, ...rest, limits: all });
}

export type Client = Awaited<ReturnType<typeof connect>>;

/** A client that speaks the protocol by its own library, over a socket in memory. */
export async function connect(
  hub: ReturnType<typeof createHub>,
  id: string,
  {
    name = "Ann",
    mayWrite = true,
    doc = new Y.Doc(),
    takes = true,
  }: { name?: string; mayWrite?: boolean; doc?: Y.Doc; takes?: boolean } = {},
) {
  const opened = await hub.open(id);
  if (opened.status !== "open") throw new Error(`the document is ${opened.status}`);
  const present = new awareness.Awareness(doc);
  const closed: { code: number; reason: string }[] = [];
  const kept = new Set<number>();
  let isPaused = false;
  let unsent = 0;
  const participant: Participant = { identity: { id: `id-${name}`, name }, mayWrite };
  const socket = {
    send(bytes: Uint8Array): void {
      if (!takes) unsent += bytes.length;
      // As over a line: later, and after what else is under way.
      else setImmediate(() => hear(bytes));
    },
    close: (code: number, reason: string) => void closed.push({ code, reason }),
    pause: () => void (isPaused = true),
    resume: () => void (isPaused = false),
    bufferedBytes: () => unsent,
  };
  function hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === 64) kept.add(decoding.readVarUint(decoder));
    if (type === 1) awareness.applyAwarenessUpdate(present, decoding.readVarUint8Array(decoder), "server");
    if (type !== 0) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    sync.readSyncMessage(decoder, encoder, doc, "server");
    if (encoding.length(encoder) > 1 && closed.length === 0) connection.receive(encoding.toUint8Array(encoder));
  }
  const connection: Connection = opened.document.connect(socket, participant);
  const send = (write: (encoder: encoding.Encoder) => void) => connection.receive(encoding.encode(write));
  const sendUpdate = (update: Uint8Array) =>
    send((encoder) => {
      encoding.writeVarUint(encoder, 0);
      sync.writeUpdate(encoder, update);
    });
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") sendUpdate(update);
  });
  send((encoder) => {
    encoding.writeVarUint(encoder, 0);
    sync.writeSyncStep1(encoder, doc);
  });
  let token = 0;
  return {
    doc,
    text: doc.getText("text"),
    present,
    connection,
    closed,
    isPaused: () => isPaused,
    send,
    sendUpdate,
    sayPresence: (clients: number[] = [doc.clientID]) =>
      send((encoder) => {
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarUint8Array(encoder, awareness.encodeAwarenessUpdate(present, clients));
      }),
    /** Asks to be told when all that was sent is kept. Says whether it was. */
    mark(): () => boolean {
      const mine = ++token;
      send((encoder) => {
        encoding.writeVarUint(encoder, 64);
        encoding.writeVarUint(encoder, mine);
      });
      return () => kept.has(mine);
    },
    leave: () => connection.gone(),
  };
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
