import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type Listing, pathOf } from "./entry.ts";
import { isTarHead, listTar } from "./tar.ts";

/** What is packed is unpacked up to here while it is read through, and kept nowhere. */
const mostUnpacked = 2 * 2 ** 30;

/** The same of what gzip packed. */
export function listGzip(bytes: Buffer): Promise<Listing | null> {
  return listPacked(Readable.from(pieces(bytes)).pipe(createGunzip()), nameIn(bytes));
}

/**
 * What lies in a packed tar archive; of anything else that is packed, that one file, by the name it had. Null when it cannot be unpacked. The source may
 * fail at any point.
 */
export async function listPacked(unpacked: Readable, name: string): Promise<Listing | null> {
  let count = 0;
  let isCut = false;
  async function* bounded(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of unpacked as AsyncIterable<Buffer>) {
        count += piece.length;
        if (count > mostUnpacked) {
          isCut = true;
          return;
        }
        yield piece;
      }
    } catch {
      // Broken off, or not packed after all: what came until then counts.
      isCut = true;
    }
  }
  const source = bounded();
  const first = await firstBlock(source);
  if (first.length === 0) return null;
  async function* all(): AsyncGenerator<Buffer> {
    yield first;
    yield* source;
  }
  if (isTarHead(first.subarray(0, 512))) {
    const listing = await listTar(all());
    unpacked.destroy();
    return listing && { ...listing, isCut: listing.isCut || isCut };
  }
  for await (const _ of source);
  return {
    entries: [{ path: name, isFolder: false, sizeBytes: count, changedAt: null, isEncrypted: false }],
    isCut,
  };
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function firstBlock(source: AsyncGenerator<Buffer>): Promise<Buffer> {
  let block = Buffer.alloc(0);
  while (block.length < 512) {
    const { done, value } = await source.next();
    if (done === true) break;
    block = Buffer.concat([block, value]);
  }
  return block;
}

/** The name that the file had before it was packed, RFC 1952 §2.3. */
function nameIn(bytes: Buffer): string {
  const flags = bytes[3] ?? 0;
  if ((flags & 8) === 0) return "";
  const start = (flags & 4) === 0 ? 10 : 12 + (bytes.length >= 12 ? bytes.readUInt16LE(10) : 0);
  const end = bytes.indexOf(0, start);
  return end === -1 ? "" : pathOf(bytes.subarray(start, Math.min(end, start + 1024)));
}
