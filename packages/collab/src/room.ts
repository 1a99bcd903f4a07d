import type { Logger } from "@carbyne/kernel";
import type { Limits } from "./limits.ts";
import type { Identity } from "./presence.ts";

/** A WebSocket, as far as it is needed. */
export type Socket = {
  send(bytes: Uint8Array): void;
  close(code: number, reason: string): void;
  pause(): void;
  resume(): void;
  /** What was sent and not fetched. */
  bufferedBytes(): number;
};

export type Participant = { readonly identity: Identity; readonly mayWrite: boolean };

/** One client of one document. */
export type Connection = {
  readonly identity: Identity;
  mayWrite(): boolean;
  setMayWrite(value: boolean): void;
  begin(): void;
  /** A client that hears nothing for 30 s takes the line for dead. */
  keepAlive(): void;
  send(message: Uint8Array): void;
  receive(data: Uint8Array): void;
  end(code: number, reason: string): void;
  /** The socket is closed, by whomever. */
  gone(): void;
};

/** What a connection needs of its document. */
export type Room = {
  readonly id: string;
  readonly limits: Limits;
  readonly log: Logger;
  stateVectorMessage(): Uint8Array;
  answerStep1(stateVector: Uint8Array): Uint8Array;
  /** Takes what a client has done, and says of how many parts that was; throws BadMessage or Untaken. */
  take(connection: Connection, update: Uint8Array): number;
  /** Calls back once all is kept that a client sent. */
  whenKept(connection: Connection, resolve: () => void): void;
  hear(connection: Connection, bytes: Uint8Array): void;
  allPresent(): Uint8Array;
  leave(connection: Connection): void;
};

/** Why something that a client sent is not taken, though it is well formed. */
export class Untaken extends Error {
  readonly why: "too-large" | "too-many-parts" | "read-only" | "unsaved";

  constructor(why: Untaken["why"]) {
    super(why);
    this.why = why;
  }
}
