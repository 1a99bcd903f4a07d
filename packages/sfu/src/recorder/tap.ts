import type { types } from "mediasoup";
import type { Source } from "../messages.ts";

/** A stream that somebody sends into the meeting, where a recorder can take it. */
export type TappedProducer = {
  readonly id: string;
  readonly peerId: string;
  readonly kind: "audio" | "video";
  readonly source: Source;
  readonly isPaused: boolean;
  /** Where it comes in. A DirectTransport made there can consume it, with the router's own capabilities. */
  readonly router: types.Router;
};

export type TappedPeer = {
  readonly id: string;
  readonly personId: string;
  readonly kind: "account" | "guest";
  readonly name: string;
};

/** What happens in a meeting, for whoever writes it down. `producerClosed` of all that a peer sends comes before its `left`. */
export type TapEvent =
  | { readonly what: "joined"; readonly peer: TappedPeer }
  | { readonly what: "left"; readonly peerId: string }
  | { readonly what: "producerAdded"; readonly producer: TappedProducer }
  | { readonly what: "producerPaused"; readonly producerId: string; readonly isPaused: boolean }
  | { readonly what: "producerClosed"; readonly producerId: string }
  /** Who is heard above the others; null is silence. */
  | { readonly what: "speaker"; readonly peerId: string | null }
  | { readonly what: "hand"; readonly peerId: string; readonly isRaised: boolean }
  | { readonly what: "reaction"; readonly peerId: string; readonly emoji: string };

/** One meeting as a recorder sees it. */
export type Tap = {
  readonly meetingId: string;
  /**
   * Tells what is there now as if it had just come, before it returns, and then what happens, at once and in order. Gives the function that ends that.
   * A listener must not throw and must not wait: what takes time is its own affair.
   */
  listen(listener: (event: TapEvent) => void): () => void;
};

/** Writes meetings down. Supplied by the app (`SfuOptions.recorder`); the meeting goes on whatever becomes of it. */
export type Recorder = {
  /**
   * Begins; kept once that is under way, broken by a Refusal when it cannot be. Everybody in the meeting is told then.
   * @param onEnd the recording came to its end without having been stopped, as when the disk is full
   */
  start(
    about: { readonly recordingId: string; readonly by: string },
    tap: Tap,
    onEnd: () => void,
  ): Promise<RunningRecording>;
};

export type RunningRecording = {
  readonly since: Date;
  /** Kept when all that came is on disk. */
  stop(): Promise<void>;
};
