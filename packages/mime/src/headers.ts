/** One header field as it stands in the message. `value` keeps its folds; each character of it is one octet. */
export interface Header {
  /** Field name as written. */
  readonly name: string;
  /** Field name in lower case, RFC 5322 §1.2.2: names are compared without regard to case. */
  readonly key: string;
  /** Octets after the colon as a binary string, folds included, without the final line break. */
  readonly value: string;
  /** Offset of the field's first octet. */
  readonly start: number;
  /** Offset after the field's final line break. */
  readonly end: number;
}

const LF = 10;
const CR = 13;
const COLON = 58;

/** Whether a UTF-8 mark stands at `pos`, as text editors put before the first field. */
function isMark(raw: Buffer, pos: number): boolean {
  return raw[pos] === 0xef && raw[pos + 1] === 0xbb && raw[pos + 2] === 0xbf;
}

/** Length of the field name that starts at `pos`, or -1 when no `ftext ":"` (RFC 5322 §3.6.8) is there. */
export function fieldNameLength(raw: Buffer, pos: number, end: number): number {
  let at = pos;
  while (at < end) {
    const byte = raw[at] ?? 0;
    if (byte === COLON) return at - pos || -1;
    if (byte < 33 || byte > 126) break;
    at++;
  }
  if (at === pos) return -1;
  // White space before the colon is obsolete syntax that must be read, RFC 5322 §4.5.
  const nameEnd = at;
  while (at < end && (raw[at] === 32 || raw[at] === 9)) at++;
  return at < end && raw[at] === COLON ? nameEnd - pos : -1;
}

/** Whether the line at `pos` is empty, the end of a header block. */
export function isBlankLine(raw: Buffer, pos: number): boolean {
  return raw[pos] === LF || (raw[pos] === CR && raw[pos + 1] === LF);
}

/** Whether an mbox separator stands at `pos`; such a line before the first field is no field and no body. */
export function isMboxLine(raw: Buffer, pos: number): boolean {
  const at = raw[pos] === 62 ? pos + 1 : pos;
  return raw[at] === 70 && raw[at + 1] === 114 && raw[at + 2] === 111 && raw[at + 3] === 109 && raw[at + 4] === 32;
}

/** The field that starts at `start` and whose last line ends at `end`. */
export function makeHeader(raw: Buffer, start: number, nameLength: number, end: number): Header {
  const nameStart = isMark(raw, start) ? start + 3 : start;
  const name = raw.toString("latin1", nameStart, nameStart + nameLength);
  let valueStart = nameStart + nameLength;
  while (raw[valueStart] !== COLON) valueStart++;
  let valueEnd = end;
  if (raw[valueEnd - 1] === LF) valueEnd--;
  if (raw[valueEnd - 1] === CR) valueEnd--;
  const value = raw.toString("latin1", valueStart + 1, Math.max(valueStart + 1, valueEnd));
  return { name, key: name.toLowerCase(), value, start, end };
}

/** What ended the header block that a HeaderReader read. */
export type HeaderEnd = "blank" | "body" | "delimiter" | "end";

/** Reads the header block at `start`; `isDelimiter` says whether a line that starts with `--` ends the entity. */
export function readHeaders(
  raw: Buffer,
  start: number,
  end: number,
  options: { maxBytes: number; maxFields: number; isDelimiter?: (pos: number) => boolean },
): { headers: Header[]; bodyStart: number; lines: number; ended: HeaderEnd } {
  const headers: Header[] = [];
  const recordEnd = start + options.maxBytes;
  let pos = start;
  let lines = 0;
  let fieldStart = -1;
  let nameLength = 0;
  const flush = (fieldEnd: number): void => {
    if (fieldStart >= 0 && headers.length < options.maxFields && fieldEnd <= recordEnd)
      headers.push(makeHeader(raw, fieldStart, nameLength, fieldEnd));
    fieldStart = -1;
  };
  while (pos < end) {
    const byte = raw[pos];
    if ((byte === CR || byte === LF) && isBlankLine(raw, pos)) {
      flush(pos);
      return { headers, bodyStart: byte === LF ? pos + 1 : pos + 2, lines: lines + 1, ended: "blank" };
    }
    if (byte === 45 && raw[pos + 1] === 45 && options.isDelimiter?.(pos)) {
      flush(pos);
      return { headers, bodyStart: pos, lines, ended: "delimiter" };
    }
    const lf = raw.indexOf(LF, pos);
    const next = lf < 0 || lf >= end ? end : lf + 1;
    if (byte !== 32 && byte !== 9) {
      const length = fieldNameLength(raw, pos === start && isMark(raw, pos) ? pos + 3 : pos, next);
      if (length > 0) {
        flush(pos);
        fieldStart = pos;
        nameLength = length;
      } else if (!(pos === start && isMboxLine(raw, pos))) {
        flush(pos);
        // A line that is no field: skipped when the next one is a field again, else the body began without a blank line.
        if (
          pos === start ||
          next >= end ||
          !(isBlankLine(raw, next) || fieldNameLength(raw, next, lineEnd(raw, next, end)) > 0)
        )
          return { headers, bodyStart: pos, lines, ended: "body" };
      }
    }
    if (lf >= 0 && lf < end) lines++;
    pos = next;
  }
  flush(end);
  return { headers, bodyStart: end, lines, ended: "end" };
}

function lineEnd(raw: Buffer, pos: number, end: number): number {
  const lf = raw.indexOf(LF, pos);
  return lf < 0 || lf >= end ? end : lf;
}
