import type { ServerResponse } from "node:http";
import type { administration, Context } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { domainAsked } from "./domain-asked.ts";
import { xmlText } from "./xml.ts";

type Ask = {
  readonly ctx: Context;
  readonly servers: administration.MailServers;
  readonly host: string;
  readonly url: URL;
  readonly response: ServerResponse;
};

/**
 * `GET /.well-known/autoconfig/mail/config-v1.1.xml` and `/mail/config-v1.1.xml` of `autoconfig.<domain>`: what Thunderbird and others set an account
 * up with (draft-ietf-mailmaint-autoconfig, clientConfig 1.1).
 */
export async function answerAutoconfig({ ctx, servers, host, url, response }: Ask): Promise<void> {
  const domain = await domainAsked(ctx, { address: url.searchParams.get("emailaddress"), host });
  if (domain === null) throw new Refusal("not-found", "domain-unknown");
  response.writeHead(200, { "content-type": "text/xml; charset=utf-8", "cache-control": "max-age=3600" });
  response.end(clientConfig(domain, servers));
}

/** The first server of a kind is the one that a program takes: with TLS from the first octet, RFC 8314 §3.3. */
export function clientConfig(domain: string, { host, imap, pop3, submission }: administration.MailServers): string {
  const name = xmlText(domain);
  const server = (kind: "incoming" | "outgoing", type: string, port: number, socketType: "SSL" | "STARTTLS") =>
    `    <${kind}Server type="${type}">
      <hostname>${xmlText(host)}</hostname>
      <port>${port}</port>
      <socketType>${socketType}</socketType>
      <authentication>password-cleartext</authentication>
      <username>%EMAILADDRESS%</username>
    </${kind}Server>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="${name}">
    <domain>${name}</domain>
    <displayName>${name}</displayName>
    <displayShortName>${name}</displayShortName>
${server("incoming", "imap", imap.tls, "SSL")}
${server("incoming", "imap", imap.startTls, "STARTTLS")}
${server("incoming", "pop3", pop3.tls, "SSL")}
${server("incoming", "pop3", pop3.startTls, "STARTTLS")}
${server("outgoing", "smtp", submission.tls, "SSL")}
${server("outgoing", "smtp", submission.startTls, "STARTTLS")}
  </emailProvider>
</clientConfig>
`;
}
