import { createImapServer } from "@carbyne/imap";
import type { App, Running, Service } from "../app.ts";
import { imapBackend } from "../backends/imap.ts";
import { refusalWords } from "../refusal-words.ts";

/** IMAP with STARTTLS and with TLS from the first octet (RFC 8314). */
export const services: readonly Service[] = [
  { name: "imap", role: "mail", start: (app) => start(app, { port: app.env.ports.IMAP, isImplicitTls: false }) },
  { name: "imaps", role: "mail", start: (app) => start(app, { port: app.env.ports.IMAPS, isImplicitTls: true }) },
];

async function start(app: App, { port, isImplicitTls }: { port: number; isImplicitTls: boolean }): Promise<Running> {
  const options = {
    log: app.log,
    words: refusalWords,
    tls: () => app.tls.current(),
    isImplicitTls,
    id: { name: "Carbyne", version: app.version },
  };
  const server = createImapServer(options, imapBackend(app.ctx));
  await server.listen({ port, host: app.env.listenHost });
  return { stop: () => server.close(), health: () => ({ ok: true, detail: "" }) };
}
