import { OutboundConnection } from "./outbound-connection.ts";
import { replyOf } from "./transaction.ts";

export type Door = {
  readonly address: string;
  readonly serverName: string;
  readonly port: number;
  /** How we call ourselves. */
  readonly helo: string;
  readonly tls: "opportunistic" | "required" | "none";
  readonly timeoutMs: number;
};

export type Opened =
  | { readonly status: "open"; readonly connection: OutboundConnection; readonly isReused: boolean }
  /** No transaction can come about here: another server may still take the message. */
  | { readonly status: "unreachable"; readonly reply: string; readonly isTlsFault: boolean };

type Failure = Error & { readonly response?: string };
type Idle = { readonly connection: OutboundConnection; readonly forget: () => void };

/** Connections to other servers. One that carried a message well waits a moment for the next to the same door, RFC 5321 §4.5.4.1. */
export function createConnections({ idleMs, maxIdle }: { idleMs: number; maxIdle: number }) {
  const idle = new Map<string, Idle>();

  return {
    async open(door: Door): Promise<Opened> {
      const waiting = idle.get(keyOf(door));
      if (waiting) {
        waiting.forget();
        return { status: "open", connection: waiting.connection, isReused: true };
      }
      const connection = connectionTo(door);
      const failure = await greet(connection);
      if (!failure) return { status: "open", connection, isReused: false };
      connection.close();
      return { status: "unreachable", reply: replyOf(failure), isTlsFault: connection.isTlsFault };
    },

    /** Keeps a connection whose last message ended well. */
    keep(door: Door, connection: OutboundConnection): void {
      const key = keyOf(door);
      if (idleMs === 0 || idle.has(key) || idle.size >= maxIdle) return connection.quit();
      const end = () => {
        forget();
        connection.quit();
      };
      const timer = setTimeout(end, idleMs);
      timer.unref();
      const forget = () => {
        clearTimeout(timer);
        idle.delete(key);
        connection.off("end", forget);
        connection.off("error", forget);
      };
      connection.once("end", forget);
      connection.once("error", forget);
      idle.set(key, { connection, forget });
    },

    /** Says good-bye on all that wait. */
    close(): void {
      for (const { connection, forget } of idle.values()) {
        forget();
        connection.quit();
      }
    },
  };
}

function keyOf({ address, port, serverName, tls }: Door): string {
  return `${address} ${port} ${serverName} ${tls}`;
}

function connectionTo(door: Door): OutboundConnection {
  return new OutboundConnection({
    host: door.address,
    port: door.port,
    name: door.helo,
    servername: door.serverName,
    requireTLS: door.tls === "required",
    ignoreTLS: door.tls === "none",
    connectionTimeout: Math.min(door.timeoutMs, 30_000),
    greetingTimeout: door.timeoutMs,
    socketTimeout: door.timeoutMs,
    logger: false,
    // Without a policy of the domain nobody vouches for a name: encryption against those who only listen (RFC 7435).
    tls: { rejectUnauthorized: false, servername: door.serverName, minVersion: "TLSv1" },
  });
}

function greet(connection: OutboundConnection): Promise<Failure | undefined> {
  return new Promise((resolve) => {
    connection.once("error", (error: Failure) => resolve(error));
    connection.connect((error) => {
      connection.removeAllListeners("error");
      // A late fault on a connection that nobody uses is no event of ours.
      connection.on("error", () => {});
      resolve(error as Failure | undefined);
    });
  });
}
