import { isMessage } from "./parse.ts";
import type { Part } from "./part.ts";
import { shownType } from "./wire/body-structure.ts";

export interface Located {
  part: Part;
  /** IMAP part number, such as `1.2`. */
  path: string;
  /** Media subtype of the multipart that holds it, "" for the message itself. */
  within: string;
}

/** What a mail reader makes of a message's tree of parts. */
export interface Reading {
  /** Parts shown when plain text is wanted, in order. */
  textBodies: Located[];
  /** Parts shown when HTML is wanted, in order. */
  htmlBodies: Located[];
  /** Everything else, in order. */
  attachments: Located[];
  calendar: Located | null;
  signed: "smime" | "pgp" | null;
  encrypted: "smime" | "pgp" | null;
}

/** Sorts the parts of a message into bodies and attachments, by the rules of RFC 8621 §4.1.4 with those of mail readers added. */
export function readStructure(root: Part): Reading {
  const reading: Reading = {
    textBodies: [],
    htmlBodies: [],
    attachments: [],
    calendar: null,
    signed: null,
    encrypted: null,
  };
  const at: Located = { part: root, path: "", within: "" };
  if (root.children.length > 0) readMultipart(at, reading, bothBodies);
  else place({ ...at, path: "1" }, { isFirst: true, lists: bothBodies }, reading);
  return reading;
}

/** The body lists that a part may join; inside of an alternative that showed HTML a text is no longer for the text list. */
interface Lists {
  text: boolean;
  html: boolean;
}
const bothBodies: Lists = { text: true, html: true };

function readMultipart({ part, path }: Located, reading: Reading, lists: Lists): void {
  const within = part.subtype;
  const before = { text: reading.textBodies.length, html: reading.htmlBodies.length };
  noteProtection(part, reading);
  const first = within === "related" ? relatedRoot(part) : 0;
  const hasCommonForm = within === "alternative" && part.children.some(isCommonForm);
  for (const [index, child] of part.children.entries()) {
    if (isProtectionPart(within, child, index)) continue;
    // Forms for particular readers (AMP, enriched text) beside the common ones say nothing new.
    if (hasCommonForm && child.type === "text" && !isCommonForm(child) && !isCalendar(child)) continue;
    const located: Located = { part: child, path: path === "" ? `${index + 1}` : `${path}.${index + 1}`, within };
    const inner = within === "alternative" ? alternativeLists(child, lists) : lists;
    if (child.children.length > 0) readMultipart(located, reading, inner);
    else place(located, { isFirst: index === first, lists: inner }, reading);
  }
  // An alternative of one kind only serves both lists.
  if (within !== "alternative") return;
  const texts = reading.textBodies.slice(before.text);
  const htmls = reading.htmlBodies.slice(before.html);
  if (texts.length === 0 && lists.text) reading.textBodies.push(...htmls);
  if (htmls.length === 0 && lists.html) reading.htmlBodies.push(...texts);
}

/** Inside of an alternative, plain text goes to the text list and HTML (or a multipart around it) to the HTML list. */
function alternativeLists(child: Part, lists: Lists): Lists {
  const isText = child.children.length === 0 && shownType(child).type === "text" && child.subtype !== "html";
  const holdsHtml = containsHtml(child);
  return { text: lists.text && (isText || !holdsHtml), html: lists.html && holdsHtml };
}

function isCommonForm(part: Part): boolean {
  return part.mediaType === "text/plain" || containsHtml(part);
}

/** The part that a multipart/related is about: its `start` parameter, or the first, RFC 2387 §3.2; not an image if HTML is there. */
function relatedRoot(part: Part): number {
  const start = part.params.get("start");
  const named = start ? part.children.findIndex((child) => child.contentId === start) : -1;
  if (named >= 0) return named;
  const leading = part.children[0];
  if (leading?.type === "text" || leading?.type === "multipart") return 0;
  return Math.max(0, part.children.findIndex(containsHtml));
}

function containsHtml(part: Part): boolean {
  return part.mediaType === "text/html" || part.children.some(containsHtml);
}

function place(located: Located, { isFirst, lists }: { isFirst: boolean; lists: Lists }, reading: Reading): void {
  const { part, within } = located;
  const { type, subtype } = shownType(part);
  if (isCalendar(part) && !reading.calendar) {
    reading.calendar = located;
    // Only another form of the text beside it, not a file of its own.
    if (within === "alternative") return;
  }
  const isReadable =
    type === "text" &&
    (subtype === "plain" || subtype === "html" || subtype === "enriched" || within === "alternative");
  const isFile = part.disposition?.type === "attachment" || isCalendar(part);
  // In a related only the root is text to read, RFC 2387 §3.1; a named text further down is a file.
  const isBody = isReadable && !isFile && (isFirst || (within !== "related" && !hasName(part)));
  if (!isBody) {
    noteMime(part, reading);
    reading.attachments.push(located);
    return;
  }
  if (lists.text) reading.textBodies.push(located);
  if (lists.html) reading.htmlBodies.push(located);
}

export function hasName(part: Part): boolean {
  return part.params.has("name") || (part.disposition?.params.has("filename") ?? false);
}

function isCalendar(part: Part): boolean {
  return part.mediaType === "text/calendar" || part.mediaType === "application/ics";
}

/** Signatures and control parts of RFC 1847 are machinery, not attachments. */
function isProtectionPart(within: string, child: Part, index: number): boolean {
  if (within === "signed") return index > 0 && /^(?:pgp-signature|(?:x-)?pkcs7-signature)$/.test(child.subtype);
  return within === "encrypted" && child.subtype === "pgp-encrypted";
}

function noteProtection(part: Part, reading: Reading): void {
  const protocol = (
    part.params.get("protocol") ??
    part.children[part.subtype === "signed" ? 1 : 0]?.mediaType ??
    ""
  ).toLowerCase();
  const kind = protocol.includes("pgp") ? "pgp" : "smime";
  if (part.subtype === "signed") reading.signed ??= kind;
  if (part.subtype === "encrypted") reading.encrypted ??= kind;
}

/** RFC 8551 §3.2.2: one media type for signed and for encrypted content, told apart by a parameter. */
function noteMime(part: Part, reading: Reading): void {
  if (part.type !== "application" || !/^(?:x-)?pkcs7-mime$/.test(part.subtype)) return;
  const kind = (part.params.get("smime-type") ?? "enveloped-data").toLowerCase();
  if (kind === "signed-data") reading.signed ??= "smime";
  else if (kind.includes("enveloped")) reading.encrypted ??= "smime";
}

/** Whether an attachment belongs inside of the HTML rather than beside it, as far as the structure tells. */
export function isEmbedded({ part, within }: Located): boolean {
  return within === "related" && part.contentId !== null && part.disposition?.type !== "attachment" && !isMessage(part);
}
