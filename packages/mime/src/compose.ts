import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "./address.ts";
import { wrapFlowed } from "./flowed.ts";
import { htmlToText } from "./html-to-text.ts";

export interface OutgoingAttachment {
  name: string;
  /** Media type. */
  type: string;
  content: Buffer;
  /** Without angle brackets, as the HTML refers to it with `cid:`. */
  contentId?: string | undefined;
  /** Shown in the text rather than listed beside it. */
  inline?: boolean | undefined;
}

export interface OutgoingMessage {
  from: Address;
  sender?: Address | undefined;
  to: readonly Address[];
  cc?: readonly Address[] | undefined;
  /** Written only with `keepBcc`, as for the copy in Sent; never in what is sent, RFC 5322 §5. */
  bcc?: readonly Address[] | undefined;
  keepBcc?: boolean | undefined;
  replyTo?: readonly Address[] | undefined;
  subject: string;
  text?: string | undefined;
  /** Gets a plain text alternative made from it when `text` is not given. */
  html?: string | undefined;
  attachments?: readonly OutgoingAttachment[] | undefined;
  inReplyTo?: string | undefined;
  references?: readonly string[] | undefined;
  date: Date;
  messageId: string;
  /** Further fields, such as Auto-Submitted. */
  headers?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** Builds a message that passes through 7-bit transports: CRLF, encoded-words, quoted-printable or base64. */
export async function composeMessage(message: OutgoingMessage): Promise<Buffer> {
  const { html } = message;
  const composer = new MailComposer({
    from: mailbox(message.from),
    sender: message.sender && mailbox(message.sender),
    to: message.to.map(mailbox),
    cc: message.cc?.map(mailbox),
    bcc: message.keepBcc ? message.bcc?.map(mailbox) : undefined,
    replyTo: message.replyTo?.map(mailbox),
    subject: oneLine(message.subject),
    text: wrapFlowed(message.text ?? (html === undefined ? "" : htmlToText(html))),
    html,
    attachments: message.attachments?.map(attachment),
    inReplyTo: message.inReplyTo,
    references: message.references ? [...message.references] : undefined,
    date: message.date,
    messageId: message.messageId,
    headers: message.headers?.map(([key, value]) => ({ key, value: oneLine(value) })),
    newline: "win",
    // Contents are always given: nothing that a person writes may make the server read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const node = composer.compile();
  markFlowed(node);
  node.keepBcc = message.keepBcc ?? false;
  return await node.build();
}

type MimeNode = ReturnType<MailComposer["compile"]>;

/** Says of the text that its lines flow, so that a narrow screen wraps them anew (RFC 3676 §4). */
function markFlowed(node: MimeNode): boolean {
  const type = node.getHeader("Content-Type");
  // A text that is attached has a disposition, and is left as it is.
  if (typeof type === "string" && /^text\/plain\b/i.test(type) && !node.getHeader("Content-Disposition")) {
    node.setHeader("Content-Type", "text/plain; charset=utf-8; format=flowed");
    return true;
  }
  return node.childNodes.some(markFlowed);
}

function mailbox({ name, address }: Address): { name: string; address: string } {
  return { name: oneLine(name), address: oneLine(address) };
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, " ").trim();
}

function attachment({ name, type, content, contentId, inline }: OutgoingAttachment) {
  return {
    filename: oneLine(name),
    contentType: /^[!#-'*+\-.0-9A-Z^-~]+\/[!#-'*+\-.0-9A-Z^-~]+(?:\s*;[ -~]*)?$/i.test(type)
      ? type
      : "application/octet-stream",
    content,
    contentDisposition: inline ? "inline" : "attachment",
    ...(contentId ? { cid: oneLine(contentId) } : {}),
  };
}
