import { unwrapped } from "./content.ts";
import { htmlToText } from "./html-to-text.ts";
import type { Part } from "./part.ts";
import { partTextStart } from "./section.ts";
import type { Reading } from "./structure.ts";

const snippetLength = 200;
/** Octets of a body that are decoded for its snippet; HTML has much that nobody sees before its first words. */
const textBytes = 4_096;
const htmlBytes = 24_576;

/** The first words of a message without quoted text, signature and markup, on one line. */
export function snippetOf(raw: Buffer, reading: Reading): string {
  const bodies = [...reading.textBodies, ...reading.htmlBodies.filter((body) => !reading.textBodies.includes(body))];
  let quotedOnly = "";
  for (const { part } of bodies.slice(0, 4)) {
    const text = startOf(raw, part);
    const own = oneLine(withoutQuotes(text));
    if (own !== "") return own;
    quotedOnly ||= oneLine(text);
  }
  return quotedOnly;
}

function startOf(raw: Buffer, part: Part): string {
  if (part.mediaType !== "text/html") return unwrapped(part, partTextStart(raw, part, textBytes));
  return htmlToText(partTextStart(raw, part, htmlBytes));
}

/** Leaves out `>` lines with the line that introduces them, what follows an Outlook separator, and the signature. */
function withoutQuotes(text: string): string {
  const kept: string[] = [];
  for (const line of text.slice(0, 16_384).split(/\r?\n/)) {
    if (line.startsWith(">")) {
      if (isAttribution(kept.at(-1) ?? "")) kept.pop();
      continue;
    }
    if (line === "-- " || /^-{2,}\s?\p{L}[\p{L} ]{3,40}\s?-{2,}\s*$/u.test(line) || /^_{20,}\s*$/.test(line)) break;
    if (line.trim() !== "") kept.push(line);
  }
  return kept.join(" ");
}

/** `On … Ann wrote:` in any language: a line that ends with a colon and names an address or a time. */
function isAttribution(line: string): boolean {
  return /[:：]\s*$/.test(line) && (/@|\d{1,2}[:.]\d{2}|\d{4}/.test(line) || line.length < 80);
}

/** Invisible characters in a row, which newsletters pad their previews with. One alone may join emoji or Persian letters. */
const padding =
  /(?:(?:\u034f|\u17b4|\u17b5|[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u206f\ufeff\ufffc])\s*){2,}/g;

function oneLine(text: string): string {
  const flat = text
    .replace(padding, " ")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  if (flat.length <= snippetLength) return flat;
  const cut = flat.slice(0, snippetLength);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
