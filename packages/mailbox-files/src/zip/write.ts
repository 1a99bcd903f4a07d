import { crc32 } from "node:zlib";

export type ZipFile = { readonly name: string; readonly date: Date; readonly content: Buffer };

/** A file of an archive as its headers tell it. */
export type ZipHead = {
  readonly name: string;
  readonly date: Date;
  readonly crc: number;
  readonly packing: "none" | "deflate";
  readonly packedBytes: number;
  readonly sizeBytes: number;
};

const [localSize, centralSize, endSize, end64Size, locatorSize] = [30, 46, 22, 56, 20];
/** Names are UTF-8. */
const utf8 = 0x0800;
/** What a reader must know: ZIP64. */
const version = 45;
const [most16, most32] = [0xffff, 0xffffffff];

/**
 * The header in front of a file (PKWARE APPNOTE 6.3 §4.3.7). Its sizes stand in the ZIP64 field, so that it is as long whatever they are and can be
 * written again in the same place when they are known.
 */
export function localHead(head: ZipHead): Buffer {
  const name = Buffer.from(head.name, "utf8");
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(head.sizeBytes), 4);
  extra.writeBigUInt64LE(BigInt(head.packedBytes), 12);
  const fixed = Buffer.alloc(localSize);
  fixed.writeUInt32LE(0x04034b50, 0);
  commonFields(head, name.length).copy(fixed, 4);
  fixed.writeUInt32LE(most32, 18);
  fixed.writeUInt32LE(most32, 22);
  fixed.writeUInt16LE(extra.length, 28);
  return Buffer.concat([fixed, name, extra]);
}

/** The line of a file in the list at the end (§4.3.12): where its header is, and what is said about it. */
export function centralHead(head: ZipHead, { at, comment = "" }: { at: number; comment?: string }): Buffer {
  const name = Buffer.from(head.name, "utf8");
  const words = Buffer.from(comment, "utf8").subarray(0, most16);
  const isWide = head.sizeBytes >= most32 || head.packedBytes >= most32 || at >= most32;
  const wide = Buffer.alloc(isWide ? 28 : 0);
  if (isWide) {
    wide.writeUInt16LE(1, 0);
    wide.writeUInt16LE(24, 2);
    [head.sizeBytes, head.packedBytes, at].forEach((value, i) => wide.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  }
  const stamp = Buffer.alloc(9);
  stamp.writeUInt16LE(0x5455, 0);
  stamp.writeUInt16LE(5, 2);
  stamp.writeUInt8(1, 4);
  stamp.writeInt32LE(Math.max(-0x80000000, Math.min(0x7fffffff, Math.floor(head.date.getTime() / 1000))), 5);
  const extra = Buffer.concat([wide, stamp]);
  const fixed = Buffer.alloc(centralSize);
  fixed.writeUInt32LE(0x02014b50, 0);
  fixed.writeUInt16LE(version, 4);
  commonFields(head, name.length).copy(fixed, 6);
  fixed.writeUInt32LE(isWide ? most32 : head.packedBytes, 20);
  fixed.writeUInt32LE(isWide ? most32 : head.sizeBytes, 24);
  fixed.writeUInt16LE(extra.length, 30);
  fixed.writeUInt16LE(words.length, 32);
  fixed.writeUInt32LE(isWide ? most32 : at, 42);
  return Buffer.concat([fixed, name, extra, words]);
}

/** The end of an archive (§4.3.14 to §4.3.16): how many files it has, and where their list is. */
export function zipEnd({ count, at, sizeBytes }: { count: number; at: number; sizeBytes: number }): Buffer {
  const end = Buffer.alloc(endSize);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, most16), 8);
  end.writeUInt16LE(Math.min(count, most16), 10);
  end.writeUInt32LE(Math.min(sizeBytes, most32), 12);
  end.writeUInt32LE(Math.min(at, most32), 16);
  if (count < most16 && sizeBytes < most32 && at < most32) return end;
  const wide = Buffer.alloc(end64Size + locatorSize);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(BigInt(end64Size - 12), 4);
  wide.writeUInt16LE(version, 12);
  wide.writeUInt16LE(version, 14);
  [count, count, sizeBytes, at].forEach((value, i) => wide.writeBigUInt64LE(BigInt(value), 24 + 8 * i));
  wide.writeUInt32LE(0x07064b50, end64Size);
  wide.writeBigUInt64LE(BigInt(at + sizeBytes), end64Size + 8);
  wide.writeUInt32LE(1, end64Size + 16);
  return Buffer.concat([wide, end]);
}

/**
 * An archive, file by file as they come, so that it need not be in memory as a whole. Nothing is compressed: what is large in mail is so already.
 */
export async function* zipOf(files: AsyncIterable<ZipFile>): AsyncGenerator<Buffer> {
  const central: Buffer[] = [];
  let at = 0;
  for await (const { name, date, content } of files) {
    const sizeBytes = content.length;
    const head: ZipHead = { name, date, crc: crc32(content), packing: "none", packedBytes: sizeBytes, sizeBytes };
    const local = localHead(head);
    central.push(centralHead(head, { at }));
    at += local.length + sizeBytes;
    yield local;
    yield content;
  }
  const list = Buffer.concat(central);
  yield Buffer.concat([list, zipEnd({ count: central.length, at, sizeBytes: list.length })]);
}

/** What the two headers of a file have in common: from the version that is needed to the lengths of the name and of what follows it. */
function commonFields({ date, crc, packing }: ZipHead, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(utf8, 2);
  fields.writeUInt16LE(packing === "deflate" ? 8 : 0, 4);
  fields.writeUInt32LE(dosTime(date), 6);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

/** Two seconds are the finest that it tells, and 1980 is when it begins. */
function dosTime(date: Date): number {
  const year = Math.min(Math.max(date.getUTCFullYear(), 1980), 2107);
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
