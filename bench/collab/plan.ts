/** What one editor signs in with, and which document it opens. */
export type Seat = {
  /** The session's secret with us; the peer takes whatever it is given. */
  readonly secret: string;
  /** `ID/EPOCH` with us, a name with the peer. */
  readonly document: string;
};

/** Editors who write, a document after the other, `each` to each; and documents that are only open, with one editor each. */
export type Seats = { readonly writing: readonly Seat[]; readonly resting: readonly Seat[] };

export type Sizes = {
  readonly documents: number;
  /** Editors of one document. */
  readonly each: number;
  /** Documents that are opened to see what one takes. */
  readonly resting: number;
};

/** How many documents are written at once, and how fast by each editor. */
export type Pace = { readonly documents: number; readonly perSecond: number; readonly seconds: number };

/** What the process of the editors is told. */
export type Order =
  | { readonly what: "begin"; readonly side: "ours" | "peer"; readonly port: number; readonly each: number }
  /** Opens sockets, and makes ready so many changes for each. */
  | { readonly what: "open"; readonly seats: readonly Seat[]; readonly changes: number }
  | { readonly what: "close" }
  /** Each editor writes at this rate. */
  | { readonly what: "write"; readonly seconds: number; readonly perSecond: number }
  /** Waits for what is still on its way, and counts what was written since the count before. */
  | { readonly what: "count" };

/** What came of what was written, over all editors. Times are milliseconds from the moment at which a change was to be sent. */
export type Count = {
  readonly written: number;
  /** Changes at others of their document: each once for each of them. */
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
  /** Messages in which changes came; the peer may put several into one. */
  readonly messages: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
};
