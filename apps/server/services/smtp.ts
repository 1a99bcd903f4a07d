import { createSmtpServer } from "@carbyne/smtp";
import type { Running, Service } from "../app.ts";
import { smtpBackend } from "../backends/smtp.ts";
import { refusalWords } from "../refusal-words.ts";

/** Mail from other servers. */
export const smtp: Service = {
  name: "smtp",
  role: "mail",
  async start(app): Promise<Running> {
    const { hostname, log, env } = app;
    const server = createSmtpServer(
      {
        mode: "mx",
        hostname,
        log,
        words: refusalWords,
        tls: () => app.tls.current(),
        limits: { recipients: 100 },
        // They would go to whomever a stranger names; the server before ours reports that it handed the message on (RFC 3461 §6.2.3).
        offersReports: false,
      },
      smtpBackend(app),
    );
    await server.listen({ port: env.ports.SMTP, host: env.listenHost });
    return { stop: () => server.close(), health: () => ({ ok: true, detail: "" }) };
  },
};
