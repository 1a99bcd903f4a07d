export type ZipEntry = { readonly name: string; readonly sizeBytes: number };

const endSignature = Buffer.from("PK\x05\x06", "latin1");
const entrySignature = 0x02014b50;
const longestComment = 65_535;
const mostEntries = 20_000;

/** What an archive says that is in it (APPNOTE 6.3.9 §4.3.12). */
export function readDirectory(bytes: Buffer): ZipEntry[] {
  const tail = Math.max(0, bytes.length - longestComment - 22);
  const end = tail + bytes.subarray(tail).lastIndexOf(endSignature);
  if (end < tail || end + 22 > bytes.length) return [];
  const entries: ZipEntry[] = [];
  for (let at = bytes.readUInt32LE(end + 16); at + 46 <= bytes.length && entries.length < mostEntries; ) {
    if (bytes.readUInt32LE(at) !== entrySignature) break;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push({ name: bytes.toString("utf8", at + 46, nameEnd), sizeBytes: bytes.readUInt32LE(at + 24) });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
