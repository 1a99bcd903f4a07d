import type { Context } from "../../context.ts";
import type { Message } from "../messages/message-json.ts";
import { readChanges, type RoomChanges } from "./changes.ts";

type Listener = (changes: RoomChanges) => void;

type Fed = {
  /** Up to which modseq everybody here was told; undefined until somebody has read the room. */
  at: bigint | undefined;
  /** The highest that was heard of. */
  heard: bigint;
  isReading: boolean;
  readonly listeners: Set<Listener>;
  readonly stop: () => void;
};

/**
 * What changes in rooms, read once for all who listen in this process, in order. A listener hears of changes after the modseq that the room was read
 * at; `from` of each is `to` of the one before, so that whoever knows less sees that something is missing, and asks.
 */
export type RoomFeed = {
  /** Begins to listen to hints of a room, before the caller reads it. Returns the way to stop. */
  attach(roomId: string, listener: Listener): () => void;
  /** Says that a room was read at a modseq, by which reading goes on. */
  begin(roomId: string, at: bigint): void;
  /** Hands on what was just committed, all of one modseq, where it follows what was told last: then nobody reads it again. */
  hand(roomId: string, change: { readonly at: bigint; readonly messages: readonly Message[] }): void;
};

const feeds = new WeakMap<Context["bus"], RoomFeed>();

/** The one feed of this process. */
export function roomFeed(ctx: Context): RoomFeed {
  const known = feeds.get(ctx.bus);
  if (known) return known;
  const feed = createRoomFeed(ctx);
  feeds.set(ctx.bus, feed);
  return feed;
}

const retryMs = 1000;

function createRoomFeed(ctx: Context): RoomFeed {
  const rooms = new Map<string, Fed>();

  async function read(roomId: string, fed: Fed): Promise<void> {
    if (fed.isReading || fed.at === undefined) return;
    fed.isReading = true;
    try {
      while (fed.at < fed.heard && fed.listeners.size > 0) {
        const changes = await readChanges(ctx, roomId, fed.at);
        const to = BigInt(changes.to);
        // A hint may be ahead of a replica or of a room that is gone: what was read is what is told.
        if (to <= fed.at) break;
        fed.at = to;
        for (const listener of fed.listeners) listener(changes);
      }
    } catch (error) {
      ctx.log.warn({ err: error, roomId }, "changes of a room could not be read, trying again");
      setTimeout(() => void read(roomId, fed), retryMs).unref();
    } finally {
      fed.isReading = false;
    }
  }

  function add(roomId: string): Fed {
    const fed: Fed = {
      at: undefined,
      heard: 0n,
      isReading: false,
      listeners: new Set(),
      stop: ctx.bus.subscribe(roomId, ({ modseq }) => {
        if (modseq > fed.heard) fed.heard = modseq;
        void read(roomId, fed);
      }),
    };
    rooms.set(roomId, fed);
    return fed;
  }

  ctx.bus.onGap(() => {
    for (const [roomId, fed] of rooms) {
      // Nobody says how far the rooms are by now: one more is looked for, and what is there is told.
      fed.heard = (fed.at ?? 0n) + 1n;
      void read(roomId, fed);
    }
  });

  return {
    attach(roomId, listener) {
      const fed = rooms.get(roomId) ?? add(roomId);
      fed.listeners.add(listener);
      return () => {
        fed.listeners.delete(listener);
        if (fed.listeners.size > 0 || rooms.get(roomId) !== fed) return;
        fed.stop();
        rooms.delete(roomId);
      };
    },
    begin(roomId, at) {
      const fed = rooms.get(roomId);
      if (!fed) return;
      fed.at ??= at;
      if (fed.heard < at) fed.heard = at;
      void read(roomId, fed);
    },
    hand(roomId, { at, messages }) {
      const fed = rooms.get(roomId);
      // Anything between the two, or a reading that may bring this too: the hint that follows makes it be read.
      if (!fed || fed.isReading || fed.at !== at - 1n) return;
      const [from, to] = [fed.at.toString(), at.toString()];
      fed.at = at;
      if (fed.heard < at) fed.heard = at;
      const changes = { roomId, from, to, messages, members: [], room: null, hasMore: false };
      for (const listener of fed.listeners) listener(changes);
    },
  };
}
