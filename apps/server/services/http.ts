import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Running, Service } from "../app.ts";
import { createHandler } from "../http/handle.ts";
import { openPages } from "../http/pages.ts";
import { openSockets } from "../http/sockets.ts";
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
