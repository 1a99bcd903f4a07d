import { inflateRawSync } from "node:zlib";
import { ConversionFailed } from "../conversion.ts";
import { limits } from "../limits.ts";

export type Archive = {
  readonly names: readonly string[];
  /** The content of a part, undefined when there is none. */
  read(name: string): Buffer | undefined;
};

const endSignature = Buffer.from("PK\x05\x06", "latin1");
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const longestComment = 65_535;

type Entry = { readonly flags: number; readonly method: number; readonly packedBytes: number; readonly local: number };

/**
 * The parts of an archive by its central directory (APPNOTE 6.3.9 §4.3). What an entry says of its own size is not believed: unpacking stops at the
 * limits, and then the whole file is refused.
 */
export function readZip(bytes: Buffer): Archive {
  if (bytes.length > limits.fileBytes) throw new ConversionFailed("too-large");
  const entries = directoryOf(bytes);
  let left: number = limits.totalBytes;
  const known = new Map<string, Buffer>();
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      const before = known.get(name);
      if (before) return before;
      const content = unpack(bytes, entry, Math.min(limits.partBytes, left));
      left -= content.length;
      known.set(name, content);
      return content;
    },
  };
}

function directoryOf(bytes: Buffer): Map<string, Entry> {
  const tail = Math.max(0, bytes.length - longestComment - 22);
  const end = bytes.subarray(tail).lastIndexOf(endSignature) + tail;
  if (end < tail || end + 22 > bytes.length) throw new ConversionFailed("broken");
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === entrySignature) {
    if (entries.size >= limits.parts) throw new ConversionFailed("too-large");
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, nameEnd);
    const entry = {
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      local: bytes.readUInt32LE(at + 42),
    };
    if (!entries.has(name)) entries.set(name, entry);
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(bytes: Buffer, { flags, method, packedBytes, local }: Entry, most: number): Buffer {
  if ((flags & 1) !== 0) throw new ConversionFailed("protected");
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localSignature) throw new ConversionFailed("broken");
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + packedBytes);
  if (method === 0) {
    if (packed.length > most) throw new ConversionFailed("too-large");
    return packed;
  }
  if (method !== 8 || most <= 0) throw new ConversionFailed(most <= 0 ? "too-large" : "broken");
  const { suspicious } = limits;
  const allowed = Math.min(most, Math.max(suspicious.bytes, packed.length * suspicious.ratio));
  try {
    return inflateRawSync(packed, { maxOutputLength: allowed });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw new ConversionFailed(isTooLarge ? "too-large" : "broken", { cause: error });
  }
}
