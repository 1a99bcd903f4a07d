import type { Span } from "../syntax/tree.ts";

/** A string as the running script sees it: constant, or with references to variables. RFC 5229 §3. */
export interface Template {
  readonly pieces: readonly (string | Reference)[];
  /** The text when there is nothing to fill in, else null. */
  readonly constant: string | null;
  readonly span: Span;
}

export interface Reference {
  /** In lower case, or the number of a match in decimal digits. */
  readonly variable: string;
}

/** Finds `${name}` and `${1}` in a text; anything else that looks like one stays as it is. RFC 5229 §3. */
export function readTemplate(text: string, span: Span, withVariables: boolean): Template {
  if (!withVariables || !text.includes("${")) return { pieces: [text], constant: text, span };
  const pieces: (string | Reference)[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\{((?:[a-z_]\w*\.)*[a-z_]\w*|\d{1,9})\}/gi)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    const name = (match[1] ?? "").toLowerCase();
    pieces.push({ variable: /^\d/.test(name) ? String(Number(name)) : name });
    from = match.index + match[0].length;
  }
  if (from < text.length || pieces.length === 0) pieces.push(text.slice(from));
  const isConstant = pieces.every((piece) => typeof piece === "string");
  return { pieces, constant: isConstant ? text : null, span };
}

/** `${hex:…}` and `${unicode:…}` of RFC 5228 §2.4.2.4; null with the number that is no character. */
export function decodeCharacters(text: string): { text: string } | { bad: string } {
  if (!/\$\{(?:hex|unicode):/i.test(text)) return { text };
  const chunks: Buffer[] = [];
  let from = 0;
  const pattern =
    /\$\{(?:hex:\s*([0-9a-f]{1,2}(?:\s+[0-9a-f]{1,2})*)|unicode:\s*([0-9a-f]{1,20}(?:\s+[0-9a-f]{1,20})*))\s*\}/gi;
  for (const match of text.matchAll(pattern)) {
    chunks.push(Buffer.from(text.slice(from, match.index)));
    from = match.index + match[0].length;
    if (match[1] !== undefined)
      chunks.push(Buffer.from(match[1].split(/\s+/).map((pair) => Number.parseInt(pair, 16))));
    for (const digits of match[2]?.split(/\s+/) ?? []) {
      const code = Number.parseInt(digits, 16);
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return { bad: digits };
      chunks.push(Buffer.from(String.fromCodePoint(code)));
    }
  }
  chunks.push(Buffer.from(text.slice(from)));
  // Octets one by one may only together be a character of UTF-8.
  return { text: Buffer.concat(chunks).toString("utf8") };
}
