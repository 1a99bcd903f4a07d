import { mail } from "@carbyne/domain";
import { addHeaders, removeHeaders } from "@carbyne/mime";
import { type Authentication, authenticateMessage, type Backend, receivedHeader } from "@carbyne/smtp";
import type { App } from "../app.ts";
import { resolver } from "../dns.ts";

/** Mail from other servers, for the accounts here: nothing is relayed. */
export function smtpBackend(app: App): Backend<never> {
  const { ctx, hostname } = app;
  const resolve = resolver(app.env);
  return {
    async recipient(_session, address) {
      await mail.resolveRecipients(ctx, { addresses: [address], sizeBytes: 1 });
    },

    async deliver(session, { reversePath, recipients }, raw) {
      const { ip, helo } = session.peer;
      // The checks wait for DNS and the recipients for the database, neither for the other.
      const [checked, owners] = await Promise.all([
        authenticateMessage({ raw, ip, helo, reversePath, hostname, resolver: resolve }),
        mail.resolveRecipients(ctx, { addresses: recipients.map(({ address }) => address), sizeBytes: raw.length }),
      ]);
      const [only] = recipients;
      const forAddress = recipients.length === 1 ? only?.address : undefined;
      const trace = [
        ["Return-Path", `<${reversePath}>`],
        receivedHeader(session, { by: hostname, forAddress, at: ctx.clock.now() }),
        ...checked.headers.map(([name, value]): [string, string] => [name, value]),
      ] satisfies [string, string][];
      // Results under our name that came with the message are somebody's claim, RFC 8601 §5; the others are left to be read with care.
      const own = removeHeaders(raw, (name, field) => name === "return-path" || isForgedResult(name, field, hostname));
      const received = await mail.receiveMessage(ctx, {
        raw: addHeaders(own, trace),
        reversePath,
        recipients: owners,
        verdict: verdictOf(checked),
        isJunk: isJunk(checked),
      });
      const refusal = mail.refusalOfAll(received);
      if (refusal) throw refusal;
      await received.store({ reportFrom: hostname });
      return { text: `2.0.0 stored as ${session.id}` };
    },
  };
}

function isForgedResult(name: string, field: string, hostname: string): boolean {
  if (name !== "authentication-results") return false;
  const by = /^[^:]+:(?:\s|\([^)]*\))*"?([^\s;"]*)/.exec(field)?.[1];
  return by?.toLowerCase() === hostname.toLowerCase();
}

/** DMARC decides: only it ties the result to the address that a person sees in From. Without a policy an aligned signature still counts as known. */
function verdictOf({ dmarc, dkim, spf }: Authentication): mail.Verdict {
  if (dmarc === "pass") return "verified";
  if (dmarc === "fail") return "failed";
  return dkim.some(({ result }) => result === "fail") || spf === "fail" ? "failed" : "unverified";
}

/** What its own domain disowns goes where a person may still look for it. */
function isJunk({ dmarc, policy }: Authentication): boolean {
  return dmarc === "fail" && policy !== "none";
}
