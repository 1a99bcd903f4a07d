import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** A stretch of content is checked by the whole pieces that it lies in; a change of this size needs all large content to be read again. Bytes. */
export const pieceBytes = 256 * 1024;

export type Sums = {
  readonly hash: Buffer;
  /** CRC-32 of all bytes, as a signed number. */
  readonly crc: number;
  /**
   * The CRC-32 of everything up to the end of each piece, four bytes each: with the one before it as its beginning, a piece is checked by itself, and
   * the last is that of the whole. What is to be found is damage, not a forger, who would have to change the database too.
   */
  readonly crcs: Buffer;
};

export type SumAlgorithm = "sha256" | "sha1" | "md5";

/** Makes the sums of content while it comes. */
export function createSums(algorithm: SumAlgorithm = "sha256"): {
  add(data: Uint8Array): void;
  /** Of what came until now; more may come. */
  result(): Sums;
} {
  const hash = createHash(algorithm);
  const ends: number[] = [];
  let [at, crc] = [0, 0];
  return {
    add(data) {
      hash.update(data);
      for (let done = 0; done < data.length; ) {
        const part = data.subarray(done, done + pieceBytes - (at % pieceBytes));
        crc = crc32(part, crc);
        done += part.length;
        at += part.length;
        if (at % pieceBytes === 0) ends.push(crc);
      }
    },
    result() {
      const crcs = Buffer.alloc(Math.ceil(at / pieceBytes) * 4);
      for (const [index, end] of ends.entries()) crcs.writeUInt32BE(end, index * 4);
      if (at % pieceBytes > 0) crcs.writeUInt32BE(crc, ends.length * 4);
      return { hash: hash.copy().digest(), crc: crc | 0, crcs };
    },
  };
}

/** The sums of content that is in memory. */
export function sumsOf(data: Uint8Array): Sums {
  const sums = createSums();
  sums.add(data);
  return sums.result();
}
