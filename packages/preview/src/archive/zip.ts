import { type Entry, type Listing, mostListed, pathOf, timeOf } from "./entry.ts";

const endSignature = Buffer.from("PK\x05\x06", "latin1");
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const longestComment = 65_535;
const full32 = 0xffffffff;
const full16 = 0xffff;

/** What a zip archive lists at its end (APPNOTE 6.3.9 §4.3.12, sizes over 4 GiB by §4.5.3); null when it has no such list. */
export function listZip(bytes: Buffer): Listing | null {
  const tail = Math.max(0, bytes.length - longestComment - 22);
  const end = tail + bytes.subarray(tail).lastIndexOf(endSignature);
  if (end < tail || end + 22 > bytes.length) return null;
  const { at: start, count } = directoryAt(bytes, end);
  const entries: Entry[] = [];
  for (let at = start; at + 46 <= end && entries.length < mostListed; ) {
    if (bytes.readUInt32LE(at) !== entrySignature) break;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    if (extraEnd > bytes.length) break;
    const path = pathOf(bytes.subarray(at + 46, nameEnd));
    const size = bytes.readUInt32LE(at + 24);
    entries.push({
      path,
      isFolder: path.endsWith("/"),
      sizeBytes: size === full32 ? longSize(bytes.subarray(nameEnd, extraEnd)) : size,
      changedAt: dosTime(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    });
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  if (entries.length === 0 && count > 0) return null;
  return { entries, isCut: count > entries.length };
}

/** Where the list begins and how long it says it is; APPNOTE §4.3.14 when that does not fit. */
function directoryAt(bytes: Buffer, end: number): { at: number; count: number } {
  const at = bytes.readUInt32LE(end + 16);
  const count = bytes.readUInt16LE(end + 10);
  if (at !== full32 && count !== full16) return { at, count };
  const locator = end - 20;
  if (locator < 0) return { at, count };
  const end64 = Number(bytes.readBigUInt64LE(locator + 8));
  if (!(end64 + 56 <= bytes.length) || bytes.readUInt32LE(end64) !== end64Signature) return { at, count };
  return { at: Number(bytes.readBigUInt64LE(end64 + 48)), count: Number(bytes.readBigUInt64LE(end64 + 32)) };
}

function longSize(extra: Buffer): number {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1 && length >= 8 && at + 12 <= extra.length)
      return Number(extra.readBigUInt64LE(at + 4));
    at += 4 + length;
  }
  return full32;
}

/** A time of MS-DOS (APPNOTE §4.4.6), of a zone that nobody knows: taken as it stands. */
function dosTime(date: number, time: number): string | null {
  if (date === 0) return null;
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  return timeOf(Date.UTC(year, month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2));
}
