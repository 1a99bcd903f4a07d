import { isDecodable, decodeTransfer } from "./transfer.ts";
import { readHeaders } from "./headers.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { type ContentType, Part, parseContentType, plainText } from "./part.ts";
import { decodeParams } from "./params.ts";
import { unfold } from "./binary.ts";

const LF = 10;
const CR = 13;
const DASH = 45;

const digestDefault: ContentType = { type: "message", subtype: "rfc822", rawParams: [] };

/**
 * Parses a message into its tree of parts in one pass over the octets. Every input gives a tree: what is broken or past
 * a limit becomes a leaf.
 */
export function parseMessage(raw: Buffer, limits: Partial<Limits> = {}): Part {
  const bounds = { ...defaultLimits, ...limits };
  return new Parser(raw, { limits: bounds, budget: { parts: bounds.parts }, encodedDepth: 0 }).message(0);
}

interface Context {
  limits: Limits;
  /** Shared with the parsers of encoded messages inside. */
  budget: { parts: number };
  encodedDepth: number;
  source?: Buffer;
}

/** What ended a body: a delimiter line of an open multipart, or the end of the input (`level` -1). */
interface Stop {
  bodyEnd: number;
  lines: number;
  /** Offset after the delimiter line. */
  next: number;
  level: number;
  isClose: boolean;
}

class Parser {
  readonly raw: Buffer;
  readonly context: Context;
  /** Open boundaries, outermost first, and for each text the innermost level that uses it. */
  readonly boundaries: string[] = [];
  readonly levels = new Map<string, number>();
  /** Line breaks passed so far. */
  lines = 0;
  stop: Stop;

  constructor(raw: Buffer, context: Context) {
    this.raw = raw;
    this.context = context;
    this.stop = { bodyEnd: raw.length, lines: 0, next: raw.length, level: -1, isClose: true };
  }

  message(depth: number): Part {
    return this.entity(0, depth, plainText);
  }

  /** Parses the entity at `start`; afterwards `this.stop` says what ended it. */
  entity(start: number, depth: number, fallback: ContentType): Part {
    this.context.budget.parts--;
    const { limits, source } = this.context;
    const block = readHeaders(this.raw, start, this.raw.length, {
      maxBytes: limits.headerBytes,
      maxFields: limits.headerFields,
      isDelimiter: (pos) => this.boundaries.length > 0 && this.delimiterAt(pos) !== null,
    });
    this.lines += block.lines;
    const field = block.headers.find((header) => header.key === "content-type");
    const content = parseContentType(field ? unfold(field.value) || null : null, fallback);
    const part = new Part(content, { headers: block.headers, headerStart: start, bodyStart: block.bodyStart, source });
    const linesBefore = this.lines;
    this.body(part, depth);
    part.bodyEnd = Math.max(part.bodyStart, this.stop.bodyEnd);
    part.lines = Math.max(0, this.stop.lines - linesBefore);
    if (isMessage(part) && part.message === undefined) this.encodedMessage(part, depth);
    return part;
  }

  body(part: Part, depth: number): void {
    const nests = part.type === "multipart" || isMessage(part);
    if (nests && (depth >= this.context.limits.depth || this.context.budget.parts <= 0)) {
      part.isOpaque = true;
      this.scan(part.bodyStart);
    } else if (part.type === "multipart") this.multipart(part, depth);
    else if (isMessage(part) && !isDecodable(part.encoding))
      part.message = this.entity(part.bodyStart, depth + 1, plainText);
    else this.scan(part.bodyStart);
  }

  multipart(part: Part, depth: number): void {
    const boundary = boundaryOf(part);
    if (boundary === "") return this.scan(part.bodyStart);
    const level = this.boundaries.length;
    const shadowed = this.levels.get(boundary);
    this.boundaries.push(boundary);
    this.levels.set(boundary, level);
    const fallback = part.subtype === "digest" ? digestDefault : plainText;

    this.scan(part.bodyStart); // the preamble
    while (this.stop.level === level && !this.stop.isClose) {
      if (this.isRepeated(level)) continue;
      if (this.context.budget.parts > 0) part.children.push(this.entity(this.stop.next, depth + 1, fallback));
      else part.children.push(this.remainder(this.stop.next, level));
    }

    this.boundaries.pop();
    if (shadowed === undefined) this.levels.delete(boundary);
    else this.levels.set(boundary, shadowed);
    // Without an epilogue the line break after the close delimiter is the outer delimiter's own, RFC 2046 §5.1.1.
    if (this.stop.level === level) this.scan(this.stop.next, this.stop.bodyEnd);
  }

  /** Whether the same delimiter comes again at once: no part is between them, since its header would end with a blank line. */
  isRepeated(level: number): boolean {
    const { next } = this.stop;
    const found = this.delimiterAt(next);
    return found?.level === level && !found.isClose && this.isStop(next, next);
  }

