import { type Part, parseAddresses, type Summary } from "@carbyne/mime";
import type { Verdict } from "../store-message.ts";

export type Incoming = {
  readonly part: Part;
  readonly summary: Summary;
  /** "" for the null path. */
  readonly reversePath: string;
  readonly verdict: Verdict;
};

/** Programs answer from these, and people who answered would write to nobody: RFC 3834 §2, RFC 5230 §4.6. */
const machines =
  /^(?:mailer-daemon|postmaster|listserv|majordomo|mailman|owner-.*|.*-owner|.*-request|.*-bounces?(?:\+.*)?|bounces?(?:[+-].*)?|(?:no|do-?not|donot)[-_.]?reply(?:[+-].*)?|.*[-_.]no-?reply|root|daemon)$/i;

/** The fields of RFC 2369 and RFC 2919 that only a list writes. */
const listFields = [
  "list-id",
  "list-help",
  "list-subscribe",
  "list-unsubscribe",
  "list-post",
  "list-owner",
  "list-archive",
];

/** Addresses the message was sent to, RFC 5322 §3.6.3 and §3.6.6. */
const recipientFields = ["to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc"];

/**
 * Whether an automatic reply to a message is allowed (RFC 3834 §2, RFC 5230 §4.5 and §4.6): never to lists, to what is sent in bulk, to other
 * programs, to the person itself (`own`, in lower case), to nobody, and not when the message does not name the person.
 */
export function mayAnswer({ part, summary, reversePath, verdict }: Incoming, own: ReadonlySet<string>): boolean {
  const at = reversePath.lastIndexOf("@");
  if (at < 1 || machines.test(reversePath.slice(0, at)) || own.has(bare(reversePath))) return false;
  // A forged path: the answer would go to somebody who never wrote.
  if (verdict === "failed" || summary.isSpamFlagged) return false;
  if (summary.autoSubmitted !== null && summary.autoSubmitted !== "no") return false;
  if (["bulk", "list", "junk"].includes(summary.precedence ?? "")) return false;
  if (listFields.some((field) => part.raw(field) !== null)) return false;
  // What Exchange and other responders say of their own mail.
  if (/\b(?:oof|all|autoreply)\b/i.test(part.raw("x-auto-response-suppress") ?? "")) return false;
  if (part.raw("x-loop") !== null || part.mediaType === "multipart/report") return false;
  return namedAddress(part, own) !== null;
}

/** The first of a person's own addresses that the message names as a recipient, as it names it. */
export function namedAddress(part: Part, own: ReadonlySet<string>): string | null {
  const named = recipientFields.flatMap((field) => part.all(field).flatMap((value) => parseAddresses(value)));
  return named.find(({ address }) => own.has(bare(address)))?.address ?? null;
}

/** In lower case and without what follows a plus, RFC 5233. */
export function bare(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, "@");
}
