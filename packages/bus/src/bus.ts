/** "Something in this space changed, up to this modseq." It carries no data: who hears it reads what changed since the modseq that it knows. */
export type Hint = { readonly spaceId: string; readonly modseq: bigint };

/** A small fact that holds for a moment and is kept nowhere: somebody types, somebody is here. */
export type Signal = {
  /** What it is about, of printable ASCII in parts: `typing/ROOM/PERSON`. */
  readonly topic: string;
  readonly data: string;
};

/** Topic and data of a signal take so many bytes together. */
export const signalBytes = 500;

/** Hints and signals between processes. A lost hint costs latency only: everybody also asks on reconnect and once a minute. */
export interface Bus {
  /**
   * Call after the commit. Who listens in this process hears of it at the next turn of its loop. To other processes hints of one space are joined, at
   * most 50 times a second they leave; the last one always does.
   */
  publish(hint: Hint): void;
  /** Calls `listener` once for every hint of the space, those of this process too. Returns the way to stop. */
  subscribe(spaceId: string, listener: (hint: Hint) => void): () => void;
  /** Calls `listener` when hints may have been lost, after a reconnect. Signals that were are not told again. */
  onGap(listener: () => void): () => void;
  /**
   * Tells all who listen now, here and in other processes, as fast as hints travel. It may be lost, and then nobody asks for it: what must hold for
   * longer is said again from time to time, and ends by itself where it is not. Of what is said of one topic within some 20 ms only the newest may
   * arrive; what must not replace each other has topics of its own. Throws a RangeError when it is larger than `signalBytes` or its topic is none.
   */
  signal(topic: string, data: string): void;
  /** Calls `listener` for every signal of the topic, or, when that ends in `/`, of every topic that begins so. Those of this process too, once. Returns the way to stop. */
  onSignal(topicOrPrefix: string, listener: (signal: Signal) => void): () => void;
  /** Whether other processes can be reached at the moment. */
  isConnected(): boolean;
  /** Sends what waits, for two seconds at most, and tells nobody anything any more. */
  close(): Promise<void>;
}
