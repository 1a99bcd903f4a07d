/** A packet of RTP, RFC 3550 §5.1. */
export type RtpPacket = {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly isMarked: boolean;
  readonly payload: Buffer;
};

/** Reads a packet; null for what is none. */
export function readRtp(bytes: Buffer): RtpPacket | null {
  if (bytes.length < 12) return null;
  const [first = 0, second = 0] = bytes;
  if (first >> 6 !== 2) return null;
  let from = 12 + 4 * (first & 0x0f);
  // The header extension, RFC 3550 §5.3.1.
  if (first & 0x10) {
    if (bytes.length < from + 4) return null;
    from += 4 + 4 * bytes.readUInt16BE(from + 2);
  }
  // Padding tells its own length in the last octet.
  const padding = first & 0x20 ? (bytes.at(-1) ?? 0) : 0;
  const to = bytes.length - padding;
  if (from > to) return null;
  return {
    payloadType: second & 0x7f,
    isMarked: (second & 0x80) !== 0,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(from, to),
  };
}
