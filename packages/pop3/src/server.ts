import net, { type Socket } from "node:net";
import type { Backend } from "./backend.ts";
import { Connection } from "./connection.ts";
import { defaultLimits, type Pop3Options } from "./options.ts";

/** A POP3 server: RFC 1939 with CAPA (2449), STLS (2595), SASL (5034), response codes (2449, 3206) and UTF8 (6856). */
export function createPop3Server(options: Pop3Options, backend: Backend) {
  const limits = { ...defaultLimits, ...options.limits };
  const connections = new Set<Connection>();
  const byAddress = new Map<string, number>();

  const server = net.createServer((socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    const open = (byAddress.get(address) ?? 0) + 1;
    if (connections.size >= limits.connections || open > limits.connectionsPerAddress) {
      // In the clear there is a way to say why; under TLS the handshake would cost what the limit saves.
      socket.on("error", () => socket.destroy());
      if (options.isImplicitTls) socket.destroy();
      else socket.end("-ERR [SYS/TEMP] too many connections\r\n");
      return;
    }
    byAddress.set(address, open);
    const connection = new Connection(socket, { options, backend, limits });
    connections.add(connection);
    socket.once("close", () => {
      connections.delete(connection);
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left > 0) byAddress.set(address, left);
      else byAddress.delete(address);
    });
    socket.on("error", () => socket.destroy());
    connection.start();
  });

  return {
    listen: ({ port, host }: { port: number; host?: string | undefined }) =>
      new Promise<number>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
          const address = server.address();
          resolve(address && typeof address === "object" ? address.port : port);
        });
      }),
    /** Closes the door and cuts every session: nothing that was marked in them is removed. */
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const connection of connections) connection.stop();
      }),
    connections: () => connections.size,
  };
}
