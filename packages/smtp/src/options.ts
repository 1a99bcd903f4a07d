import type { SecureContext } from "node:tls";
import type { Logger, Refusal } from "@carbyne/kernel";

export type SmtpOptions = {
  /**
   * `mx`: mail for us from anybody, without sign-in. `submission`: mail from our people, who sign in under TLS (RFC 6409, RFC 8314).
   * `lmtp`: mail from a server of ours that queues it, with an answer for each recipient (RFC 2033).
   */
  readonly mode: "mx" | "submission" | "lmtp";
  readonly hostname: string;
  readonly log: Logger;
  /** Puts a refusal into words. */
  words(refusal: Refusal): string;
  /** The certificate of the moment. Without it there is no TLS. */
  readonly tls?: () => SecureContext;
  /** TLS from the first octet instead of STARTTLS. */
  readonly isImplicitTls?: boolean;
  /** Whether delivery reports can be asked for (RFC 3461); true when missing. A server that says no leaves them to the one before. */
  readonly offersReports?: boolean;
  /** Lets people sign in without TLS: for tests on loopback only. */
  readonly allowsPlaintext?: boolean;
  readonly limits?: Partial<SmtpLimits>;
};

/** What one client, and all together, may cost. */
export type SmtpLimits = {
  messageBytes: number;
  recipients: number;
  connections: number;
  connectionsPerAddress: number;
  /** Messages being received at the same time, in bytes: beyond it new ones are asked to come again. */
  inFlightBytes: number;
  /** Silence between commands. RFC 5321 §4.5.3.2.7. */
  idleMs: number;
  authFailures: number;
  authDelayMs: number;
  /** Refused commands in one connection, after which it ends: somebody is guessing names. */
  refusals: number;
  /** Commands with no message among them, after which the connection ends. */
  commands: number;
  /** How long the data of one message may take: a slow one holds bytes that others wait for. */
  messageMs: number;
};

export const defaultLimits: SmtpLimits = {
  messageBytes: 50 * 1024 * 1024,
  recipients: 1000,
  connections: 2000,
  connectionsPerAddress: 100,
  inFlightBytes: 512 * 1024 * 1024,
  idleMs: 5 * 60_000,
  authFailures: 3,
  authDelayMs: 2000,
  refusals: 100,
  commands: 3000,
  messageMs: 10 * 60_000,
};
