/** What the app supplies. Every method may throw a Refusal; all else that is thrown is a bug. */
export interface Backend {
  /** Checks a password; a wrong one is the refusal `unauthenticated`. */
  authenticate(credentials: {
    readonly user: string;
    readonly password: string;
    readonly remoteAddress: string;
  }): Promise<Maildrop>;
}

export type Listed = {
  /** For UIDL: the same message has the same id in every session, 1 to 70 characters of 0x21 to 0x7E. RFC 1939 §7. */
  readonly id: string;
  readonly sizeBytes: number;
};

/** The messages of one account as they were at sign-in. */
export interface Maildrop {
  list(): Promise<readonly Listed[]>;
  /** The message with CRLF line ends; null when another program removed it meanwhile. */
  retrieve(id: string): Promise<Buffer | null>;
  /** Removes messages for good; what is gone already does not matter. */
  remove(ids: readonly string[]): Promise<void>;
  /** Calls back when what was signed in with holds no more; the connection ends then, and removes nothing. Returns the way to stop. */
  onEnd?(end: () => void): () => void;
}
