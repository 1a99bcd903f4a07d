import { createSmtpServer } from "@carbyne/smtp";
import type { App, Running, Service } from "../app.ts";
import { submissionBackend } from "../backends/submission.ts";
import { refusalWords } from "../refusal-words.ts";

/** Mail from our own people's programs, with STARTTLS and with TLS from the first octet (RFC 8314). */
export const services: readonly Service[] = [
  {
    name: "submission",
    role: "mail",
    start: (app) => start(app, { port: app.env.ports.SUBMISSION, isImplicitTls: false }),
  },
  {
    name: "submissions",
    role: "mail",
    start: (app) => start(app, { port: app.env.ports.SUBMISSIONS, isImplicitTls: true }),
  },
];

async function start(app: App, { port, isImplicitTls }: { port: number; isImplicitTls: boolean }): Promise<Running> {
  const { hostname, log, env } = app;
  const tls = () => app.tls.current();
  const server = createSmtpServer(
    { mode: "submission", hostname, log, words: refusalWords, tls, isImplicitTls },
    submissionBackend(app),
  );
  await server.listen({ port, host: env.listenHost });
  return { stop: () => server.close(), health: () => ({ ok: true, detail: "" }) };
}
