import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Recipient } from "../backend.ts";

/** nodemailer's connection with notification parameters for each recipient (RFC 3461 §4) and SMTPUTF8 for a UTF-8 header (RFC 6531 §3.4). */
export class OutboundConnection extends SMTPConnection {
  declare readonly _supportedExtensions: string[];
  declare readonly _recipientQueue: string[];
  #recipients = new Map<string, Recipient>();
  #isUtf8 = false;
  #hasAskedForTls = false;

  /** Whether TLS was begun and never came about: refused, broken or without an answer. */
  get isTlsFault(): boolean {
    return this.#hasAskedForTls && !this.secure;
  }

  offers(extension: "DSN" | "SMTPUTF8"): boolean {
    return this._supportedExtensions.includes(extension);
  }

  /** What the next message needs beyond its envelope. */
  expect({ recipients, isUtf8 }: { recipients: readonly Recipient[]; isUtf8: boolean }): void {
    this.#recipients = new Map(recipients.map((recipient) => [recipient.address, recipient]));
    this.#isUtf8 = isUtf8;
  }

  /** The library has one set of parameters for all; the recipient whose turn it is ends its queue. */
  _getDsnRcptToArgs(): string {
    const recipient = this.#recipients.get(this._recipientQueue.at(-1) ?? "");
    if (!recipient || !this.offers("DSN")) return "";
    const { notify = [], originalRecipient } = recipient;
    const wanted = notify.filter((word) => /^(?:NEVER|SUCCESS|FAILURE|DELAY)$/.test(word));
    const [type = "", ...rest] = (originalRecipient ?? "").split(";");
    return [
      wanted.length > 0 ? ` NOTIFY=${wanted.join(",")}` : "",
      rest.length > 0 && /^[a-z\d-]+$/i.test(type) ? ` ORCPT=${type};${toXtext(rest.join(";"))}` : "",
    ].join("");
  }

  _sendCommand(line: string): void {
    if (line === "STARTTLS") this.#hasAskedForTls = true;
    const isMail = line.startsWith("MAIL FROM:") && this.#isUtf8 && this.offers("SMTPUTF8");
    const needsWord = isMail && !/ SMTPUTF8\b/.test(line.slice(line.lastIndexOf(">")));
    inherited._sendCommand.call(this, needsWord ? `${line} SMTPUTF8` : line);
  }
}

// The library has the method and its types do not.
const inherited = SMTPConnection.prototype as unknown as {
  _sendCommand(this: SMTPConnection, line: string): void;
};

/** RFC 3461 §4: "+", "=" and all that is not printable ASCII are written as octets. */
function toXtext(value: string): string {
  return [...Buffer.from(value)]
    .map((octet) =>
      octet < 33 || octet > 126 || octet === 43 || octet === 61
        ? `+${octet.toString(16).toUpperCase().padStart(2, "0")}`
        : String.fromCharCode(octet),
    )
    .join("");
}
