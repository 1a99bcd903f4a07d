import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Duplex } from "node:stream";
import type { App, Running, Service } from "../app.ts";
import { createCollabSocket } from "../http/collab/collab-socket.ts";
import { isCollabPath } from "../http/collab/document-place.ts";
import { createHandler } from "../http/handle.ts";
import { openPages } from "../http/pages.ts";
import { guestSocketToken } from "../http/guests/guest-of.ts";
import { createPeerReader, isOwnOrigin } from "../http/request.ts";
import { createTrpcSocket } from "../http/trpc.ts";
import { listen } from "../listen.ts";

const headersMs = 20_000;
/** An upload of the largest file over a slow line. */
const requestMs = 30 * 60_000;

/** The only web door: pages, API, files, over HTTP and HTTPS. */
export const http: Service = {
  name: "http",
  role: "http",
  async start(app): Promise<Running> {
    const pages = await openPages();
    const handler = createHandler(app, pages);
    const answer = (request: IncomingMessage, response: Parameters<typeof handler>[1]) =>
      void handler(request, response);
    const timeouts = { headersTimeout: headersMs, requestTimeout: requestMs, keepAliveTimeout: 65_000 };
    const { cert, key } = app.tls;
    const plain = createServer(timeouts, answer);
    const secure = createSecureServer(
      {
        ...timeouts,
        handshakeTimeout: headersMs,
        cert,
        key,
        SNICallback: (_name, done) => done(null, app.tls.current()),
      },
      answer,
    );
    // Who asks for an address and names no host (RFC 6066 §3) gets the listener's own certificate.
    app.tls.onChange((pair) => secure.setSecureContext(pair));
    const sockets = openSockets(app, [plain, secure]);
    const listeners = [
      await listen(plain, { port: app.env.ports.HTTP, host: app.env.listenHost }),
      await listen(secure, { port: app.env.ports.HTTPS, host: app.env.listenHost }),
    ];
    return {
      health: () => ({ ok: listeners.every((listener) => listener.isOpen()), detail: "" }),
      async stop() {
        await sockets.stop();
        await Promise.all(listeners.map((listener) => listener.stop()));
        await pages.close();
      },
    };
  },
};

function openSockets(app: App, servers: readonly Server[]) {
  const peerOf = createPeerReader(app.env);
  const trpc = createTrpcSocket(app, peerOf);
  const collab = createCollabSocket(app, peerOf);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Nothing else listens for faults of a socket that is being upgraded.
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (isCollabPath(path)) return void collab.upgrade({ request, socket, head });
    // A page of another site could open a socket with the person's cookie (RFC 6455 §10.2).
    const isOurs = isOwnOrigin(request, peerOf(request), app.env.publicUrl);
    if ((path !== "/trpc-ws" && guestSocketToken(path) === null) || !isOurs) {
      socket.end(
        `HTTP/1.1 ${isOurs ? "404 Not Found" : "403 Forbidden"}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    trpc.server.handleUpgrade(request, socket, head, (client) => trpc.server.emit("connection", client, request));
  };
  for (const server of servers) server.on("upgrade", upgrade);
  return {
    async stop(): Promise<void> {
      await Promise.all([trpc.stop(), collab.stop()]);
    },
  };
}
