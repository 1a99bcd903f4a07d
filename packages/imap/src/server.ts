import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Backend } from "./backend.ts";
import { Connection } from "./connection.ts";
import { RecentLedger } from "./recent.ts";
import { defaultLimits, type ImapLimits, type ImapOptions } from "./options.ts";

export interface ImapServer {
  /** Resolves with the address once connections are taken. */
  listen(at: { port: number; host?: string }): Promise<AddressInfo>;
  /** Connections that are open now. */
  readonly connectionCount: number;
  /** Takes no more connections and says goodbye to those that are open. */
  close(): Promise<void>;
}

/** An IMAP4rev1 and IMAP4rev2 server over what the backend holds. */
export function createImapServer(options: ImapOptions, backend: Backend): ImapServer {
  if (options.isImplicitTls && !options.tls) throw new Error("implicit TLS needs a certificate");
  const limits: ImapLimits = { ...defaultLimits, ...options.limits };
  const open = new Set<Connection>();
  const byAddress = new Tally();
  const byUser = new Tally();
  const recent = new RecentLedger();

  function accept(socket: Socket): void {
    // An IPv4 address is one, however the socket was bound.
    const remoteAddress = (socket.remoteAddress ?? "").replace(/^::ffff:(?=[\d.]+$)/i, "");
    // Without a listener an error of a socket ends the process; Input and Output see its close.
    socket.on("error", () => socket.destroy());
    socket.setNoDelay(true);
    if (open.size >= limits.connections || byAddress.of(remoteAddress) >= limits.connectionsPerAddress) {
      socket.end("* BYE [LIMIT] too many connections\r\n");
      socket.setTimeout(1_000, () => socket.destroy());
      return;
    }
    const claims: string[] = [];
    const connection = new Connection(options.isImplicitTls ? overTls(socket, options) : socket, {
      options,
      limits,
      backend,
      remoteAddress,
      recent,
      claim(userId) {
        if (byUser.of(userId) >= limits.connectionsPerUser) return false;
        byUser.add(userId, 1);
        claims.push(userId);
        return true;
      },
    });
    open.add(connection);
    byAddress.add(remoteAddress, 1);
    connection
      .run()
      .catch((error: unknown) => options.log.error({ err: error }, "imap connection failed"))
      .finally(() => {
        open.delete(connection);
        byAddress.add(remoteAddress, -1);
        for (const userId of claims) byUser.add(userId, -1);
      });
  }

  // Half-open: who sends commands and closes its side still gets its answers.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    try {
      accept(socket);
    } catch (error) {
      // A certificate that can not be read must not end the process.
      options.log.error({ err: error }, "imap connection could not begin");
      socket.destroy();
    }
  });
  return {
    listen: ({ port, host = "127.0.0.1" }) => listen(server, port, host),
    get connectionCount() {
      return open.size;
    },
    close() {
      for (const connection of open) connection.shutDown("server is going down");
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** TLS from the first octet. The handshake happens under the connection's time to sign in. */
function overTls(socket: Socket, options: ImapOptions): TLSSocket {
  const context = options.tls?.();
  if (!context) throw new Error("implicit TLS needs a certificate");
  const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
  secure.on("error", () => secure.destroy());
  socket.on("close", () => secure.destroy());
  return secure;
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      if (address && typeof address === "object") resolve(address);
      else reject(new Error("no port"));
    });
  });
}

/** Counts by key; a key at zero is forgotten. */
class Tally {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: string, step: 1 | -1): void {
    const count = this.of(key) + step;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}
