import { silentLogger } from "@carbyne/kernel";
import { memoryBackend } from "../memory-backend.ts";
import type { SmtpLimits, SmtpOptions } from "../options.ts";
import { createSmtpServer } from "./create-server.ts";
import { connectLine } from "./line-client.ts";

/** A server with the memory backend on a free port of loopback, for tests, and clients for it; `close` ends all of them. */
export async function startServer(more: Partial<SmtpOptions> & { limits?: Partial<SmtpLimits> } = {}) {
  const { backend, kept, ends } = memoryBackend({ domain: "town.example", accounts: { ann: "right" } });
  const options: SmtpOptions = {
    mode: "mx",
    hostname: "mail.town.example",
    log: silentLogger,
    words: (refusal) => refusal.reason,
    allowsPlaintext: true,
    ...more,
    limits: { authDelayMs: 1, ...more.limits },
  };
  const server = createSmtpServer(options, backend);
  const port = await server.listen({ port: 0, host: "127.0.0.1" });
  const clients: Awaited<ReturnType<typeof connectLine>>[] = [];
  const connect = async () => {
    const client = await connectLine(port);
    clients.push(client);
    return client;
  };
  return {
    port,
    kept,
    /** What is called back when sign-ins end. */
    ends,
    server,
    connect,
    /** A client that has said everything up to DATA. */
    begin: async () => {
      const client = await connect();
      for (const line of ["EHLO c.example", "MAIL FROM:<a@x.example>", "RCPT TO:<b@town.example>", "DATA"])
        await client.say(line);
      return client;
    },
    close: async () => {
      for (const client of clients) client.socket().destroy();
      await server.close();
    },
  };
}
