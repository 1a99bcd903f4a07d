import type { Logger } from "@carbyne/kernel";
import type { Backend, SfuOptions } from "./backend.ts";
import type { NoticeData, NoticeName, Spotlight } from "./messages.ts";
import { closeTransports, type EndReason, type Line, type Peer, tellPeer } from "./peer.ts";
import { createTapping, tappedPeer, type Tapping } from "./recorder/tapping.ts";
import { createRouting, type Place, type Routing } from "./routing.ts";
import { createStreams, type Streams } from "./streams.ts";
import type { Workers } from "./workers.ts";

/** A meeting as this process has it. */
export type Room = {
  readonly id: string;
  readonly peers: ReadonlyMap<string, Peer>;
  readonly routing: Routing;
  readonly streams: Streams;
  readonly tapping: Tapping;
  /** Those who come in right now count as people who are in it. */
  arriving: number;
  recordingSince: Date | null;
  /** What a moderator shows large to everybody. It goes with whom it shows. */
  spotlight: Spotlight | null;
  isOver(): boolean;
  tellAll<Name extends NoticeName>(name: Name, data: NoticeData<Name>, except?: Peer): void;
  /** Somebody new, whom the others hear of. */
  add(peer: Peer, line: Line): void;
  /** Somebody who was gone for a moment has a socket again. */
  takeBack(peer: Peer, line: Line): void;
  /** Their socket is gone; they may come back. */
  lose(peer: Peer, line: Line): void;
  /** They are out, for the reason that they are told. */
  remove(peer: Peer, reason?: EndReason): void;
  /** Whether a grant that was signed before still counts: not of somebody who was taken out since. */
  mayEnter(personId: string): boolean;
  bar(personId: string): void;
  /** Everybody is out. */
  end(reason: EndReason): void;
  /** Everybody is sent on; nobody is said to have left. */
  sendOn(): void;
  close(): void;
};

export type RoomOptions = {
  readonly id: string;
  readonly workers: Workers;
  readonly backend: Backend;
  readonly log: Logger;
  readonly slack: number;
  readonly pace: NonNullable<SfuOptions["pace"]>;
  /** The room is closed, and not to be used any more. */
  readonly onOver: () => void;
};

/** A grant lives for a minute; what was signed before somebody was taken out is worthless after that by itself. */
const barredMs = 90_000;

export function createRoom({ id, workers, backend, log, slack, pace, onOver }: RoomOptions): Room {
  const peers = new Map<string, Peer>();
  const barred = new Map<string, number>();
  let emptyTimer: NodeJS.Timeout | undefined;
  let wasUsed = false;
  let isOver = false;

  const streams = createStreams({ peers, tellAll, tapping: () => room.tapping, routing: () => room.routing, log });
  const routing = createRouting({ workers, slack, onPlace: (place) => streams.listenAt(place), onLost: losePlace });

  function tellAll<Name extends NoticeName>(name: Name, data: NoticeData<Name>, except?: Peer): void {
    const text = JSON.stringify({ tell: name, data });
    for (const peer of peers.values()) if (peer !== except) peer.line?.sendText(text);
  }
  /** A worker died. Whoever was served by it is cut off, comes back at once with their secret, and is served by another. */
  function losePlace(place: Place): void {
    streams.forget(place);
    for (const peer of peers.values()) if (peer.place === place) peer.line?.cut("worker-died");
  }
  /** Who was written down as present has left, when this was the last that they had here. */
  function tellBackend(personId: string): void {
    if ([...peers.values()].some((peer) => peer.personId === personId)) return;
    backend
      .left({ meetingId: id, personId })
      .catch((error: unknown) => log.error({ err: error, meetingId: id }, "a leaving was not written down"));
  }
  function settleIn(peer: Peer, line: Line): void {
    clearTimeout(peer.goneTimer);
    peer.goneTimer = undefined;
    peer.line = line;
  }
  function drop(peer: Peer): void {
    clearTimeout(peer.goneTimer);
    streams.closeOf(peer);
    closeTransports(peer);
    peers.delete(peer.id);
    peer.place.worker.peers--;
    peer.line = null;
  }
  function watchEmpty(): void {
    clearTimeout(emptyTimer);
    if (peers.size > 0 || isOver) return;
    emptyTimer = setTimeout(() => {
      if (peers.size > 0) return;
      if (room.arriving > 0) return watchEmpty();
      room.close();
      if (!wasUsed) return;
      backend
        .emptied(id)
        .catch((error: unknown) =>
          log.error({ err: error, meetingId: id }, "the end of a meeting was not written down"),
        );
    }, pace.emptyForMs);
  }

  const room: Room = {
    id,
    peers,
    routing,
    streams,
    tapping: createTapping(id, { peers }),
    arriving: 0,
    recordingSince: null,
    spotlight: null,
    isOver: () => isOver,
    tellAll,
    add(peer, line) {
      wasUsed = true;
      clearTimeout(emptyTimer);
      tellAll("peerJoined", tellPeer(peer));
      peers.set(peer.id, peer);
      peer.place.worker.peers++;
      settleIn(peer, line);
      room.tapping.tell({ what: "joined", peer: tappedPeer(peer) });
    },
    takeBack(peer, line) {
      peer.line?.cut("taken-over");
      settleIn(peer, line);
      streams.closeOf(peer);
      closeTransports(peer);
    },
    lose(peer, line) {
      if (peer.line !== line || !peers.has(peer.id)) return;
      peer.line = null;
      peer.goneTimer = setTimeout(() => room.remove(peer), pace.returnWithinMs);
    },
    remove(peer, reason) {
      if (!peers.has(peer.id)) return;
      const { line } = peer;
      drop(peer);
      if (reason) line?.end(reason);
      if (room.spotlight?.peerId === peer.id) room.spotlight = null;
      tellAll("peerLeft", { peerId: peer.id });
      room.tapping.tell({ what: "left", peerId: peer.id });
      tellBackend(peer.personId);
      watchEmpty();
    },
    mayEnter: (personId) => (barred.get(personId) ?? 0) < Date.now(),
    bar: (personId) => void barred.set(personId, Date.now() + barredMs),
    end(reason) {
      for (const peer of peers.values()) room.remove(peer, reason);
      wasUsed = false;
      room.close();
    },
    sendOn() {
      tellAll("moved", {});
      for (const peer of peers.values()) {
        const { line } = peer;
        drop(peer);
        line?.cut("moved");
      }
      room.close();
    },
    close() {
      if (isOver) return;
      isOver = true;
      clearTimeout(emptyTimer);
      for (const peer of peers.values()) drop(peer);
      streams.close();
      routing.close();
      onOver();
    },
  };
  watchEmpty();
  return room;
}
