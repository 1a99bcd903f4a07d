import { trimBlanks } from "./binary.ts";
import { decodeBytes, decodeUnlabelled } from "./charset.ts";
import { decodeWords } from "./encoded-word.ts";

/** A parameter as written: name in lower case with its RFC 2231 marks, value as a binary string, quotes removed. */
export interface RawParam {
  readonly name: string;
  readonly value: string;
}

const maxParams = 500;

/** Parses `; name=value` pairs from `text` (unfolded) at `pos`, as tolerantly as senders demand. RFC 2045 §5.1. */
export function parseParams(text: string, pos: number): RawParam[] {
  const params: RawParam[] = [];
  const scanner = new ParamScanner(text, pos);
  while (params.length < maxParams) {
    const param = scanner.next();
    if (!param) break;
    if (param.name) params.push(param);
  }
  return params;
}

class ParamScanner {
  readonly text: string;
  pos: number;
  /** Set once a quote was looked for in vain: no later one can be closed either. Keeps the scan linear. */
  quotesExhausted = false;

  constructor(text: string, pos: number) {
    this.text = text;
    this.pos = pos;
  }

  next(): RawParam | null {
    this.skip(true);
    if (this.pos >= this.text.length) return null;
    const start = this.pos;
    while (this.pos < this.text.length && !/[=;\0- ]/.test(this.text[this.pos] ?? "")) this.pos++;
    const name = this.text.slice(start, this.pos).toLowerCase();
    this.skip(false);
    if (this.text[this.pos] !== "=") return { name: "", value: "" };
    this.pos++;
    this.skip(false);
    return { name, value: this.value(isFileName(name)) };
  }

  /** White space and comments, and with `separators` the semicolons between parameters as well. */
  skip(separators: boolean): void {
    for (; this.pos < this.text.length; this.pos++) {
      const char = this.text[this.pos] ?? "";
      if (char === "(") {
        const close = this.text.indexOf(")", this.pos);
        if (close < 0) this.pos = this.text.length;
        else this.pos = close;
      } else if (char > " " && !(separators && (char === ";" || char === ","))) return;
    }
  }

  value(fileName: boolean): string {
    const char = this.text[this.pos];
    if (char === '"' && !this.quotesExhausted) {
      const quoted = this.quoted(fileName);
      if (quoted !== null) return quoted;
    }
    const start = this.pos;
    // File names are often left unquoted although they hold spaces, commas or brackets: they go on to the semicolon.
    if (fileName) {
      const semicolon = this.text.indexOf(";", start);
      this.pos = semicolon < 0 ? this.text.length : semicolon;
      return trimBlanks(this.text.slice(start, this.pos));
    }
    while (this.pos < this.text.length && !/[\0- ;(,]/.test(this.text[this.pos] ?? "")) this.pos++;
    return this.text.slice(start, this.pos);
  }

  quoted(fileName: boolean): string | null {
    let close = this.closingQuote(this.pos + 1);
    if (close < 0) {
      this.quotesExhausted = true;
      this.pos++;
      return null;
    }
    // Senders that do not escape quotes inside a file name: the closing one is followed by a semicolon or the end.
    while (fileName && !/^\s*(?:;|$|\(|[!#-'*+\-.0-9A-Z^-~]+\s*=)/.test(this.text.slice(close + 1, close + 80))) {
      const later = this.closingQuote(close + 1);
      if (later < 0 || this.text.slice(close + 1, later).includes(";")) break;
      close = later;
    }
    const quoted = this.text.slice(this.pos + 1, close);
    // A quoted pair is its second character, RFC 5322 §3.2.1; but old senders put a Windows path as it is.
    const isPath = fileName && /^(?:[A-Za-z]:\\|\\\\[^\\])/.test(quoted);
    const value = quoted.replace(isPath ? /\\(["\\])/g : /\\(.)/gs, "$1");
    this.pos = close + 1;
    return value;
  }

  closingQuote(from: number): number {
    for (let at = from; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === 34) return at;
    }
    return -1;
  }
}

function isFileName(name: string): boolean {
  return name.startsWith("filename") || (name.startsWith("name") && /^name\b/.test(name));
}

/** `type/subtype` or a single token at the start of `text`, and where it ends. */
export function leadingToken(text: string): { token: string; end: number } {
  const match = /^[\0- ]*([^\0- ;()",]*)/.exec(text);
  return { token: (match?.[1] ?? "").toLowerCase(), end: match?.[0].length ?? 0 };
}

interface Segment {
  index: number;
  extended: boolean;
  value: string;
}

/**
 * Joins continuations (`name*0`, `name*1*`): IMAP servers must do so in BODYSTRUCTURE, RFC 2231 §6. A joined value with
 * any extended segment is named `name*` and is percent-encoded throughout.
 */
export function joinContinuations(params: readonly RawParam[]): RawParam[] {
  const joined: RawParam[] = [];
  const groups = new Map<string, Segment[]>();
  for (const param of params) {
    const match = /^([^*]+)\*(\d{1,4})(\*)?$/.exec(param.name);
    if (!match) {
      joined.push(param);
      continue;
    }
    const base = match[1] ?? "";
    const segments = groups.get(base) ?? [];
    if (segments.length === 0) groups.set(base, segments);
    segments.push({ index: Number(match[2]), extended: match[3] !== undefined, value: param.value });
  }
  for (const [base, segments] of groups) joined.push(joinSegments(base, segments));
  return joined;
}

function joinSegments(base: string, segments: Segment[]): RawParam {
  segments.sort((a, b) => a.index - b.index);
  const first = segments[0]?.index ?? 0;
  const inOrder = segments.filter((segment, at) => segment.index === first + at);
  const extended = inOrder.some((segment) => segment.extended);
  if (!extended) return { name: base, value: inOrder.map((segment) => segment.value).join("") };
  const parts = inOrder.map((segment) => (segment.extended ? segment.value : percentEncode(segment.value)));
  // Only the first segment carries the charset; without it the value has none. RFC 2231 §4.1.
  if (!inOrder[0]?.extended) parts.unshift("''");
  return { name: `${base}*`, value: parts.join("") };
}

function percentEncode(binary: string): string {
  return binary.replace(
    /[^A-Za-z0-9._-]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/** Parameters as people mean them: continuations joined, RFC 2231 charsets, encoded-words and raw 8-bit text decoded. */
export function decodeParams(params: readonly RawParam[], charsetHint = ""): Map<string, string> {
  const decoded = new Map<string, string>();
  const extended = new Map<string, string>();
  for (const { name, value } of joinContinuations(params)) {
    if (name.endsWith("*")) {
      const base = name.slice(0, -1);
      if (!extended.has(base)) extended.set(base, decodeExtended(value, charsetHint));
    } else if (!decoded.has(name)) {
      const text = decodeUnlabelled(value, charsetHint);
      decoded.set(name, text.includes("=?") ? decodeWords(text) : text);
    }
  }
  // RFC 2231 values win over the plain ones that a sender adds for old readers, RFC 6266 §4.3 says the same for HTTP.
  for (const [name, value] of extended) decoded.set(name, value);
  return decoded;
}

function decodeExtended(value: string, charsetHint: string): string {
  const match = /^([^']*)'[^']*'/.exec(value);
  const encoded = match ? value.slice(match[0].length) : value;
  const bytes = Buffer.from(
    encoded.replace(/%([0-9a-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
  const charset = match?.[1] ?? "";
  const text = charset ? decodeBytes(bytes, charset) : decodeUnlabelled(bytes.toString("latin1"), charsetHint);
  return text.includes("=?") ? decodeWords(text) : text;
}
