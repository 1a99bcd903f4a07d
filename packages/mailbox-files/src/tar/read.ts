import { type Bytes, windowed } from "../bytes.ts";
import { Fault } from "../fault.ts";
import { limits } from "../limits.ts";

export type TarEntry = {
  readonly name: string;
  readonly at: number;
  readonly sizeBytes: number;
  readonly date: Date | null;
};

const block = 512;
const files = new Set(["0", "\0", "7"]);
const longestNote = 1024 * 1024;

/** Whether a block is the header of an entry: its sum is right. */
export function isTarHeader(head: Buffer): boolean {
  if (head.length < block || head[0] === 0) return false;
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : (head[i] ?? 0);
  return sum === octal(head, 148, 8);
}

/** The files of a tar archive (POSIX.1-2001 ustar and pax, GNU long names). What is no file is passed over, so that no link leads anywhere. */
export async function* readTar(source: Bytes): AsyncGenerator<TarEntry> {
  const bytes = windowed(source);
  let notes: Notes = {};
  let count = 0;
  for (let at = 0; at + block <= bytes.sizeBytes; ) {
    const head = await bytes.read(at, block);
    if (head.length < block || head.every((byte) => byte === 0)) return;
    if (!isTarHeader(head)) throw new Fault("archive-broken");
    if (++count > limits.entries) throw new Fault("archive-large");
    const kind = head.toString("latin1", 156, 157);
    const told = sizeOf(head);
    const content = at + block;
    const isFile = files.has(kind);
    const sizeBytes = isFile ? (notes.size ?? told) : told;
    if (content + sizeBytes > bytes.sizeBytes) throw new Fault("archive-broken");
    if (kind === "x" || kind === "L") {
      if (sizeBytes > longestNote) throw new Fault("archive-broken");
      const note = await bytes.read(content, sizeBytes);
      notes = kind === "L" ? { ...notes, path: text(note, 0, note.length) } : { ...notes, ...paxNotes(note) };
    } else if (kind !== "g" && kind !== "K") {
      const name = notes.path ?? ustarName(head);
      const seconds = notes.mtime ?? octal(head, 136, 12);
      if (isFile && !name.endsWith("/"))
        yield { name, at: content, sizeBytes, date: seconds > 0 ? new Date(Math.floor(seconds) * 1000) : null };
      notes = {};
    }
    at = content + Math.ceil(sizeBytes / block) * block;
  }
}

type Notes = { readonly path?: string; readonly size?: number; readonly mtime?: number };

/** Records such as `27 path=a/long/name\n`, each with its own length first. */
function paxNotes(note: Buffer): Notes {
  const notes: Record<string, string> = {};
  for (let at = 0; at < note.length; ) {
    const space = note.indexOf(32, at);
    const length = Number(note.toString("latin1", at, space));
    if (space === -1 || !Number.isInteger(length) || length < 5 || at + length > note.length) break;
    const record = note.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    if (equals > 0) notes[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  const { path, size, mtime } = notes;
  return {
    ...(path === undefined ? {} : { path }),
    ...(size !== undefined && /^\d{1,15}$/.test(size) ? { size: Number(size) } : {}),
    ...(mtime !== undefined && Number(mtime) > 0 ? { mtime: Number(mtime) } : {}),
  };
}

function ustarName(head: Buffer): string {
  const name = text(head, 0, 100);
  const prefix = head.toString("latin1", 257, 263) === "ustar\0" ? text(head, 345, 155) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

function text(buffer: Buffer, at: number, length: number): string {
  const raw = buffer.subarray(at, at + length);
  const end = raw.indexOf(0);
  return raw.toString("utf8", 0, end === -1 ? raw.length : end);
}

/** Sizes over 8 GiB are in base 256, GNU. */
function sizeOf(head: Buffer): number {
  if (((head[124] ?? 0) & 0x80) === 0) return octal(head, 124, 12);
  const value = head.readBigUInt64BE(128);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Fault("archive-broken");
  return Number(value);
}

function octal(buffer: Buffer, at: number, length: number): number {
  const digits = /^[\s\0]*([0-7]*)/.exec(buffer.toString("latin1", at, at + length))?.[1] ?? "";
  return digits === "" ? 0 : Number.parseInt(digits, 8);
}