  /** Everything up to the end of the multipart at `level` as one leaf, once there are too many parts. */
  remainder(start: number, level: number): Part {
    const content: ContentType = { type: "application", subtype: "octet-stream", rawParams: [] };
    const { source } = this.context;
    const part = new Part(content, { headers: [], headerStart: start, bodyStart: start, source });
    part.isOpaque = true;
    const linesBefore = this.lines;
    do this.scan(this.stop.next);
    while (this.stop.level === level && !this.stop.isClose);
    part.bodyEnd = Math.max(start, this.stop.bodyEnd);
    part.lines = Math.max(0, this.stop.lines - linesBefore);
    return part;
  }

  /** Moves from the line at `start` to the next delimiter of an open multipart, counting lines; `floor` as in isStop. */
  scan(start: number, floor = start): void {
    const { raw } = this;
    const end = raw.length;
    if (this.isStop(start, floor)) return;
    let lines = this.lines;
    if (this.boundaries.length === 0) {
      for (let at = start; at < end; at++) if (raw[at] === LF) lines++;
    } else {
      for (let at = start; at < end; at++) {
        if (raw[at] !== LF) continue;
        lines++;
        if (raw[at + 1] === DASH && raw[at + 2] === DASH) {
          this.lines = lines;
          if (this.isStop(at + 1, start)) return;
        }
      }
    }
    this.lines = lines;
    this.stop = { bodyEnd: end, lines, next: end, level: -1, isClose: true };
  }

  /** Whether a delimiter line is at `pos`; sets `this.stop` then. `bodyStart` bounds what its line break may take away. */
  isStop(pos: number, bodyStart: number): boolean {
    const found = this.delimiterAt(pos);
    if (!found) return false;
    let bodyEnd = pos;
    let { lines } = this;
    // The line break before a delimiter belongs to it, RFC 2046 §5.1.1; a bare LF is accepted for stored mail.
    if (pos > bodyStart) {
      bodyEnd--;
      lines--;
      if (bodyEnd > bodyStart && this.raw[bodyEnd - 1] === CR) bodyEnd--;
    }
    if (found.next > 0 && this.raw[found.next - 1] === LF) this.lines++;
    this.stop = { bodyEnd, lines, next: found.next, level: found.level, isClose: found.isClose };
    return true;
  }

  /** The delimiter line at `pos`: `--` boundary [`--`] and optional white space, exactly. */
  delimiterAt(pos: number): { level: number; isClose: boolean; next: number } | null {
    const { raw } = this;
    if (raw[pos] !== DASH || raw[pos + 1] !== DASH || this.boundaries.length === 0) return null;
    const lf = raw.indexOf(LF, pos);
    const next = lf < 0 ? raw.length : lf + 1;
    let lineEnd = lf < 0 ? raw.length : lf;
    while (lineEnd > pos + 2 && isBlank(raw[lineEnd - 1])) lineEnd--;
    if (lineEnd - pos > maxBoundary + 4) return null;
    const text = raw.toString("latin1", pos + 2, lineEnd);
    const open = this.levels.get(text);
    if (open !== undefined) return { level: open, isClose: false, next };
    if (!text.endsWith("--")) return null;
    const close = this.levels.get(text.slice(0, -2));
    return close === undefined ? null : { level: close, isClose: true, next };
  }

  /** RFC 2046 §5.2.1 forbids to encode a message, yet it is done: what is inside is parsed from a decoded copy. */
  encodedMessage(part: Part, depth: number): void {
    const { limits, encodedDepth } = this.context;
    if (part.isOpaque || encodedDepth >= limits.encodedMessages || this.context.budget.parts <= 0) {
      part.isOpaque = true;
      return;
    }
    const source = decodeTransfer(this.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding);
    part.message = new Parser(source, { ...this.context, source, encodedDepth: encodedDepth + 1 }).message(depth + 1);
  }
}

/** RFC 2046 §5.1.1 allows 70 characters; senders that go further are read as well. */
const maxBoundary = 1_000;

function boundaryOf(part: Part): string {
  const plain = part.rawParams.find((param) => param.name === "boundary")?.value;
  // Kept as octets, since delimiter lines are compared as octets.
  const boundary = plain ?? Buffer.from(decodeParams(part.rawParams).get("boundary") ?? "", "utf8").toString("latin1");
  let end = boundary.length;
  while (end > 0 && isBlank(boundary.charCodeAt(end - 1))) end--;
  return end > maxBoundary ? "" : boundary.slice(0, end);
}

/** Whether a part's media type says that a message is inside. RFC 2046 §5.2.1, RFC 6532 §3.7. */
export function isMessage(part: Part): boolean {
  return part.type === "message" && (part.subtype === "rfc822" || part.subtype === "global");
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === CR;
}
