import type { Peer, Reply, Source, Spotlight } from "@carbyne/sfu/messages";
import type { NoticeData } from "@carbyne/sfu/messages";
import type { Told } from "./socket.ts";

export type EndReason = NoticeData<"ended">["reason"] | "left" | "refused";

/** What comes in of somebody else: one track of a sound or a picture. */
export type Stream = {
  readonly consumerId: string;
  readonly producerId: string;
  readonly peerId: string;
  readonly source: Source;
  readonly track: MediaStreamTrack;
  /** The server sends nothing of it for now. */
  readonly isPaused: boolean;
};

export type Reaction = { readonly key: number; readonly peerId: string; readonly emoji: string };

export type Moderation = NoticeData<"moderated"> & { readonly key: number };

export type CallState = {
  readonly status: "connecting" | "live" | "reconnecting" | "ended";
  /** Why it ended, once it has. */
  readonly ended: EndReason | null;
  /** What it was refused with, where that is why. */
  readonly error: unknown;
  readonly meetingId: string | null;
  /** The own peer. */
  readonly meId: string | null;
  /** All who are in it, oneself among them, in the order in which they came. */
  readonly peers: readonly Peer[];
  readonly streams: readonly Stream[];
  readonly speakerId: string | null;
  readonly recordingSince: string | null;
  /** Who began or ended the recording last. */
  readonly recordingBy: string;
  /** What a moderator shows large to everybody. */
  readonly spotlight: Spotlight | null;
  /** The last few, for a moment each. */
  readonly reactions: readonly Reaction[];
  /** What a moderator did here last. */
  readonly moderated: Moderation | null;
  /** Since when, in this browser's clock. */
  readonly liveSince: number | null;
};

export const beginning: CallState = {
  status: "connecting",
  ended: null,
  error: null,
  meetingId: null,
  meId: null,
  peers: [],
  streams: [],
  speakerId: null,
  recordingSince: null,
  recordingBy: "",
  spotlight: null,
  reactions: [],
  moderated: null,
  liveSince: null,
};

/** What is known once the server let one in. */
export function joined(state: CallState, meetingId: string, reply: Reply<"join">): CallState {
  return {
    ...state,
    status: "live",
    meetingId,
    meId: reply.peerId,
    peers: inOrder(reply.peers),
    streams: [],
    speakerId: reply.speakerId,
    recordingSince: reply.recordingSince,
    spotlight: reply.spotlight ?? null,
    liveSince: state.liveSince ?? Date.now(),
  };
}

const inOrder = (peers: readonly Peer[]) =>
  peers.toSorted((one, other) => Date.parse(one.joinedAt) - Date.parse(other.joinedAt) || (one.id < other.id ? -1 : 1));

function withPeer(state: CallState, id: string, change: (peer: Peer) => Peer): CallState {
  return { ...state, peers: state.peers.map((peer) => (peer.id === id ? change(peer) : peer)) };
}

let count = 0;

/** What is known once something was told. What was told of somebody who is gone changes nothing. */
export function withTold(state: CallState, told: Told): CallState {
  switch (told.name) {
    case "peerJoined":
      return { ...state, peers: inOrder([...state.peers.filter(({ id }) => id !== told.data.id), told.data]) };
    case "peerLeft":
      return {
        ...state,
        peers: state.peers.filter(({ id }) => id !== told.data.peerId),
        streams: state.streams.filter(({ peerId }) => peerId !== told.data.peerId),
        speakerId: state.speakerId === told.data.peerId ? null : state.speakerId,
        spotlight: state.spotlight?.peerId === told.data.peerId ? null : state.spotlight,
      };
    case "peerChanged": {
      const { peerId, ...changes } = told.data;
      const known = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      return withPeer(state, peerId, (peer) => ({ ...peer, ...known }));
    }
    case "producerAdded": {
      const { peerId, producer } = told.data;
      return withPeer(state, peerId, (peer) => ({
        ...peer,
        producers: [...peer.producers.filter(({ id }) => id !== producer.id), producer],
      }));
    }
    case "producerChanged": {
      const { peerId, producerId, isPaused } = told.data;
      return withPeer(state, peerId, (peer) => ({
        ...peer,
        producers: peer.producers.map((one) => (one.id === producerId ? { ...one, isPaused } : one)),
      }));
    }
    case "producerClosed": {
      const { peerId, producerId } = told.data;
      return {
        ...withPeer(state, peerId, (peer) => ({
          ...peer,
          producers: peer.producers.filter(({ id }) => id !== producerId),
        })),
        streams: state.streams.filter((stream) => stream.producerId !== producerId),
      };
    }
    case "consumerPaused": {
      const { consumerId, isPaused } = told.data;
      return {
        ...state,
        streams: state.streams.map((one) => (one.consumerId === consumerId ? { ...one, isPaused } : one)),
      };
    }
    case "consumerClosed":
      return { ...state, streams: state.streams.filter(({ consumerId }) => consumerId !== told.data.consumerId) };
    case "speaker":
      return { ...state, speakerId: told.data.peerId };
    case "reaction":
      return { ...state, reactions: [...state.reactions.slice(-11), { ...told.data, key: ++count }] };
    case "moderated":
      return { ...state, moderated: { ...told.data, key: ++count } };
    case "spotlight":
      return { ...state, spotlight: told.data.spotlight };
    case "recording":
      return { ...state, recordingSince: told.data.since, recordingBy: told.data.by };
    case "ended":
      return { ...state, status: "ended", ended: told.data.reason };
    case "moved":
      return state;
  }
}

/** The own peer, once one is in. */
export const meOf = ({ peers, meId }: CallState): Peer | null => peers.find(({ id }) => id === meId) ?? null;

/** Whether the own hand is up. */
export const isUp = (state: CallState): boolean => (meOf(state)?.handAt ?? null) !== null;

/** Whose hands are up, the first to raise it first. */
export const handsOf = (peers: readonly Peer[]): readonly Peer[] =>
  peers
    .flatMap((peer) => (peer.handAt === null ? [] : [{ peer, at: Date.parse(peer.handAt) }]))
    .toSorted((one, other) => one.at - other.at)
    .map(({ peer }) => peer);

/** What somebody sends of a kind, if they do. */
export const producerOf = (peer: Peer, source: Source) => peer.producers.find((one) => one.source === source) ?? null;

/** Whether somebody can be heard. */
export const isHeard = (peer: Peer): boolean => producerOf(peer, "mic")?.isPaused === false;
