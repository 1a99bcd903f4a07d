import type { Refusal } from "@carbyne/kernel";

/** Where a connection comes from. */
export type Peer = {
  readonly ip: string;
  /** The reverse-resolved name, or the address in brackets. */
  readonly name: string;
  /** What the client called itself; "" before it did. */
  readonly helo: string;
  /** Of the TLS session; null without one. */
  readonly tls: { readonly version: string; readonly cipher: string } | null;
};

/** One mail transaction on the way, as the backend sees it. */
export type Session<Principal> = {
  readonly id: string;
  readonly peer: Peer;
  /** Who signed in; null on a port without sign-in. */
  readonly principal: Principal | null;
  /** The protocol keyword for Received, RFC 3848. */
  readonly protocol: string;
};

/** RFC 3461 §4. */
export type Envelope = {
  /** Without brackets; "" for the null path. */
  readonly reversePath: string;
  readonly recipients: readonly Recipient[];
  readonly envId?: string;
  readonly ret?: "FULL" | "HDRS";
  /** RFC 6531: addresses or header may be UTF-8. */
  readonly isUtf8: boolean;
  /** RFC 8689. */
  readonly requiresTls: boolean;
};

export type Recipient = {
  readonly address: string;
  readonly notify?: readonly string[];
  readonly originalRecipient?: string;
};

/** What the app supplies. Every method may throw a Refusal; all else that is thrown is a bug, and the client is asked to come again. */
export interface Backend<Principal> {
  /** A new connection; a refusal ends it. */
  connect?(peer: Peer): Promise<void>;
  /** Checks a password; a wrong one is the refusal `unauthenticated`. Only asked on ports with sign-in. */
  authenticate?(credentials: {
    readonly user: string;
    readonly password: string;
    readonly peer: Peer;
  }): Promise<Principal>;
  /** Calls back when what somebody signed in with holds no more; the connection ends then. Returns the way to stop. */
  onEnd?(principal: Principal, end: () => void): () => void;
  mailFrom?(session: Session<Principal>, reversePath: string): Promise<void>;
  recipient(session: Session<Principal>, address: string): Promise<void>;
  /** Takes the message. When this returns it is durable: 250 follows. `raw` has CRLF line ends and no dot-stuffing. */
  deliver(session: Session<Principal>, envelope: Envelope, raw: Buffer): Promise<Delivered>;
}

export type Delivered = {
  /** With its enhanced status code in front: `2.0.0 stored`. */
  readonly text: string;
  /** Recipients that did not get it. Only LMTP can say so (RFC 2033 §4.2); elsewhere a message is taken for all or refused for all. */
  readonly refused?: ReadonlyMap<string, Refusal>;
};
