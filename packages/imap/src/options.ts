import type { SecureContext } from "node:tls";
import type { Logger, Refusal } from "@carbyne/kernel";

export interface ImapOptions {
  readonly log: Logger;
  /** Puts a refusal into words. */
  words(refusal: Refusal): string;
  /** Certificate and key of the moment, asked for each connection; absent: no TLS at all. */
  readonly tls?: () => SecureContext;
  /** TLS from the first octet (RFC 8314) instead of STARTTLS. */
  readonly isImplicitTls?: boolean;
  /** Lets people sign in without TLS. */
  readonly allowsPlaintext?: boolean;
  /** Shown by ID, RFC 2971. */
  readonly id?: Readonly<Record<string, string>>;
  /** Called with what a client says of itself. */
  onClientId?(fields: Readonly<Record<string, string | null>>, userId: string | null): void;
  readonly limits?: Partial<ImapLimits>;
}

/** What one client may cost. */
export interface ImapLimits {
  /** Octets of a line before and after sign-in. Long lines are sets of UIDs. */
  preAuthLineBytes: number;
  lineBytes: number;
  /** Octets of a literal that is no message, before and after sign-in. */
  preAuthLiteralBytes: number;
  literalBytes: number;
  /** Octets of a message that APPEND takes. */
  messageBytes: number;
  /** Wrong commands in a row, and in a row of wrong passwords. */
  badCommands: number;
  authFailures: number;
  /** Wait after a wrong password. */
  authDelayMs: number;
  /** Time to sign in. */
  preAuthMs: number;
  /** Silence between commands; at least 30 minutes, RFC 9051 §5.4. */
  idleMs: number;
  /** Silence inside of a command, and time without reading what we send. */
  stallMs: number;
  /** Pause after which IDLE says that we are still there, so that routers keep the connection. */
  keepAliveMs: number;
  connections: number;
  connectionsPerAddress: number;
  connectionsPerUser: number;
}

export const defaultLimits: ImapLimits = {
  preAuthLineBytes: 64 * 1024,
  lineBytes: 256 * 1024,
  preAuthLiteralBytes: 4 * 1024,
  literalBytes: 64 * 1024,
  messageBytes: 64 * 1024 * 1024,
  badCommands: 20,
  authFailures: 3,
  authDelayMs: 2_000,
  preAuthMs: 60_000,
  idleMs: 31 * 60_000,
  stallMs: 3 * 60_000,
  keepAliveMs: 4 * 60_000,
  connections: 10_000,
  connectionsPerAddress: 500,
  connectionsPerUser: 100,
};
