import { type Bytes, windowed } from "../bytes.ts";
import { Fault } from "../fault.ts";
import { limits } from "../limits.ts";

/** A message in an mbox file, with its line ends and quoting as they are there. */
export type Slice = {
  readonly at: number;
  readonly sizeBytes: number;
  /** The line before it, `From ann@town.example Wed Nov 25 10:00:00 2026`. */
  readonly from: string;
  /** Its length is told and no line of it is quoted (mboxcl2); else `>From ` stands for `From `. */
  readonly isVerbatim: boolean;
};

/** A separator has an address and a date; a line of text that begins with "From " seldom has (RFC 4155 §B). */
const separator = /^From \S.*\d{4}|^From \S+ *\r?$/;
const [cr, lf] = [13, 10];
const longestSeparator = 1000;
const headerBytes = 65_536;
const ownStatus = /^Status: [A-Z]*\r\nX-Status: [A-Z]*\r\nX-Keywords: /;
const stride = 512 * 1024;

/** The messages of an mbox file in their order, none of which is read as a whole. Throws a Fault on what is none. */
export async function* scanMbox(source: Bytes): AsyncGenerator<Slice> {
  const bytes = windowed(source);
  let line = await skipBlank(bytes);
  if (line >= bytes.sizeBytes) return;
  if ((await bytes.read(line, 5)).toString("latin1") !== "From ") throw new Fault("message-broken");
  while (line < bytes.sizeBytes) {
    const head = await bytes.read(line, longestSeparator);
    const end = head.indexOf(lf);
    const from = head.toString("latin1", 0, end === -1 ? head.length : end).trimEnd();
    const at = line + (end === -1 ? head.length : end + 1);
    const told = await toldEnd(bytes, at);
    const next = told ?? (await findSeparator(bytes, at));
    yield { at, sizeBytes: next.end - at, from, isVerbatim: told?.isVerbatim ?? false };
    line = next.line;
  }
}

type End = { readonly end: number; readonly line: number };

async function skipBlank(bytes: Bytes): Promise<number> {
  const head = await bytes.read(0, 1024);
  // A byte order mark, and blank lines.
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while (head[at] === lf || head[at] === cr) at++;
  return at;
}

/** The next separator that follows a blank line, which belongs to the file and not to the message. */
async function findSeparator(bytes: Bytes, from: number): Promise<End> {
  // A message without a single line is followed by its separator at once.
  let at = Math.max(0, from - 2);
  for (;;) {
    const piece = await bytes.read(at, stride);
    for (let found = piece.indexOf("\nFrom "); found !== -1; found = piece.indexOf("\nFrom ", found + 1)) {
      const line = at + found + 1;
      if (line < from) continue;
      const end = blankBefore(piece, found, at);
      if (end === null || end < from) continue;
      if (await isSeparator(bytes, line)) return { end, line };
    }
    if (piece.length < stride) return { end: await withoutLastBlank(bytes, from), line: bytes.sizeBytes };
    at += piece.length - 10;
  }
}

/** Where the blank line begins that ends at `newline`; null when the line before is not blank. */
function blankBefore(piece: Buffer, newline: number, base: number): number | null {
  let at = newline - 1;
  if (piece[at] === cr) at--;
  // The piece overlaps the one before by enough to see this.
  if (at < 0) return base === 0 ? 0 : null;
  return piece[at] === lf ? base + at + 1 : null;
}

async function isSeparator(bytes: Bytes, line: number): Promise<boolean> {
  const text = (await bytes.read(line, longestSeparator)).toString("latin1");
  return separator.test(text.split("\n", 1)[0] ?? "");
}

async function withoutLastBlank(bytes: Bytes, from: number): Promise<number> {
  const size = bytes.sizeBytes;
  const tail = (await bytes.read(Math.max(from, size - 4), 4)).toString("latin1");
  if (tail === "\n" || tail === "\r\n") return from;
  if (tail.endsWith("\r\n\r\n")) return size - 2;
  return tail.endsWith("\n\n") ? size - 1 : size;
}

/** Where Content-Length says that a message ends, believed only when a separator or the end of the file is there. */
async function toldEnd(bytes: Bytes, at: number): Promise<(End & { isVerbatim: boolean }) | null> {
  const head = (await bytes.read(at, headerBytes)).toString("latin1");
  const body = /\r?\n\r?\n/.exec(head);
  const told = body ? /^content-length:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(head.slice(0, body.index + 1)) : null;
  // In our own files everything is quoted, and a message may say of itself what it likes.
  if (!body || !told || ownStatus.test(head)) return null;
  const start = at + body.index + body[0].length;
  const end = start + Number(told[1]);
  if (end > bytes.sizeBytes || end - at > limits.messageBytes) return null;
  const after = (await bytes.read(end, longestSeparator)).toString("latin1");
  const gap = /^(?:\r?\n)*/.exec(after)?.[0].length ?? 0;
  const isLast = end + gap >= bytes.sizeBytes;
  if (!isLast && !(gap > 0 && separator.test(after.slice(gap).split("\n", 1)[0] ?? ""))) {
    // Some count the last line end of the message in, so that nothing is between.
    if (!separator.test(after.split("\n", 1)[0] ?? "")) return null;
  }
  const next = await findSeparator(bytes, at);
  return { end, line: isLast ? bytes.sizeBytes : end + gap, isVerbatim: next.line < end };
}
