import type { Logger } from "@carbyne/kernel";
import type { Beat } from "./beat.ts";
import { closeCodes } from "./close-codes.ts";
import { createConnection } from "./connection.ts";
import { createContent } from "./content.ts";
import { createJournal, type Pace } from "./journal.ts";
import type { Limits } from "./limits.ts";
import { createPresences, type PresenceEntry, writePresence } from "./presence.ts";
import { type Connection, type Participant, type Room, type Socket, Untaken } from "./room.ts";
import type { Appended, Store } from "./store.ts";
import { createTelling } from "./telling.ts";
import { awarenessMessage, step1Message, step2Message, updateMessage } from "./wire.ts";

export type DocumentOptions = {
  readonly id: string;
  readonly epoch: number;
  readonly maxBytes: number;
  readonly store: Store;
  readonly limits: Limits;
  readonly pace: Pace;
  readonly beat: Beat;
  readonly compactAfter: { readonly updates: number; readonly bytes: number };
  readonly log: Logger;
  /** When the last one has left. */
  readonly onEmpty: () => void;
  /** When it is in memory no more. */
  readonly onEnd: () => void;
};

/** Why all are sent away. */
export type Ending = { readonly code: number; readonly reason: string };

export const endings = {
  renewed: { code: closeCodes.conflict, reason: "document-renewed" },
  missing: { code: closeCodes["not-found"], reason: "document-unknown" },
  moved: { code: closeCodes.busy, reason: "document-moved" },
} as const satisfies Record<string, Ending>;

export type LiveDocument = Awaited<ReturnType<typeof openDocument>>;

/**
 * A document in memory, and who is in it. Invariants: nobody is let in before it is loaded; a mark is answered only when all before it is kept; every
 * stored update up to `seq` is in memory, so that to put them together loses none.
 */
export async function openDocument(options: DocumentOptions) {
  const { id, epoch, store, limits, log, compactAfter } = options;
  const connections = new Set<Connection>();
  const presences = createPresences<Connection>(limits.presenceBytes);
  let seq = 0n;
  /** What lies in single updates, as far as this process knows. */
  let loose = { updates: 0, bytes: 0 };
  let isOver = false;
  let reading: Promise<void> = Promise.resolve();
  let compacting: Promise<void> | undefined;

  const journal = createJournal({ id, epoch, store, pace: options.pace, beat: options.beat, log, onAppended });
  const telling = createTelling((update, except) => broadcast(updateMessage(update), except));
  const { maxBytes } = options;
  const content = createContent({
    maxBytes,
    pendingBytes: limits.pendingBytes,
    updateParts: limits.updateParts,
    onChange(update, by) {
      telling.change(update, by);
      if (by) journal.add({ authorId: by.identity.id, bytes: update });
    },
  });

  function broadcast(message: Uint8Array, except: Connection | null): void {
    for (const connection of connections) if (connection !== except) connection.send(message);
  }
  function tellPresence(told: readonly PresenceEntry[], by: Connection): void {
    // Where a cursor is, is said behind the letters that it stands in.
    if (told.length > 0) telling.behind(() => broadcast(presenceMessage(told), by));
  }
  function dismiss({ code, reason }: Ending): void {
    telling.flush();
    for (const connection of connections) connection.end(code, reason);
  }
  function end(ending: Ending): void {
    if (isOver) return;
    isOver = true;
    journal.stop();
    dismiss(ending);
    content.destroy();
    options.onEnd();
  }
  function count(updates: number, bytes: number): void {
    loose = { updates: loose.updates + updates, bytes: loose.bytes + bytes };
  }
  function onAppended(appended: Appended, bytes: number): void {
    if (isOver) return;
    if (appended.status !== "stored") {
      end(endings[appended.status]);
      return;
    }
    count(Number(appended.last - appended.first) + 1, bytes);
    // Otherwise another process wrote in between, and this one must read that before it counts on.
    if (appended.first > seq + 1n) void catchUp();
    else if (appended.last > seq) seq = appended.last;
    if (loose.updates > compactAfter.updates || loose.bytes > compactAfter.bytes) void compact();
  }
  /** Reads what others have stored. One reading after the other, each of all that came before it began. */
  function catchUp(): Promise<void> {
    reading = reading.then(readOn).catch((error: unknown) => {
      log.warn({ err: error, documentId: id }, "what others wrote into a document could not be read");
    });
    return reading;
  }
  async function readOn(): Promise<void> {
    const loaded = isOver ? null : await store.load(id, seq);
    if (isOver) return;
    if (!loaded || loaded.epoch !== epoch) {
      end(loaded ? endings.renewed : endings.missing);
      return;
    }
    for (const update of loaded.updates) {
      content.read(update);
      count(1, update.length);
    }
    if (loaded.seq > seq) seq = loaded.seq;
  }
  function compact(): Promise<void> {
    compacting ??= putTogether()
      .catch((error: unknown) => log.warn({ err: error, documentId: id }, "a document could not be put together"))
      .finally(() => {
        compacting = undefined;
      });
    return compacting;
  }
  async function putTogether(): Promise<void> {
    await reading;
    if (isOver || loose.updates === 0) return;
    const { updates, bytes } = loose;
    if (await store.compact(id, { epoch, upTo: seq, state: content.encode() })) count(-updates, -bytes);
  }

  const room: Room = {
    id,
    limits,
    log,
    stateVectorMessage: () => step1Message(content.stateVector()),
    answerStep1: (stateVector) => step2Message(content.since(stateVector)),
    take(connection, update) {
      if (journal.unsavedBytes() + update.length > limits.unsavedBytes) throw new Untaken("unsaved");
      return content.take(connection, update);
    },
    whenKept: (connection, resolve) => content.whenComplete(connection, () => journal.whenKept(resolve)),
    hear(connection, bytes) {
      tellPresence(presences.hear(connection, bytes), connection);
    },
    allPresent: () => presenceMessage(presences.all()),
    leave(connection) {
      if (!connections.delete(connection)) return;
      tellPresence(presences.leave(connection), connection);
      if (connections.size > 0) return;
      content.dropPending();
      if (!isOver) options.onEmpty();
    },
  };

  const first = await store.load(id, 0n);
  if (first?.epoch !== epoch) throw new Error(`document ${id} was taken away while it was loaded`);
  for (const update of first.updates) content.read(update);
  seq = first.seq;
  count(Math.max(first.updates.length - 1, 0), 0);

  return {
    id,
    epoch,
    isOver: () => isOver,
    isEmpty: () => connections.size === 0,
    connections: () => connections.size,
    connect(socket: Socket, participant: Participant): Connection {
      const connection = createConnection(room, socket, participant);
      if (isOver) connection.end(endings.moved.code, endings.moved.reason);
      else if (connections.size >= limits.connections) connection.end(closeCodes["too-many"], "document-full");
      else {
        connections.add(connection);
        connection.begin();
      }
      return connection;
    },
    keepAlive(): void {
      for (const connection of connections) connection.keepAlive();
    },
    catchUp,
    flush: () => journal.flush(),
    dismiss,
    end,
    /** Writes and puts together what is left. True when nothing of it is only in memory. */
    async settle(): Promise<boolean> {
      const isKept = await journal.flush();
      if (isKept) await compact();
      return isKept;
    },
  };
}

function presenceMessage(entries: readonly PresenceEntry[]): Uint8Array {
  return awarenessMessage(writePresence(entries));
}
