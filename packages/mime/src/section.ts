import { isMessage } from "./parse.ts";
import type { Part } from "./part.ts";
import { decodeTransfer } from "./transfer.ts";
import { decodeBytes, htmlCharset } from "./charset.ts";

/** What FETCH BODY[…] asks for, RFC 9051 §6.4.5.1. */
export interface Section {
  /** Part numbers; empty for the message itself. */
  path: readonly number[];
  kind: "full" | "header" | "header.fields" | "header.fields.not" | "text" | "mime";
  /** Field names of the two `header.fields` kinds. */
  fields?: readonly string[];
}

/** The part with an IMAP part number, given as numbers or as `1.2`; null when there is none. */
export function partAt(root: Part, path: readonly number[] | string): Part | null {
  const numbers = typeof path === "string" ? path.split(".").map(Number) : path;
  let holder = root;
  let part: Part | null = null;
  for (const number of numbers) {
    // A message/rfc822 is numbered through: what follows its number counts inside of the message. RFC 9051 §6.4.5.1.
    if (part !== null) {
      if (part.children.length > 0) holder = part;
      else if (part.message) holder = part.message;
      else return null;
    }
    part = holder.children.length > 0 ? (holder.children[number - 1] ?? null) : number === 1 ? holder : null;
    if (part === null) return null;
  }
  return part;
}

/** Octets of a section, or null when the message has no such part. Shares memory with `raw` wherever it can. */
export function readSection(raw: Buffer, root: Part, section: Section): Buffer | null {
  const part = section.path.length === 0 ? root : partAt(root, section.path);
  if (!part) return null;
  if (section.path.length === 0) return section.kind === "mime" ? null : readMessage(raw, root, section);
  switch (section.kind) {
    case "full":
      return rawBody(raw, part);
    case "mime":
      // The only body of a message that is no multipart has no MIME header but the message's own.
      return slice(raw, part, part.headerStart, part.bodyStart);
    case "header":
    case "header.fields":
    case "header.fields.not":
    case "text":
      return part.message ? readMessage(raw, part.message, section) : null;
  }
}

function readMessage(raw: Buffer, message: Part, section: Section): Buffer {
  switch (section.kind) {
    case "header":
      return slice(raw, message, message.headerStart, message.bodyStart);
    case "header.fields":
      return selectFields(raw, message, section.fields ?? [], (listed) => listed);
    case "header.fields.not":
      return selectFields(raw, message, section.fields ?? [], (listed) => !listed);
    case "text":
      return rawBody(raw, message);
    case "full":
    case "mime":
      return slice(raw, message, message.headerStart, message.bodyEnd);
  }
}

function selectFields(
  raw: Buffer,
  message: Part,
  fields: readonly string[],
  keep: (listed: boolean) => boolean,
): Buffer {
  const names = new Set(fields.map((field) => field.toLowerCase()));
  const chunks: Buffer[] = [];
  let headerEnd = message.headerStart;
  for (const header of message.headers) {
    if (keep(names.has(header.key))) chunks.push(slice(raw, message, header.start, header.end));
    headerEnd = header.end;
  }
  // The blank line comes along, unless the message has neither it nor a body. RFC 9051 §6.4.5.1.
  if (message.bodyStart > headerEnd) chunks.push(blankLine);
  return Buffer.concat(chunks);
}
const blankLine = Buffer.from("\r\n");

function slice(raw: Buffer, part: Part, start: number, end: number): Buffer {
  return (part.source ?? raw).subarray(start, end);
}

/** The body of a part as transferred. */
export function rawBody(raw: Buffer, part: Part): Buffer {
  return slice(raw, part, part.bodyStart, part.bodyEnd);
}

/** The body of a part with its transfer encoding undone, BINARY[…] of RFC 3516. */
export function decodeBody(raw: Buffer, part: Part): Buffer {
  // A multipart or a message of identity encoding has no encoding of its own, RFC 2045 §6.4.
  if (part.children.length > 0 || (isMessage(part) && part.message && part.message.source === part.source))
    return rawBody(raw, part);
  return decodeTransfer(rawBody(raw, part), part.encoding);
}

/** Text of a part: transfer encoding and charset undone. Never empty for a body that has octets. */
export function partText(raw: Buffer, part: Part): string {
  return bodyText(part, decodeBody(raw, part));
}

/** Text of the first `maxBytes` octets of a part's body, for previews. */
export function partTextStart(raw: Buffer, part: Part, maxBytes: number): string {
  if (part.sizeBytes <= maxBytes) return partText(raw, part);
  const text = bodyText(part, decodeTransfer(rawBody(raw, part).subarray(0, maxBytes), part.encoding));
  return text.replace(/\ufffd{1,3}$/, "");
}

function bodyText(part: Part, bytes: Buffer): string {
  const label = part.charset;
  if (label === "" && part.subtype === "html") return decodeBytes(bytes, htmlCharset(bytes));
  return decodeBytes(bytes, label);
}
