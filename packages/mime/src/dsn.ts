import { randomBytes } from "node:crypto";
import { formatAddress, parseAddresses } from "./address.ts";
import { isAscii } from "./binary.ts";
import { foldHeader } from "./edit-headers.ts";
import { encodeQuotedPrintable, encodeText } from "./encode-text.ts";
import { readHeaders } from "./headers.ts";

export type DsnAction = "failed" | "delayed" | "delivered" | "relayed";

export interface DsnRecipient {
  address: string;
  action: DsnAction;
  /** Enhanced status code such as 5.1.1, RFC 3463. */
  status: string;
  /** The reply of the remote server, if one was had. */
  diagnostic?: string | undefined;
  remoteMta?: string | undefined;
  /** ORCPT as the sender gave it (`rfc822;name@host`), RFC 3461 §4.2. */
  originalRecipient?: string | undefined;
  /** Until when a delayed message is tried again. */
  willRetryUntil?: Date | undefined;
}

export interface Dsn {
  /** Host name of the server that reports. */
  reportingMta: string;
  from: string;
  to: string;
  /** Header block of the message that this is about, with or without what follows. */
  originalHeaders: Buffer;
  /** Returns the whole message and not only its header, RFC 3461 §4.3; `originalHeaders` is then all of it. */
  returnsAll?: boolean | undefined;
  recipients: readonly DsnRecipient[];
  date: Date;
  messageId: string;
  /** Explanation for the person who sent the message. */
  text: string;
  subject?: string | undefined;
  /** When the original arrived. */
  arrivalDate?: Date | undefined;
  /** ENVID of the original, RFC 3461 §4.4. */
  envelopeId?: string | undefined;
}

/** A delivery status notification: RFC 3464 in the multipart/report of RFC 6522, with the original's header fields. */
export function composeDsn(dsn: Dsn): Buffer {
  const boundary = `=_dsn_${randomBytes(12).toString("hex")}`;
  const head = [
    foldHeader("From", addressField(dsn.from)),
    foldHeader("To", addressField(dsn.to)),
    foldHeader("Subject", dsn.subject ?? subjects[worstAction(dsn.recipients)]),
    foldHeader("Date", headerDate(dsn.date)),
    foldHeader("Message-ID", bracketed(dsn.messageId)),
    // Keeps responders from answering and notifications from going round, RFC 3834 §5.
    foldHeader("Auto-Submitted", "auto-replied"),
    foldHeader("MIME-Version", "1.0"),
    `Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="${boundary}"\r\n\r\n`,
  ].join("");
  const parts = [
    textPart("Content-Type: text/plain; charset=utf-8", withCrlf(Buffer.from(dsn.text, "utf8"))),
    `Content-Type: message/delivery-status\r\n\r\n${deliveryStatus(dsn)}`,
    dsn.returnsAll
      ? wholeMessage(withCrlf(dsn.originalHeaders))
      : textPart("Content-Type: text/rfc822-headers", withCrlf(headerBlock(dsn.originalHeaders))),
  ];
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  return Buffer.from(`${head}${body}--${boundary}--\r\n`, "latin1");
}

const subjects: Record<DsnAction, string> = {
  failed: "Your message could not be delivered",
  delayed: "Your message has not been delivered yet",
  relayed: "Your message was passed on",
  delivered: "Your message was delivered",
};

function worstAction(recipients: readonly DsnRecipient[]): DsnAction {
  const order: DsnAction[] = ["failed", "delayed", "relayed", "delivered"];
  return order.find((action) => recipients.some((recipient) => recipient.action === action)) ?? "failed";
}

/** Per-message fields (RFC 3464 §2.2), then a block for each recipient (§2.3). */
function deliveryStatus(dsn: Dsn): string {
  let status = dsn.envelopeId ? foldHeader("Original-Envelope-Id", dsn.envelopeId) : "";
  status += foldHeader("Reporting-MTA", `dns; ${dsn.reportingMta}`);
  if (dsn.arrivalDate) status += foldHeader("Arrival-Date", headerDate(dsn.arrivalDate));
  for (const recipient of dsn.recipients) {
    status += "\r\n";
    if (recipient.originalRecipient) status += foldHeader("Original-Recipient", recipient.originalRecipient);
    status += foldHeader("Final-Recipient", typedAddress(recipient.address));
    status += foldHeader("Action", recipient.action);
    status += foldHeader("Status", recipient.status);
    if (recipient.remoteMta) status += foldHeader("Remote-MTA", `dns; ${recipient.remoteMta}`);
    if (recipient.diagnostic) status += foldHeader("Diagnostic-Code", `smtp; ${printable(recipient.diagnostic)}`);
    if (recipient.willRetryUntil && recipient.action === "delayed")
      status += foldHeader("Will-Retry-Until", headerDate(recipient.willRetryUntil));
  }
  return status;
}

/** An internationalised address is written in ASCII as utf-8-addr-xtext, RFC 6533 §3. */
function typedAddress(address: string): string {
  if (isAscii(address)) return `rfc822; ${address}`;
  const encoded = Array.from(address, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code > 126 || code < 33 || "\\+=".includes(char) ? `\\x{${code.toString(16).toUpperCase()}}` : char;
  });
  return `utf-8; ${encoded.join("")}`;
}

/** Diagnostic-Code is ASCII; a remote server's other octets are shown as question marks. */
function printable(text: string): string {
  return text.slice(0, 2000).replace(/[^\t\r\n -~]/g, "?");
}

/** A part that is sent as it is when it is clean ASCII, else as quoted-printable, which RFC 6522 §4 allows for headers too. */
function textPart(contentType: string, content: Buffer): string {
  const binary = content.toString("latin1");
  if (isAscii(binary) && !/[^\r\n]{998}/.test(binary)) return `${contentType}\r\n\r\n${binary}`;
  return `${contentType}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encodeQuotedPrintable(content)}`;
}

/** A message inside of another may not be encoded, only said to have eight bits, RFC 2046 §5.2.1. */
function wholeMessage(content: Buffer): string {
  const binary = content.toString("latin1");
  const encoding = isAscii(binary) ? "" : "Content-Transfer-Encoding: 8bit\r\n";
  return `Content-Type: message/rfc822\r\n${encoding}\r\n${binary}`;
}

function withCrlf(text: Buffer): Buffer {
  return Buffer.from(
    text
      .toString("latin1")
      .replace(/\0/g, "")
      .replace(/\r\n|\r|\n/g, "\r\n"),
    "latin1",
  );
}

function headerBlock(raw: Buffer): Buffer {
  const { bodyStart } = readHeaders(raw, 0, raw.length, { maxBytes: raw.length, maxFields: 0 });
  const block = raw
    .subarray(0, Math.min(bodyStart, 65_536))
    .toString("latin1")
    .replace(/[\r\n]+$/, "");
  return Buffer.from(`${block}\r\n`, "latin1");
}

/** An address field whose names are encoded and whose addresses are not. */
function addressField(value: string): string {
  const addresses = parseAddresses(value);
  return addresses
    .map(({ name, address }) => (isAscii(name) ? formatAddress({ name, address }) : `${encodeText(name)} <${address}>`))
    .join(", ");
}

function bracketed(id: string): string {
  return id.startsWith("<") ? id : `<${id}>`;
}

/** date-time of RFC 5322 §3.3 in UTC. */
export function headerDate(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}
