import { connect } from "node:net";
import { connect as connectTls } from "node:tls";

export type Side = "peer" | "ours";

export interface Account {
  /** The whole address, which is also the login. */
  readonly user: string;
  readonly password: string;
}

/** A mail server under test. Data lives from `create` to `destroy` and survives `stop` and `start`. */
export interface MailServer {
  readonly side: Side;
  readonly smtpPort: number;
  /** TLS from the first octet: ours lets nobody sign in without, so both are used with it. */
  readonly imapsPort: number;
  readonly accounts: readonly Account[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops what runs and removes the data. */
  destroy(): Promise<void>;
}

export const domain = "bench.example";

/** Twenty accounts, as many as there are connections. */
export const accounts: readonly Account[] = Array.from({ length: 20 }, (_, index) => ({
  user: `user${String(index + 1).padStart(2, "0")}@${domain}`,
  password: `Correct-Horse-${index + 1}-Battery`,
}));

/** The account that a message goes to, by the message's number. */
export function accountFor(index: number): Account {
  const account = accounts[index % accounts.length];
  if (!account) throw new Error("no accounts");
  return account;
}

/** Waits until a port greets (SMTP and IMAP both speak first); `alive` tells why to give up early. */
export async function untilGreeting(
  port: number,
  timeoutMs: number,
  alive: () => string | undefined,
  over: "tcp" | "tls" = "tcp",
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await greets(port, over))) {
    const dead = alive();
    if (dead) throw new Error(dead);
    if (performance.now() > deadline) throw new Error(`port ${port} did not greet within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function greets(port: number, over: "tcp" | "tls"): Promise<boolean> {
  return new Promise((resolve) => {
    const where = { port, host: "127.0.0.1", timeout: 5_000 };
    const socket = over === "tls" ? connectTls({ ...where, rejectUnauthorized: false }) : connect(where);
    const settle = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once("data", () => settle(true));
    for (const event of ["error", "close", "timeout"]) socket.once(event, () => settle(false));
  });
}
