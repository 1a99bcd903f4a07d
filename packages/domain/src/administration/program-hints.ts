import type { DnsHint } from "./dns-hints.ts";

/** Where mail programs find this server: its name and the ports it listens on. */
export type MailServers = {
  readonly host: string;
  readonly imap: Ports;
  readonly pop3: Ports;
  readonly submission: Ports;
  /** Of the web, over TLS. */
  readonly https: number;
  /** Where file managers find a person's files. */
  readonly webdav: string;
};

/** With TLS from the first octet (RFC 8314 §3), and with TLS that is begun in the clear. */
export type Ports = { readonly tls: number; readonly startTls: number };

/** The records by which phones and mail programs find everything from an address alone. Mail arrives without them. */
export function programHints(domain: string, { host, imap, pop3, submission, https }: MailServers): DnsHint[] {
  // RFC 2782: priority, weight, port, target. RFC 6186 §3 names the services, RFC 8314 §5.1 those with TLS, to be preferred.
  const service = (name: string, priority: number, port: number): DnsHint => ({
    name: `_${name}._tcp.${domain}`,
    type: "SRV",
    value: `${priority} 1 ${port} ${host}.`,
  });
  return [
    service("imaps", 0, imap.tls),
    service("submissions", 0, submission.tls),
    service("pop3s", 10, pop3.tls),
    { name: `autoconfig.${domain}`, type: "CNAME", value: `${host}.` },
    service("autodiscover", 0, https),
  ];
}
