/** Bytes that can be read anywhere: a file, or a stretch of one. A read at the end is shorter than was asked for. */
export type Bytes = {
  readonly sizeBytes: number;
  read(at: number, length: number): Promise<Buffer>;
};

/** What lies in memory. */
export function bytesOf(buffer: Buffer): Bytes {
  return { sizeBytes: buffer.length, read: (at, length) => Promise.resolve(buffer.subarray(at, at + length)) };
}

/** A stretch of bytes, as bytes of their own. */
export function stretchOf(bytes: Bytes, at: number, sizeBytes: number): Bytes {
  const end = Math.min(at + sizeBytes, bytes.sizeBytes);
  return {
    sizeBytes: Math.max(0, end - at),
    read: (from, length) => bytes.read(at + from, Math.max(0, Math.min(length, end - at - from))),
  };
}

const windowBytes = 1024 * 1024;

/** The same bytes for many small reads one after another: each is taken from a larger one that is kept. */
export function windowed(bytes: Bytes): Bytes {
  let start = 0;
  let kept: Buffer = Buffer.alloc(0);
  return {
    sizeBytes: bytes.sizeBytes,
    async read(at, length) {
      if (length > windowBytes) return bytes.read(at, length);
      if (at < start || at + length > start + kept.length) {
        start = at;
        kept = await bytes.read(at, windowBytes);
      }
      return kept.subarray(at - start, at - start + length);
    },
  };
}

/** Bytes from a place on, piece by piece. */
export async function* piecesOf(bytes: Bytes, at = 0, end = bytes.sizeBytes): AsyncGenerator<Buffer> {
  for (let from = at; from < end; ) {
    const piece = await bytes.read(from, Math.min(windowBytes, end - from));
    if (piece.length === 0) return;
    yield piece;
    from += piece.length;
  }
}
