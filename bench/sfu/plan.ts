/** A server that forwards, as the clients' process is told of it. */
export type Target = {
  readonly side: "ours" | "peer";
  /** Where its signalling is: a WebSocket. */
  readonly url: string;
};

/** What the clients' process is told to do, one after the other. */
export type Order =
  | { readonly what: "begin"; readonly target: Target; readonly senders: number; readonly watchers: number }
  | { readonly what: "send"; readonly seconds: number; readonly perSecond: number }
  | { readonly what: "end" };

/** What came of sending, over all clients. */
export type Sent = {
  readonly sent: number;
  /** What would have arrived without loss. */
  readonly expected: number;
  readonly arrived: number;
  readonly profile: number;
};
