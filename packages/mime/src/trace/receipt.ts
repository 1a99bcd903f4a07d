import { randomBytes } from "node:crypto";
import { type Address, formatAddress, parseAddresses } from "../address.ts";
import { isAscii } from "../binary.ts";
import { headerDate } from "../dsn.ts";
import { foldHeader } from "../edit-headers.ts";
import { encodeQuotedPrintable, encodeText } from "../encode-text.ts";
import type { Part } from "../part.ts";

/** A wish to be told that a message was read, RFC 8098 §2.1. */
export interface ReceiptRequest {
  to: Address[];
  /** The wish may be met without asking: one address, which the message also came from. */
  isPlain: boolean;
}

/** Who wants to be told that the message was read; null when nobody does, or when the wish cannot be met. */
export function readReceiptRequest(root: Part): ReceiptRequest | null {
  const to = parseAddresses(root.unfolded("disposition-notification-to") ?? "").filter(({ address }) =>
    address.includes("@"),
  );
  // Options that must be understood, and of which none is: RFC 8098 §2.2.
  const needsMore = /=\s*required\b/i.test(root.unfolded("disposition-notification-options") ?? "");
  if (to.length === 0 || to.length > 20 || needsMore || isMassMail(root)) return null;
  const [returnPath] = parseAddresses(root.unfolded("return-path") ?? "");
  const [only] = to;
  const isPlain =
    to.length === 1 && returnPath !== undefined && returnPath.address.toLowerCase() === only?.address.toLowerCase();
  return { to, isPlain };
}

/** Lists and machines get no receipts: nobody reads them, and each would tell that an address is in use. */
function isMassMail(root: Part): boolean {
  const automatic = (root.raw("auto-submitted") ?? "no").trim().toLowerCase();
  return (
    root.raw("list-id") !== null ||
    root.raw("list-unsubscribe") !== null ||
    /^(?:bulk|list|junk)\b/i.test(root.raw("precedence") ?? "") ||
    !automatic.startsWith("no")
  );
}

export interface Receipt {
  from: Address;
  to: readonly Address[];
  /** The address that the message was sent to, as it was written there. */
  finalRecipient: string;
  originalMessageId: string | null;
  /** Original-Recipient of the message, RFC 8098 §2.3. */
  originalRecipient: string | null;
  /** Header block of the message that was read. */
  originalHeaders: Buffer;
  subject: string;
  /** For people: that, when and by whom it was read. */
  text: string;
  reportingHost: string;
  /** The person was asked, or a setting answers always. */
  mode: "manual" | "automatic";
  date: Date;
  messageId: string;
}

/** A message disposition notification, RFC 8098 §3, in the multipart/report of RFC 6522. */
export function composeReceipt(receipt: Receipt): Buffer {
  const boundary = `=_mdn_${randomBytes(12).toString("hex")}`;
  const person = ({ name, address }: Address) =>
    isAscii(name) ? formatAddress({ name, address }) : `${encodeText(name)} <${address}>`;
  const head = [
    foldHeader("From", person(receipt.from)),
    foldHeader("To", receipt.to.map(person).join(", ")),
    foldHeader("Subject", oneLine(receipt.subject)),
    foldHeader("Date", headerDate(receipt.date)),
    foldHeader("Message-ID", receipt.messageId),
    ...(receipt.originalMessageId ? [foldHeader("In-Reply-To", oneLine(receipt.originalMessageId))] : []),
    foldHeader("Auto-Submitted", "auto-replied"),
    foldHeader("MIME-Version", "1.0"),
    `Content-Type: multipart/report; report-type=disposition-notification;\r\n boundary="${boundary}"\r\n\r\n`,
  ].join("");
  const action =
    receipt.mode === "manual" ? "manual-action/MDN-sent-manually" : "automatic-action/MDN-sent-automatically";
  const recipient = (address: string) => `${isAscii(address) ? "rfc822" : "utf-8"};${oneLine(address)}`;
  const notification = [
    `Reporting-UA: ${oneLine(receipt.reportingHost)}; Carbyne`,
    ...(receipt.originalRecipient ? [`Original-Recipient: ${oneLine(receipt.originalRecipient)}`] : []),
    `Final-Recipient: ${recipient(receipt.finalRecipient)}`,
    ...(receipt.originalMessageId ? [`Original-Message-ID: ${oneLine(receipt.originalMessageId)}`] : []),
    `Disposition: ${action}; displayed`,
    "",
  ].join("\r\n");
  const parts = [
    `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encodeQuotedPrintable(Buffer.from(receipt.text.replace(/\r?\n/g, "\r\n"), "utf8"))}`,
    `Content-Type: message/disposition-notification\r\n\r\n${Buffer.from(notification, "utf8").toString("latin1")}`,
    `Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encodeQuotedPrintable(receipt.originalHeaders)}`,
  ];
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  return Buffer.from(`${head}${body}--${boundary}--\r\n`, "latin1");
}

function oneLine(text: string): string {
  return text
    .replace(/[\r\n\0]+/g, " ")
    .trim()
    .slice(0, 900);
}
