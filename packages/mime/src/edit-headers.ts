import { type Header, isMboxLine, readHeaders } from "./headers.ts";
import { encodeText } from "./encode-text.ts";

const unlimited = { maxBytes: Number.MAX_SAFE_INTEGER, maxFields: Number.MAX_SAFE_INTEGER };

function headersOf(raw: Buffer): Header[] {
  return readHeaders(raw, 0, raw.length, unlimited).headers;
}

/** Whether the message has a field of this name. */
export function hasHeader(raw: Buffer, name: string): boolean {
  const key = name.toLowerCase();
  return headersOf(raw).some((header) => header.key === key);
}

/** The message with `headers` put before its own, as a relay does (RFC 5321 §4.4): signatures over the rest stay valid. */
export function addHeaders(raw: Buffer, headers: readonly (readonly [name: string, value: string])[]): Buffer {
  const added = headers.map(([name, value]) => foldHeader(name, value)).join("");
  // An mbox separator is no field: what is put before it would make it one line of junk inside of the header.
  const lf = isMboxLine(raw, 0) ? raw.indexOf(10) : -1;
  const rest = lf < 0 ? raw : raw.subarray(lf + 1);
  // A message that begins with white space would go on with our last field, and so put words into our mouth.
  const guard = rest[0] === 32 || rest[0] === 9 ? "X-Stray-Line:" : "";
  return Buffer.concat([Buffer.from(added + guard, "latin1"), rest]);
}

/**
 * The message without any field of these names, or of those that a test picks by lower-case name and whole text; everything else keeps its octets.
 */
export function removeHeaders(
  raw: Buffer,
  which: readonly string[] | ((name: string, field: string) => boolean),
): Buffer {
  const keys = new Set(typeof which === "function" ? [] : which.map((name) => name.toLowerCase()));
  const isPicked = typeof which === "function" ? which : (name: string) => keys.has(name);
  const kept: Buffer[] = [];
  let from = 0;
  for (const header of headersOf(raw)) {
    if (!isPicked(header.key, raw.toString("latin1", header.start, header.end))) continue;
    kept.push(raw.subarray(from, header.start));
    from = header.end;
  }
  if (from === 0) return raw;
  kept.push(raw.subarray(from));
  return Buffer.concat(kept);
}

const lineLength = 78;

/** A field folded at white space to lines of 78 characters, RFC 5322 §2.1.1; text beyond ASCII becomes encoded-words. */
export function foldHeader(name: string, value: string): string {
  if (!/^[!-9;-~]+$/.test(name)) throw new TypeError(`not a header field name: ${JSON.stringify(name)}`);
  // Line breaks are white space here: a value can never begin another field.
  const words = encodeText(value.replace(/[\r\n\0]+/g, " ").trim()).split(/(?=[ \t])/);
  let out = `${name}:`;
  let column = out.length;
  for (const [index, word] of words.entries()) {
    const piece = index === 0 ? ` ${word}` : word;
    if (column + piece.length > lineLength && index > 0 && /[^ \t]/.test(piece)) {
      out += "\r\n";
      column = 0;
    }
    out += piece;
    column += piece.length;
  }
  return `${out}\r\n`;
}
