/** "Something in this space changed, up to this modseq." It carries no data: who hears it reads what changed since the modseq that it knows. */
export type Hint = { readonly spaceId: string; readonly modseq: bigint };

/** Hints between processes. A lost hint costs latency only: everybody also asks on reconnect and once a minute. */
export interface Bus {
  /** Call after the commit. Hints of one space are joined: at most a few leave a second, the last one always does. */
  publish(hint: Hint): void;
  /** Calls `listener` for every hint of the space, those of this process too. Returns the way to stop. */
  subscribe(spaceId: string, listener: (hint: Hint) => void): () => void;
  /** Calls `listener` when hints may have been lost, after a reconnect. */
  onGap(listener: () => void): () => void;
  close(): Promise<void>;
}
