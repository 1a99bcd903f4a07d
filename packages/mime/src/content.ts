import { attachmentName, typeOfName } from "./attachment-name.ts";
import { unwrapFlowed } from "./flowed.ts";
import { htmlToText } from "./html-to-text.ts";
import { isMessage } from "./parse.ts";
import type { Part } from "./part.ts";
import { decodeBody, partAt, partText } from "./section.ts";
import { isEmbedded, type Located, readStructure } from "./structure.ts";
import { textToHtml } from "./text-to-html.ts";
import { readTnef, type Tnef } from "./tnef/index.ts";
import { shownType } from "./wire/body-structure.ts";

export interface Attachment {
  /** IMAP part number for partAt and BODY[…]; of a file inside of a `winmail.dat`, that one's and its own number: `2:1`. */
  path: string;
  name: string;
  /** Media type in lower case. */
  type: string;
  /** Octets once decoded. */
  sizeBytes: number;
  /** Without angle brackets, as a `cid:` URL writes it. */
  contentId: string | null;
  /** Shown inside of the HTML, so that a list of attachments may leave it out. */
  isInline: boolean;
  isMessage: boolean;
}

export interface Content {
  /** Null when the message has no plain text. */
  text: string | null;
  /** As sent, not safe to show: see safeHtml. Null when the message has no HTML. */
  html: string | null;
  attachments: Attachment[];
  /** The first text/calendar part; `method` is the iTIP method in upper case. */
  calendar: { path: string; method: string | null } | null;
  signed: "smime" | "pgp" | null;
  encrypted: "smime" | "pgp" | null;
}

/** What a person reads of a message: its bodies chosen and joined as mail readers do, and its attachments. */
export function readContent(raw: Buffer, root: Part): Content {
  const reading = readStructure(root);
  const texts = new Map<Part, string>();
  const textOf = (part: Part): string => {
    const known = texts.get(part) ?? bodyTextOf(raw, part);
    texts.set(part, known);
    return known;
  };
  const text = joinBodies(reading.textBodies, isHtml, {
    same: textOf,
    other: (part) => htmlToText(textOf(part)),
    separator: "\n\n",
  });
  const html = joinBodies(reading.htmlBodies, (part) => !isHtml(part), {
    same: textOf,
    other: (part) => textToHtml(textOf(part)),
    separator: "\n",
  });
  const packed = reading.attachments.map((located) => ({ located, tnef: tnefOf(raw, located.part) }));
  const bodies = bodiesOf({ text, html }, packed);
  const inlinePgp =
    text === null ? null : /^-----BEGIN PGP (MESSAGE|SIGNED MESSAGE)-----$/m.exec(text.slice(0, 20_000))?.[1];
  return {
    ...bodies,
    attachments: packed.flatMap(({ located, tnef }) =>
      tnef ? unpacked(located, tnef, bodies.html ?? "") : [attachment(raw, located, bodies.html ?? "")],
    ),
    calendar: reading.calendar && { path: reading.calendar.path, method: calendarMethod(raw, reading.calendar.part) },
    signed: reading.signed ?? (inlinePgp === "SIGNED MESSAGE" ? "pgp" : null),
    encrypted: reading.encrypted ?? (inlinePgp === "MESSAGE" ? "pgp" : null),
  };
}

function isHtml(part: Part): boolean {
  return part.mediaType === "text/html";
}

/** Null when every body is of the other kind; a mixture is converted part by part, so that nothing is left out. */
function joinBodies(
  bodies: Located[],
  isOther: (part: Part) => boolean,
  { same, other, separator }: { same: (part: Part) => string; other: (part: Part) => string; separator: string },
): string | null {
  if (bodies.every(({ part }) => isOther(part))) return null;
  return bodies.map(({ part }) => (isOther(part) ? other(part) : same(part))).join(separator);
}

/** Text of a body part, format=flowed unwrapped. */
export function bodyTextOf(raw: Buffer, part: Part): string {
  return unwrapped(part, partText(raw, part));
}

/** Applies the format parameter of text/plain to text that was already decoded. */
export function unwrapped(part: Part, text: string): string {
  if (part.mediaType !== "text/plain" || part.params.get("format")?.toLowerCase() !== "flowed") return text;
  return unwrapFlowed(text, part.params.get("delsp")?.toLowerCase() === "yes");
}

function attachment(raw: Buffer, located: Located, html: string): Attachment {
  const { part, path } = located;
  const { type, subtype } = shownType(part);
  const contentId = part.contentId?.replace(/^<|>$/g, "").trim() || null;
  return {
    path,
    name: attachmentName(part),
    type: isMessage(part) ? part.mediaType : `${type}/${subtype}`,
    sizeBytes: decodeBody(raw, part).length,
    contentId,
    isInline: contentId !== null && (html === "" ? isEmbedded(located) : isReferenced(html, contentId)),
    isMessage: isMessage(part),
  };
}

function tnefOf(raw: Buffer, part: Part): Tnef | null {
  const isTnef = /^(?:vnd\.)?ms-tnef$/.test(part.subtype) || attachmentName(part).toLowerCase() === "winmail.dat";
  return isTnef && part.type === "application" ? readTnef(decodeBody(raw, part)) : null;
}

/** Outlook's own form of the text counts where the message has no other. */
function bodiesOf(
  { text, html }: Pick<Content, "text" | "html">,
  packed: readonly { tnef: Tnef | null }[],
): Pick<Content, "text" | "html"> {
  const inner = packed.find(({ tnef }) => tnef)?.tnef;
  if (!inner || html !== null || (text ?? "").trim() !== "") return { text, html };
  return { text: inner.text ?? text, html: inner.html };
}

function unpacked({ path }: Located, tnef: Tnef, html: string): Attachment[] {
  return tnef.attachments.map(({ name, type, contentId, content }, at) => ({
    path: `${path}:${at + 1}`,
    name,
    type: type === "application/octet-stream" ? typeOfName(name) : type,
    sizeBytes: content.length,
    contentId,
    isInline: contentId !== null && isReferenced(html, contentId),
    isMessage: false,
  }));
}

/** The decoded bytes of an attachment by its path, from inside of a `winmail.dat` too; null when there is none. */
export function attachmentBytes(raw: Buffer, root: Part, path: string): Buffer | null {
  const [outer = "", inner] = path.split(":");
  const part = partAt(root, outer);
  if (!part) return null;
  if (inner === undefined) return decodeBody(raw, part);
  return tnefOf(raw, part)?.attachments[Number(inner) - 1]?.content ?? null;
}

/** The `cid:` URL holds the Content-ID with percent-encoding, RFC 2392 §2. */
function isReferenced(html: string, contentId: string): boolean {
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}

function calendarMethod(raw: Buffer, part: Part): string | null {
  const given = part.params.get("method") ?? /^METHOD(?:;[^:\r\n]*)?:([A-Za-z-]{1,40})/m.exec(partText(raw, part))?.[1];
  return given?.trim().toUpperCase() ?? null;
}
