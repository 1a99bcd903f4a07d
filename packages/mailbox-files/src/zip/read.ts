import { type Bytes, windowed } from "../bytes.ts";
import { Fault } from "../fault.ts";
import { limits } from "../limits.ts";

export type ZipEntry = {
  readonly name: string;
  readonly isFolder: boolean;
  readonly packing: "none" | "deflate";
  /** Where its bytes are, packed as they are. */
  readonly at: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly date: Date | null;
  readonly comment: string;
};

/** An entry that is there and cannot be read. */
export type ZipFault = { readonly name: string; readonly fault: Fault };

const [endSize, end64Size, locatorSize, centralSize, localSize] = [22, 56, 20, 46, 30];
const longestComment = 65_535;

/** The files in a ZIP archive (PKWARE APPNOTE 6.3, ZIP64 too), told by its central directory. Throws a Fault when there is none. */
export async function* readZip(source: Bytes): AsyncGenerator<ZipEntry | ZipFault> {
  const bytes = windowed(source);
  const { at: start, count, sizeBytes } = await findDirectory(bytes);
  if (count > limits.entries) throw new Fault("archive-large");
  const end = Math.min(start + sizeBytes, bytes.sizeBytes);
  let at = start;
  for (let n = 0; n < count && at + centralSize <= end; n++) {
    const fixed = await bytes.read(at, centralSize);
    if (fixed.length < centralSize || fixed.readUInt32LE(0) !== 0x02014b50) throw new Fault("archive-broken");
    const lengths = [fixed.readUInt16LE(28), fixed.readUInt16LE(30), fixed.readUInt16LE(32)] as const;
    const total = lengths[0] + lengths[1] + lengths[2];
    const rest = await bytes.read(at + centralSize, total);
    at += centralSize + total;
    yield await entryOf(bytes, fixed, { rest, lengths });
  }
}

async function findDirectory(bytes: Bytes): Promise<{ at: number; count: number; sizeBytes: number }> {
  const tailAt = Math.max(0, bytes.sizeBytes - endSize - longestComment);
  const tail = await bytes.read(tailAt, endSize + longestComment);
  const found = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"), tail.length - endSize);
  if (found === -1) throw new Fault("archive-broken");
  const end = tail.subarray(found);
  const plain = { count: end.readUInt16LE(10), sizeBytes: end.readUInt32LE(12), at: end.readUInt32LE(16) };
  if (plain.count !== 0xffff && plain.sizeBytes !== 0xffffffff && plain.at !== 0xffffffff) return plain;
  const locator = await bytes.read(tailAt + found - locatorSize, locatorSize);
  if (locator.length < locatorSize || locator.readUInt32LE(0) !== 0x07064b50) return plain;
  const wide = await bytes.read(numberAt(locator, 8), end64Size);
  if (wide.length < end64Size || wide.readUInt32LE(0) !== 0x06064b50) throw new Fault("archive-broken");
  return { count: numberAt(wide, 32), sizeBytes: numberAt(wide, 40), at: numberAt(wide, 48) };
}

function numberAt(buffer: Buffer, at: number): number {
  const value = buffer.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Fault("archive-broken");
  return Number(value);
}

type Rest = { readonly rest: Buffer; readonly lengths: readonly [name: number, extra: number, comment: number] };

async function entryOf(bytes: Bytes, fixed: Buffer, { rest, lengths }: Rest): Promise<ZipEntry | ZipFault> {
  const flags = fixed.readUInt16LE(8);
  const isUtf8 = (flags & 0x0800) !== 0;
  const extra = rest.subarray(lengths[0], lengths[0] + lengths[1]);
  const name = decodeName(rest.subarray(0, Math.min(lengths[0], limits.nameBytes)), isUtf8);
  if ((flags & 1) !== 0) return { name, fault: new Fault("archive-locked") };
  const method = fixed.readUInt16LE(10);
  if (method !== 0 && method !== 8) return { name, fault: new Fault("archive-kind") };
  const sizes = widen(extra, {
    sizeBytes: fixed.readUInt32LE(24),
    packedBytes: fixed.readUInt32LE(20),
    at: fixed.readUInt32LE(42),
  });
  const local = await bytes.read(sizes.at, localSize);
  if (local.length < localSize || local.readUInt32LE(0) !== 0x04034b50)
    return { name, fault: new Fault("archive-broken") };
  const at = sizes.at + localSize + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (at + sizes.packedBytes > bytes.sizeBytes) return { name, fault: new Fault("archive-broken") };
  return {
    name,
    isFolder: name.endsWith("/"),
    packing: method === 8 ? "deflate" : "none",
    at,
    packedBytes: sizes.packedBytes,
    sizeBytes: method === 8 ? sizes.sizeBytes : sizes.packedBytes,
    date: stampOf(extra) ?? dosDate(fixed.readUInt32LE(12)),
    comment: rest.toString("utf8", lengths[0] + lengths[1]),
  };
}

/** Sizes that do not fit into four bytes stand in an extra field, in this order and only those that do not fit (APPNOTE §4.5.3). */
function widen(
  extra: Buffer,
  plain: { sizeBytes: number; packedBytes: number; at: number },
): { sizeBytes: number; packedBytes: number; at: number } {
  const wide = fieldOf(extra, 1);
  let from = 0;
  const next = (value: number) => {
    if (value !== 0xffffffff) return value;
    if (!wide || from + 8 > wide.length) throw new Fault("archive-broken");
    from += 8;
    return numberAt(wide, from - 8);
  };
  const sizeBytes = next(plain.sizeBytes);
  const packedBytes = next(plain.packedBytes);
  return { sizeBytes, packedBytes, at: next(plain.at) };
}

function fieldOf(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  return null;
}

/** The time in seconds that Unix tools add, which knows its zone. */
function stampOf(extra: Buffer): Date | null {
  const field = fieldOf(extra, 0x5455);
  return field && field.length >= 5 && ((field[0] ?? 0) & 1) !== 0 ? new Date(field.readInt32LE(1) * 1000) : null;
}

function dosDate(value: number): Date | null {
  const [day, time] = [value >>> 16, value & 0xffff];
  const [year, month] = [1980 + (day >> 9), (day >> 5) & 15];
  if (month === 0) return null;
  return new Date(Date.UTC(year, month - 1, day & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2));
}

function decodeName(raw: Buffer, isUtf8: boolean): string {
  const text = raw.toString("utf8");
  // Many tools write UTF-8 and do not say so.
  return isUtf8 || !text.includes("\ufffd") ? text : raw.toString("latin1");
}
