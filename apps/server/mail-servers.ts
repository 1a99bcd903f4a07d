import type { administration } from "@carbyne/domain";
import type { App } from "./app.ts";
import type { Env } from "./env.ts";

/** Where mail programs find this server. */
export function mailServers({ env, hostname }: Pick<App, "env" | "hostname">): administration.MailServers {
  const { publicPorts: ports, publicUrl } = env;
  const isSecure = publicUrl?.protocol === "https:";
  const https = isSecure ? Number(publicUrl.port || 443) : ports.HTTPS;
  const port = https === 443 ? "" : `:${https}`;
  return {
    host: hostname,
    imap: { tls: ports.IMAPS, startTls: ports.IMAP },
    pop3: { tls: ports.POP3S, startTls: ports.POP3 },
    submission: { tls: ports.SUBMISSIONS, startTls: ports.SUBMISSION },
    https,
    // They sign in over TLS only.
    webdav: `${isSecure ? publicUrl.origin : `https://${publicUrl?.hostname ?? hostname}${port}`}/dav/files/`,
  };
}

/** How the mail services name the machine: the host of the public URL, else `mail.` and the domain. */
export function mailHostname({ publicUrl, domain }: Env): string {
  return publicUrl && /[a-z]/i.test(publicUrl.hostname) ? publicUrl.hostname : `mail.${domain}`;
}
