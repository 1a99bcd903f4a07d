import { pipeline, Readable, type Transform } from "node:stream";
import { promisify } from "node:util";
import { constants, createGunzip, createInflateRaw, inflateRaw, inflateRawSync } from "node:zlib";
import { type Bytes, piecesOf } from "./bytes.ts";
import { Fault } from "./fault.ts";
import { limits } from "./limits.ts";

const inflate = promisify(inflateRaw);
const headPackedBytes = 4096;

/** Unpacks what is small enough for the memory; a Fault when it is not what was told. */
export async function unpackWhole(packed: Buffer, sizeBytes: number): Promise<Buffer> {
  if (sizeBytes > limits.messageBytes) throw new Fault("message-large");
  const raw = await inflate(packed, { maxOutputLength: Math.max(sizeBytes, 1) }).catch(() => null);
  if (raw?.length !== sizeBytes) throw new Fault("archive-broken");
  return raw;
}

/** The first bytes of what is packed, to tell what it is; none when it is broken. */
export async function unpackHead(packed: Bytes): Promise<Buffer> {
  const first = await packed.read(0, headPackedBytes);
  try {
    // What comes behind the bytes that are looked at is missing, and that is no fault.
    return inflateRawSync(first, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** What is packed as in a ZIP archive, piece by piece. */
export function inflated(packed: Bytes): AsyncGenerator<Buffer> {
  return unpackedBy(packed, createInflateRaw());
}

/** What is packed by gzip (RFC 1952), piece by piece. */
export function gunzipped(packed: Bytes): AsyncGenerator<Buffer> {
  return unpackedBy(packed, createGunzip());
}

/** A Fault when it is broken, or grows so much that it can only be meant to fill the disk. */
async function* unpackedBy(packed: Bytes, stream: Transform): AsyncGenerator<Buffer> {
  const most = Math.max(limits.freeBytes, packed.sizeBytes * limits.ratio);
  let size = 0;
  // The one who reads is told of faults.
  pipeline(Readable.from(piecesOf(packed)), stream, () => {});
  try {
    for await (const piece of stream) {
      if (!Buffer.isBuffer(piece)) continue;
      size += piece.length;
      if (size > most) throw new Fault("archive-large");
      yield piece;
    }
  } catch (error) {
    throw error instanceof Fault ? error : new Fault("archive-broken");
  } finally {
    stream.destroy();
  }
}
