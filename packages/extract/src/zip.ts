import { inflateRawSync } from "node:zlib";
import type { Limits } from "./limits.ts";

export type ZipEntry = {
  readonly name: string;
  /** The content; "" when it is broken, encrypted, packed in a way that nobody uses, or larger than allowed. */
  read(): Buffer;
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const longestComment = 65_535;

/**
 * The parts of a zip archive (APPNOTE 6.3.9 §4.3) by its central directory. What an entry says of its own size is not believed: unpacking stops
 * at the limit.
 */
export function readZip(bytes: Buffer, limits: Limits): ZipEntry[] {
  const end = bytes.subarray(Math.max(0, bytes.length - longestComment - 22)).lastIndexOf(signature(endSignature));
  if (end < 0) return [];
  const record = bytes.subarray(Math.max(0, bytes.length - longestComment - 22) + end);
  if (record.length < 22) return [];
  let at = record.readUInt32LE(16);
  let left = limits.totalBytes;
  const entries: ZipEntry[] = [];
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === entrySignature && entries.length < limits.parts) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)).toString("utf8");
    const header = {
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      local: bytes.readUInt32LE(at + 42),
    };
    entries.push({
      name,
      read() {
        const content = unpack(bytes, header, Math.min(limits.partBytes, left));
        left -= content.length;
        return content;
      },
    });
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

type Header = { readonly flags: number; readonly method: number; readonly size: number; readonly local: number };

function unpack(bytes: Buffer, { flags, method, size, local }: Header, most: number): Buffer {
  const nothing = Buffer.alloc(0);
  const isEncrypted = (flags & 1) !== 0;
  if (isEncrypted || most <= 0 || local + 30 > bytes.length || bytes.readUInt32LE(local) !== localSignature)
    return nothing;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + size);
  if (method === 0) return packed.length <= most ? packed : nothing;
  if (method !== 8) return nothing;
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch {
    // Broken, or more than is allowed: either way not a part of which text is kept.
    return nothing;
  }
}
