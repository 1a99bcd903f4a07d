import type { Logger } from "@carbyne/kernel";
import type { Recorder } from "./recorder/tap.ts";

/** What the domain signed for one entry into one meeting. It lives for a minute, and is used once. */
export type Grant = {
  readonly id: string;
  readonly meetingId: string;
  readonly personId: string;
  readonly kind: "account" | "guest";
  readonly name: string;
  readonly isModerator: boolean;
  /** What this person may send. */
  readonly may: { readonly mic: boolean; readonly camera: boolean; readonly screen: boolean };
  /** A browser's own name for itself: the same one comes back, another one of the same person is another peer. */
  readonly deviceId: string;
};

/** What the app supplies. Every call may throw a Refusal, which is told to the client in its kind and reason. */
export interface Backend {
  /** The grant of a text, or a Refusal "unauthenticated" for what was not signed here or is too old. */
  readGrant(text: string): Promise<Grant>;
  /** Somebody is in: written down before the answer. */
  joined(peer: { readonly meetingId: string; readonly personId: string; readonly peerId: string }): Promise<void>;
  /** Their last peer is out. */
  left(person: { readonly meetingId: string; readonly personId: string }): Promise<void>;
  /** Said every few seconds of all meetings that have somebody in them here, so that those of a process that died are found. */
  alive(meetingIds: readonly string[]): Promise<void>;
  /** Nobody is in it any more, for longer than a reconnect takes. */
  emptied(meetingId: string): Promise<void>;
}

/** What the domain tells the process that holds a meeting. */
export type Order =
  | { readonly what: "remove"; readonly personId: string }
  /** The person goes on from one device alone; their other peers are ended as moved. */
  | { readonly what: "move"; readonly personId: string; readonly exceptDeviceId: string }
  /** Who signed in on a device is signed out there. */
  | { readonly what: "signOut"; readonly personId: string; readonly deviceId: string }
  | { readonly what: "role"; readonly personId: string; readonly isModerator: boolean }
  | { readonly what: "end" }
  | { readonly what: "record"; readonly recordingId: string; readonly by: string }
  | { readonly what: "stopRecording"; readonly recordingId: string };

/** A socket of a client: text frames in order. `close` after the last `send` lets that arrive. */
export interface Socket {
  send(text: string): void;
  /** Bytes that wait to be sent; who does not take them is sent away. */
  readonly waitingBytes: number;
  close(code: number, reason: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

export type SfuOptions = {
  readonly backend: Backend;
  readonly log: Logger;
  /** mediasoup's worker, and how many of it: one for each core that is to be used. */
  readonly workerBin: string;
  readonly workers: number;
  readonly listen: {
    /** UDP and TCP port of the first worker; each other one takes the next. 0 is any. */
    readonly port: number;
    /** The machine's own addresses that are listened on. */
    readonly addresses: readonly string[];
    /** What clients are told instead, where the machine is behind address translation: a name or an address. */
    readonly announced: string | null;
  };
  /** TURN and STUN servers for one person, with credentials that end. */
  iceServers(
    personId: string,
  ): readonly { readonly urls: string[]; readonly username?: string; readonly credential?: string }[];
  /** Where recordings are captured: a folder of its own for each. */
  readonly recordingFolder: string;
  /** How many more peers than the least loaded worker has that of a meeting may have before the meeting is spread over both; 8 unless it is said. */
  readonly slack?: number;
  /** How long a peer without a socket stays, and a meeting without peers, in ms; 15,000 and 20,000 unless it is said. */
  readonly pace?: { readonly returnWithinMs: number; readonly emptyForMs: number };
  /** Without it nothing is recorded. */
  readonly recorder?: Recorder;
};

export type Load = {
  readonly meetings: number;
  readonly peers: number;
  readonly producers: number;
  readonly consumers: number;
  /** Since the start: workers that died, asks that were refused, clients that were sent away for flooding. */
  readonly workerDeaths: number;
  readonly refused: number;
  readonly flooded: number;
};

export interface Sfu {
  /** Takes a socket over which somebody is going to speak with a meeting. */
  connect(socket: Socket, about: { readonly meetingId: string; readonly ip: string }): void;
  /** What the domain wants of a meeting; nothing happens for one that is not here. */
  order(meetingId: string, order: Order): void;
  load(): Load;
  health(): { readonly ok: boolean; readonly detail?: string };
  /** Sends everybody on to another process, and takes nobody any more. */
  drain(): Promise<void>;
  close(): Promise<void>;
}
