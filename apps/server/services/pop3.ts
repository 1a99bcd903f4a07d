import { createPop3Server } from "@carbyne/pop3";
import type { App, Running, Service } from "../app.ts";
import { pop3Backend } from "../backends/pop3.ts";
import { refusalWords } from "../refusal-words.ts";

/** POP3 with STLS and with TLS from the first octet (RFC 8314). */
export const services: readonly Service[] = [
  { name: "pop3", role: "mail", start: (app) => start(app, { port: app.env.ports.POP3, isImplicitTls: false }) },
  { name: "pop3s", role: "mail", start: (app) => start(app, { port: app.env.ports.POP3S, isImplicitTls: true }) },
];

async function start(app: App, { port, isImplicitTls }: { port: number; isImplicitTls: boolean }): Promise<Running> {
  const options = { log: app.log, words: refusalWords, tls: () => app.tls.current(), isImplicitTls };
  const server = createPop3Server(options, pop3Backend(app.ctx));
  await server.listen({ port, host: app.env.listenHost });
  return { stop: () => server.close(), health: () => ({ ok: true, detail: "" }) };
}
