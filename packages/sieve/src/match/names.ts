import { scanAddresses } from "@carbyne/mime";

/** Whether a text can be the name of a header field, RFC 5322 §2.2. */
export function isHeaderName(name: string): boolean {
  return /^[!-9;-~]{1,200}$/.test(name);
}

/** Whether a text is one mail address without a name, as a message can be sent to. RFC 5321 §4.1.2 and RFC 6531 §3.3. */
function isAddress(text: string): boolean {
  return (
    text.length <= 320 &&
    /^(?:[^\s"(),:;<>@[\\\]]+|"(?:[^"\\\r\n]|\\[ -~])*")@(?:[^\s"(),:;<>@[\\\]_]+|\[[\w.:-]+\])$/u.test(text) &&
    !/[\p{Cc}]/u.test(text) &&
    !/^\.|\.\.|\.@|@\.|\.$/.test(text)
  );
}

/** The address in a text that is one address, with or without a name before it (RFC 5228 §2.4.2.3); null for anything else. */
export function addressIn(text: string): string | null {
  if (isAddress(text.trim())) return text.trim();
  const [only, ...more] = scanAddresses(text);
  if (only?.kind !== "mailbox" || more.length > 0) return null;
  const local = /[\s"(),:;<>@[\\\]]/.test(only.local) ? `"${only.local.replace(/["\\]/g, "\\$&")}"` : only.local;
  const address = `${local}@${only.domain}`;
  return isAddress(address) ? address : null;
}

/** Whether a text can name a folder: something, in one line, of a length that tables hold. */
export function isMailboxName(name: string): boolean {
  return name.length > 0 && name.length <= 1_000 && !/[\p{Cc}\p{Cs}]/u.test(name);
}

/** Whether a text can be a variable's name, RFC 5229 §3. */
export function isVariableName(name: string): boolean {
  return /^[a-z_]\w*$/i.test(name) && name.length <= 100;
}

const systemFlags = ["\\answered", "\\flagged", "\\deleted", "\\seen", "\\draft"];

/** The flags that a text names, separated by spaces; what cannot be one is left out. RFC 5232 §2. */
export function splitFlags(text: string): string[] {
  return text.split(/[ \t\r\n]+/).filter(isFlag);
}

/** A system flag that a person can set, or a keyword: an atom of RFC 9051 §9. */
function isFlag(flag: string): boolean {
  if (flag.startsWith("\\")) return systemFlags.includes(flag.toLowerCase());
  return flag.length <= 200 && /^[!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|}~[]+$/.test(flag);
}

/** Header fields that the test `address` reads, RFC 5228 §5.1: these hold addresses and nothing else. */
export const addressHeaders: ReadonlySet<string> = new Set(
  (
    "from sender reply-to to cc bcc mail-followup-to mail-reply-to errors-to resent-from resent-sender resent-reply-to resent-to " +
    "resent-cc resent-bcc return-path delivered-to envelope-to x-envelope-to x-original-to apparently-to x-forwarded-to " +
    "for-approval for-handling for-comment x-admin read-receipt-to x-confirm-reading-to registered-mail-reply-requested-by " +
    "abuse-reports-to x-complaints-to x-report-abuse-to mail-copies-to x-beenthere x-sender x-rcpt-to x-loop " +
    "disposition-notification-to return-receipt-to return-receipt-requested x-envelope-from x-original-from x-original-sender"
  ).split(" "),
);

/** DATE-PART of RFC 5260 §4. */
export const dateParts: ReadonlySet<string> = new Set(
  "year month day date julian hour minute second time iso8601 std11 zone weekday".split(" "),
);

/** Minutes east of UTC of a zone such as `+0130`; null when it is none. RFC 5260 §4. */
export function zoneMinutes(text: string): number | null {
  const match = /^([+-])(\d\d)([0-5]\d)$/.exec(text);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}
