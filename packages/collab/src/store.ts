/** What a process is told when it asks to be the one that holds a document. */
export type Claim =
  | {
      readonly status: "owned";
      /** Which making of the document this is; another one shares no history with it. */
      readonly epoch: number;
      /** The most that the document may take. */
      readonly maxBytes: number;
    }
  | { readonly status: "elsewhere"; readonly owner: string; readonly address: string }
  | { readonly status: "missing" };

export type Loaded = {
  readonly epoch: number;
  /** In the order in which they are to be applied; each may be known already. */
  readonly updates: readonly Uint8Array[];
  /** The number of the last of them. */
  readonly seq: bigint;
};

/** `first` and `last` are the numbers that the updates were given. */
export type Appended =
  | { readonly status: "stored"; readonly first: bigint; readonly last: bigint }
  | { readonly status: "renewed" }
  | { readonly status: "missing" };

export type Update = { readonly authorId: string | null; readonly bytes: Uint8Array };

/** Where documents lie. All of it may fail for a while, and is asked again then. */
export interface Store {
  /** Makes this process the owner of a document, as long as no other one is. Asked again, it says whether it still is. */
  claim(id: string): Promise<Claim>;
  /** All that came after a number, or, where some of that is put together already, the whole. */
  load(id: string, after: bigint): Promise<Loaded | null>;
  /**
   * Writes updates for good. It does not ask for ownership: updates of one epoch may come from anywhere and twice, and whoever owns the document is told
   * of those that it did not write.
   */
  append(id: string, input: { epoch: number; updates: readonly Update[] }): Promise<Appended>;
  /** Puts the whole in the place of all updates up to a number. Does nothing unless this process owns the document. */
  compact(id: string, input: { epoch: number; upTo: bigint; state: Uint8Array }): Promise<boolean>;
  release(id: string): Promise<void>;
  /** Calls back when a document was changed by another process. Returns the way to stop. */
  onChange(listener: (id: string) => void): () => void;
  /** Calls back when nothing is owned any more, and may be claimed again. Returns the way to stop. */
  onLost(listener: () => void): () => void;
}
