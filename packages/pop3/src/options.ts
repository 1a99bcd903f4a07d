import type { SecureContext } from "node:tls";
import type { Logger, Refusal } from "@carbyne/kernel";

export type Pop3Options = {
  readonly log: Logger;
  /** Puts a refusal into words. */
  words(refusal: Refusal): string;
  /** The certificate of the moment; absent: no TLS. */
  readonly tls?: () => SecureContext;
  /** TLS from the first octet (RFC 8314) instead of STLS. */
  readonly isImplicitTls?: boolean;
  /** Lets people sign in without TLS: for tests on loopback only. */
  readonly allowsPlaintext?: boolean;
  readonly limits?: Partial<Pop3Limits>;
};

export type Pop3Limits = {
  /** Octets of a command line; RFC 2449 §4 allows 255, SASL needs more. */
  lineBytes: number;
  badCommands: number;
  authFailures: number;
  authDelayMs: number;
  /** Silence of a client; at least ten minutes once signed in, RFC 1939 §3. */
  idleMs: number;
  preAuthMs: number;
  /** All of the time before sign-in. */
  signInMs: number;
  connections: number;
  connectionsPerAddress: number;
};

export const defaultLimits: Pop3Limits = {
  lineBytes: 4096,
  badCommands: 20,
  authFailures: 3,
  authDelayMs: 2000,
  idleMs: 10 * 60_000,
  preAuthMs: 60_000,
  signInMs: 3 * 60_000,
  connections: 2000,
  connectionsPerAddress: 100,
};
