import { crc32 } from "node:zlib";

export type ZipFile = { readonly name: string; readonly date: Date; readonly content: Buffer };

const [localSize, centralSize, endSize] = [30, 46, 22];
/** Names are UTF-8. */
const utf8 = 0x0800;
const version = 20;

/**
 * A ZIP archive (PKWARE APPNOTE 6.3), file by file as they come, so that it need not be in memory as a whole. Nothing is compressed: what is large
 * in mail is so already.
 */
export async function* zipOf(files: AsyncIterable<ZipFile>): AsyncGenerator<Buffer> {
  const central: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for await (const { name, date, content } of files) {
    const encoded = Buffer.from(name, "utf8");
    const fields = fieldsOf(content, { date, nameLength: encoded.length });
    const local = Buffer.alloc(localSize);
    local.writeUInt32LE(0x04034b50, 0);
    fields.copy(local, 4);
    const entry = Buffer.alloc(centralSize);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(version, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, encoded);
    offset += localSize + encoded.length + content.length;
    count++;
    yield Buffer.concat([local, encoded]);
    yield content;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(endSize);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([list, end]);
}

/** What the two headers of a file have in common: from the version that is needed to the length of the name and of what follows it. */
function fieldsOf(content: Buffer, { date, nameLength }: { date: Date; nameLength: number }): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(utf8, 2);
  // The method is 0: stored.
  fields.writeUInt32LE(dosTime(date), 6);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
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
