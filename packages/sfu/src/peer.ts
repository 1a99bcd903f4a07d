import { randomBytes } from "node:crypto";
import { newId, Refusal } from "@carbyne/kernel";
import type { types } from "mediasoup";
import type { Grant } from "./backend.ts";
import type { NoticeData, NoticeName, Peer as PeerTold, Producer as ProducerTold, Source } from "./messages.ts";
import type { Place } from "./routing.ts";

export type EndReason = NoticeData<"ended">["reason"];

/** The way to a client, as long as its socket is there. */
export type Line = {
  tell<Name extends NoticeName>(name: Name, data: NoticeData<Name>): void;
  /** A notice that was written once for many. */
  sendText(text: string): void;
  /** Says that it is over, and closes. */
  end(reason: EndReason): void;
  /** Closes; the client comes back by itself. */
  cut(reason: string): void;
};

/** A stream that a peer sends. */
export type Sent = { readonly producer: types.Producer; readonly source: Source; readonly place: Place };

/** A stream that a peer receives. */
export type Received = {
  readonly consumer: types.Consumer;
  readonly sent: Sent;
  /** Not among the loudest, and therefore not sent for now. */
  isQuiet: boolean;
};

/** One presence of a person in a meeting. It outlives its socket and its transports for a while. */
export type Peer = {
  readonly id: string;
  readonly secret: string;
  readonly personId: string;
  readonly deviceId: string;
  readonly kind: Grant["kind"];
  readonly joinedAt: Date;
  name: string;
  may: Grant["may"];
  isModerator: boolean;
  handAt: Date | null;
  quality: number;
  place: Place;
  line: Line | null;
  /** Runs while the socket is gone. */
  goneTimer: NodeJS.Timeout | undefined;
  readonly transports: { send: types.WebRtcTransport | null; receive: types.WebRtcTransport | null };
  readonly sent: Map<string, Sent>;
  readonly received: Map<string, Received>;
  /** The same, by the stream's own id. */
  readonly receivedOf: Map<string, Received>;
};

export function createPeer(grant: Grant, { place, handAt }: { place: Place; handAt: Date | null }): Peer {
  return {
    id: newId(),
    secret: randomBytes(24).toString("base64url"),
    personId: grant.personId,
    deviceId: grant.deviceId,
    kind: grant.kind,
    joinedAt: new Date(),
    name: grant.name,
    may: grant.may,
    isModerator: grant.isModerator,
    handAt,
    quality: 0,
    place,
    line: null,
    goneTimer: undefined,
    transports: { send: null, receive: null },
    sent: new Map(),
    received: new Map(),
    receivedOf: new Map(),
  };
}

/** One of the peer's own transports; those of others are as unknown as those that never were. */
export function transportOf(peer: Peer, id: string): types.WebRtcTransport {
  const { send, receive } = peer.transports;
  if (send?.id === id) return send;
  if (receive?.id === id) return receive;
  throw new Refusal("not-found", "media-transport-unknown");
}

export function sentOf(peer: Peer, producerId: string): Sent {
  const sent = peer.sent.get(producerId);
  if (!sent) throw new Refusal("not-found", "media-stream-unknown");
  return sent;
}

export function tellProducer({ producer, source }: Sent): ProducerTold {
  return { id: producer.id, source, isPaused: producer.paused };
}

export function tellPeer(peer: Peer): PeerTold {
  return {
    id: peer.id,
    personId: peer.personId,
    kind: peer.kind,
    name: peer.name,
    isModerator: peer.isModerator,
    joinedAt: peer.joinedAt.toISOString(),
    handAt: peer.handAt?.toISOString() ?? null,
    quality: peer.quality,
    producers: [...peer.sent.values()].map(tellProducer),
  };
}

/** All that the peer sends and receives ends; who is told of it hears it from the streams. */
export function closeTransports(peer: Peer): void {
  const { send, receive } = peer.transports;
  peer.transports.send = null;
  peer.transports.receive = null;
  send?.close();
  receive?.close();
}
