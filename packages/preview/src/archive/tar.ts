import { type Entry, type Listing, mostListed, pathOf, timeOf } from "./entry.ts";

const block = 512;
/** A long name (GNU) or a list of properties (pax) is read up to here. */
const longestNote = 65_536;

/** Whether a block is the head of a tar entry: its sum fits (POSIX.1-2024 pax §4.18.8, "ustar Interchange Format"). */
export function isTarHead(head: Buffer): boolean {
  if (head.length < block || head[0] === 0) return false;
  const told = octal(head.subarray(148, 156));
  let sum = 8 * 32;
  for (let at = 0; at < block; at++) if (at < 148 || at >= 156) sum += head[at] ?? 0;
  return told === sum;
}

/** What lies in a tar archive, read from its beginning to its end, or as far as it goes; null when it is none. */
export async function listTar(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Listing | null> {
  const reader = new Reader(pieces);
  const entries: Entry[] = [];
  let longPath: string | undefined;
  let longSize: number | undefined;
  for (;;) {
    const head = await reader.take(block);
    if (head.length < block || head[0] === 0)
      return entries.length > 0 || head[0] === 0 ? { entries, isCut: false } : null;
    if (!isTarHead(head)) return entries.length > 0 ? { entries, isCut: true } : null;
    if (entries.length >= mostListed) return { entries, isCut: true };
    const type = String.fromCharCode(head[156] ?? 0);
    const size = longSize ?? sizeOf(head.subarray(124, 136));
    if (type === "L" || type === "x") {
      const note = await reader.take(Math.min(size, longestNote));
      if (!(await reader.skip(padded(size) - note.length))) return { entries, isCut: true };
      if (type === "L") longPath = textOf(note);
      else {
        const told = paxOf(note);
        longPath = told.get("path") ?? longPath;
        longSize = Number(told.get("size")) || longSize;
      }
      continue;
    }
    if (type !== "g" && type !== "K") {
      const prefix = head.toString("latin1", 257, 262) === "ustar" ? textOf(head.subarray(345, 500)) : "";
      const name = textOf(head.subarray(0, 100));
      const path = longPath ?? (prefix === "" ? name : `${prefix}/${name}`);
      entries.push({
        path,
        isFolder: type === "5" || path.endsWith("/"),
        sizeBytes: type === "5" ? 0 : size,
        changedAt: timeOf(octal(head.subarray(136, 148)) * 1000),
        isEncrypted: false,
      });
      longPath = undefined;
      longSize = undefined;
    }
    if (!(await reader.skip(padded(size)))) return { entries, isCut: true };
  }
}

const padded = (size: number) => Math.ceil(size / block) * block;

function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return pathOf(end === -1 ? bytes : bytes.subarray(0, end));
}

function octal(bytes: Buffer): number {
  return Number.parseInt(bytes.toString("latin1").replaceAll("\0", " ").trim(), 8) || 0;
}

/** Octal digits, or a number in base 256 when its first bit is set (GNU tar). */
function sizeOf(bytes: Buffer): number {
  if (((bytes[0] ?? 0) & 0x80) === 0) return octal(bytes);
  const large = bytes.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0);
  return Math.min(large, Number.MAX_SAFE_INTEGER - block);
}

/** `27 path=a/long/name\n`, one after the other. */
function paxOf(note: Buffer): Map<string, string> {
  const told = new Map<string, string>();
  for (let at = 0; at < note.length; ) {
    const length = Number.parseInt(note.toString("latin1", at, at + 12), 10);
    if (!(length > 4) || at + length > note.length) break;
    const line = note.subarray(at, at + length - 1);
    const [start, equals] = [line.indexOf(0x20), line.indexOf(0x3d)];
    if (start !== -1 && equals > start)
      told.set(line.toString("latin1", start + 1, equals), pathOf(line.subarray(equals + 1)));
    at += length;
  }
  return told;
}

/** Takes bytes from pieces as they come. */
class Reader {
  readonly #pieces: AsyncIterator<Buffer> | Iterator<Buffer>;
  #rest = Buffer.alloc(0);
  constructor(pieces: AsyncIterable<Buffer> | Iterable<Buffer>) {
    this.#pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next();
    if (done === true) return false;
    this.#rest = this.#rest.length === 0 ? Buffer.from(value) : Buffer.concat([this.#rest, value]);
    return true;
  }

  /** So many bytes, or what there is. */
  async take(count: number): Promise<Buffer> {
    while (this.#rest.length < count && (await this.#more()));
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }

  /** False when there is less. */
  async skip(count: number): Promise<boolean> {
    let left = count;
    for (;;) {
      const step = Math.min(left, this.#rest.length);
      this.#rest = this.#rest.subarray(step);
      left -= step;
      if (left === 0) return true;
      if (!(await this.#more())) return false;
    }
  }
}
