import { trimBlanks, unfold } from "./binary.ts";
import { decodeUnlabelled } from "./charset.ts";
import { decodeWords } from "./encoded-word.ts";
import type { Header } from "./headers.ts";
import { decodeParams, leadingToken, parseParams, type RawParam } from "./params.ts";

export interface Disposition {
  /** In lower case: `attachment`, `inline` or another token. */
  readonly type: string;
  /** Decoded parameters by lower-case name. */
  readonly params: ReadonlyMap<string, string>;
  /** Parameters as written, for BODYSTRUCTURE. */
  readonly rawParams: readonly RawParam[];
}

export interface ContentType {
  readonly type: string;
  readonly subtype: string;
  readonly rawParams: readonly RawParam[];
}

/** An entity of RFC 2045 §2.4: a message or a body part. Offsets count octets of the buffer it was parsed from. */
export class Part {
  readonly headers: readonly Header[];
  /** Media type in lower case; `text/plain` when the field is missing or no media type, RFC 2045 §5.2. */
  readonly type: string;
  readonly subtype: string;
  readonly rawParams: readonly RawParam[];
  /** Where the header block begins. */
  readonly headerStart: number;
  /** Where the body begins: after the blank line. */
  readonly bodyStart: number;
  /** Where the body ends: before the line break that belongs to the next delimiter, RFC 2046 §5.1.1. */
  bodyEnd: number;
  /** Line breaks in the body. */
  lines = 0;
  /** The parts of a multipart, in order; empty for a leaf. */
  readonly children: Part[] = [];
  /** The message inside a message/rfc822 or message/global. */
  message?: Part;
  /** Set for the parts of a message that had to be decoded first: their offsets count octets of this buffer. */
  readonly source?: Buffer;
  /** A limit was met: what is inside was not looked at. */
  isOpaque = false;

  constructor(
    content: ContentType,
    place: { headers: readonly Header[]; headerStart: number; bodyStart: number; source?: Buffer | undefined },
  ) {
    this.type = content.type;
    this.subtype = content.subtype;
    this.rawParams = content.rawParams;
    this.headers = place.headers;
    this.headerStart = place.headerStart;
    this.bodyStart = place.bodyStart;
    this.bodyEnd = place.bodyStart;
    if (place.source) this.source = place.source;
  }

  /** Octets of the body as transferred. */
  get sizeBytes(): number {
    return this.bodyEnd - this.bodyStart;
  }

  get mediaType(): string {
    return `${this.type}/${this.subtype}`;
  }

  /** Decoded parameters of the Content-Type by lower-case name. */
  get params(): ReadonlyMap<string, string> {
    this.#params ??= this.rawParams.length === 0 ? noParams : decodeParams(this.rawParams);
    return this.#params;
  }
  #params: ReadonlyMap<string, string> | undefined;

  get disposition(): Disposition | null {
    if (this.#disposition === undefined) this.#disposition = parseDisposition(this);
    return this.#disposition;
  }
  #disposition: Disposition | null | undefined;

  /** Transfer encoding in lower case, `7bit` when none is named. RFC 2045 §6.1. */
  get encoding(): string {
    this.#encoding ??= leadingToken(this.raw("content-transfer-encoding") ?? "").token || "7bit";
    return this.#encoding;
  }
  #encoding: string | undefined;

  /** Content-ID as written, angle brackets included. */
  get contentId(): string | null {
    return this.raw("content-id");
  }

  /** Content-Description as written; `text("content-description")` decodes it. */
  get description(): string | null {
    return this.raw("content-description");
  }

  get md5(): string | null {
    return this.raw("content-md5");
  }

  /** Tags of Content-Language, RFC 3282 §2. */
  get language(): string[] {
    const tags = (this.raw("content-language") ?? "").replace(/\([^)]*\)/g, "").split(",");
    return tags.map(trimBlanks).filter((tag) => tag !== "");
  }

  get location(): string | null {
    return this.raw("content-location");
  }

  /** Unfolded octets of the first field called `key` (lower case), or null when there is none or it is empty. */
  raw(key: string): string | null {
    for (const header of this.headers) if (header.key === key) return unfold(header.value) || null;
    return null;
  }

  /** Unfolded text of every field called `key`; raw 8-bit octets decoded, encoded-words left. */
  all(key: string): string[] {
    const values: string[] = [];
    for (const header of this.headers)
      if (header.key === key) values.push(decodeUnlabelled(unfold(header.value), this.charset));
    return values;
  }

  /** Unfolded text of the first field called `key`, raw 8-bit octets decoded, encoded-words left; null when absent. */
  unfolded(key: string): string | null {
    const value = this.raw(key);
    return value === null ? null : decodeUnlabelled(value, this.charset);
  }

  /** The first field called `key` for people: unfolded and decoded, encoded-words too. */
  text(key: string): string | null {
    const value = this.unfolded(key);
    return value === null ? null : decodeWords(value);
  }

  /** The declared charset of the part, "" when none is. */
  get charset(): string {
    return this.params.get("charset") ?? "";
  }
}

const noParams: ReadonlyMap<string, string> = new Map();

/** Reads a Content-Type value; `fallback` holds when it is missing, text/plain when it is not a media type. */
export function parseContentType(value: string | null, fallback: ContentType): ContentType {
  if (value === null) return fallback;
  const text = unwrapWords(value);
  const { token, end } = leadingToken(text);
  const match = /^([!#-'*+\-.0-9A-Z^-~]{1,127})\/([!#-'*+\-.0-9A-Z^-~]{1,127})$/i.exec(token);
  if (!match) return plainText;
  return { type: match[1] ?? "", subtype: match[2] ?? "", rawParams: parseParams(text, end) };
}

export const plainText: ContentType = { type: "text", subtype: "plain", rawParams: [] };

function parseDisposition(part: Part): Disposition | null {
  const value = part.raw("content-disposition");
  if (value === null) return null;
  const text = unwrapWords(value);
  const { token, end } = leadingToken(text);
  // `Content-Disposition: filename=x` has no type; an unknown type means attachment, RFC 2183 §2.8.
  const typeless = token.includes("=");
  const rawParams = parseParams(text, typeless ? 0 : end);
  // Neither a type nor a parameter: the grammar of RFC 2183 §2 has no such field, and it says nothing.
  if (token === "" && rawParams.length === 0) return null;
  const charset = part.charset;
  return { type: typeless || token === "" ? "attachment" : token, params: decodeParams(rawParams, charset), rawParams };
}

/** Some senders write the whole value of a structured field as an encoded-word, which RFC 2047 §5 forbids. */
function unwrapWords(value: string): string {
  return value.startsWith("=?") ? Buffer.from(decodeWords(value), "utf8").toString("latin1") : value;
}
