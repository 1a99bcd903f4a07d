import { type Bytes } from "../bytes.ts";
import { withCrlf } from "../crlf.ts";
import { Fault } from "../fault.ts";
import { gmailLabels, type Labels } from "../gmail.ts";
import { unquoteFrom } from "../mbox/unquote.ts";
import { readStatus, type Status, takeOwnStatus } from "../status.ts";
import { unpackWhole } from "../unpack.ts";
import { readNote } from "../zip/note.ts";

/** Where a message lies and what its place says of it. */
export type Found = {
  /** For the one who reads: the names on the way to it. */
  readonly path: string;
  /** Which file: 0 is the one that was given, others were unpacked from it. */
  readonly part: number;
  readonly at: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly packing: "none" | "deflate";
  readonly form: "message" | "emlx" | "mbox" | "mbox-plain";
  readonly folder: readonly string[];
  /** When it came, in milliseconds; null when only the message can tell. */
  readonly date: number | null;
  /** What our own archives say of a message beside it. */
  readonly comment: string;
  /** Flags that the name of the file tells; null when it tells none. */
  readonly flags: number | null;
};

/** A message from elsewhere, ready to be stored. */
export type Imported = Status & {
  /** With CRLF line ends. */
  readonly raw: Buffer;
  readonly internalDate: Date | undefined;
  readonly labels: Labels | null;
};

const flagLetters = [
  ["S", 1],
  ["R", 2],
  ["F", 4],
  ["D", 16],
] as const;

/** What the name of a Maildir file tells: flags, and the time of delivery. Windows cannot write the colon, so others write `;` or `!`. */
export function maildirMarks(path: string): { flags: number | null; date?: number } {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const letters = /[:;!]2,([A-Za-z]*)$/.exec(name)?.[1];
  if (letters === undefined && !/(?:^|\/)(?:cur|new)\/[^/]*$/.test(path)) return { flags: null };
  const flags = flagLetters.reduce((bits, [letter, bit]) => (letters?.includes(letter) ? bits | bit : bits), 0);
  const seconds = /^(\d{9,10})[._,M]/.exec(name)?.[1];
  return { flags, ...(seconds ? { date: Number(seconds) * 1000 } : {}) };
}

/** Maildir's mark of a message that is only not yet removed. */
export function isTrashed(path: string): boolean {
  return /[:;!]2,[A-Za-z]*T[A-Za-z]*$/.test(path);
}

/** Reads one message with what its program noted of it; null when it was deleted there and only not yet removed. */
export async function readFound(bytes: Bytes, found: Found): Promise<Imported | null> {
  const stored = await bytes.read(found.at, found.packedBytes);
  if (stored.length < found.packedBytes) throw new Fault("archive-broken");
  const whole = found.packing === "deflate" ? await unpackWhole(stored, found.sizeBytes) : stored;
  if (found.form === "emlx") return readEmlx(whole, found);
  const plain = found.form === "mbox" ? unquoteFrom(whole) : whole;
  if (plain.length === 0) throw new Fault("message-broken");
  const dated = found.date === null ? undefined : new Date(found.date);
  // What we wrote ourselves comes back byte by byte.
  const note = readNote(found.comment);
  if (note) return { raw: plain, ...note, internalDate: note.date, labels: null };
  const own = found.form === "mbox" ? takeOwnStatus(plain) : undefined;
  if (own) return { raw: own.raw, ...own.status, internalDate: dated, labels: null };
  const raw = withCrlf(plain);
  const status = readStatus(raw);
  if (status.isDeleted) return null;
  const labels = gmailLabels(raw);
  const isNamed = found.flags !== null;
  // The time of a loose file is that of a copy more often than not; the message's own trace is better.
  const date = isNamed || found.form !== "message" ? (dated ?? status.date) : (status.date ?? dated);
  return {
    raw,
    flags: found.flags ?? labels?.flags ?? status.flags,
    keywords: status.keywords,
    internalDate: date ?? undefined,
    labels,
  };
}

/** A message as Apple Mail keeps it: its length on a line, the message, and a property list with its flags. */
function readEmlx(whole: Buffer, found: Found): Imported | null {
  const line = whole.indexOf(10);
  const length = Number(whole.toString("latin1", 0, line).trim());
  if (line === -1 || !Number.isInteger(length) || length > whole.length - line) throw new Fault("message-broken");
  const raw = withCrlf(whole.subarray(line + 1, line + 1 + length));
  const list = whole.toString("utf8", line + 1 + length);
  const numberOf = (key: string) =>
    Number(new RegExp(`<key>${key}</key>\\s*<(?:integer|real)>(\\d{1,15})`).exec(list)?.[1] ?? 0);
  const bits = numberOf("flags");
  if ((bits & 2) !== 0) return null;
  const flags = (bits & 1) | (bits & 4 ? 2 : 0) | (bits & 16 ? 4 : 0) | (bits & 64 ? 16 : 0);
  const received = numberOf("date-received");
  const date = received > 0 ? new Date(received * 1000) : (readStatus(raw).date ?? found.date);
  return { raw, flags, keywords: [], internalDate: date === null ? undefined : new Date(date), labels: null };
}
