/** What one packet has of a frame. */
export type Vp8Part = {
  readonly data: Buffer;
  /** The first of a frame. */
  readonly isStart: boolean;
  readonly isKey: boolean;
};

/** Takes the descriptor off, RFC 7741 §4.2; null for what is none. */
export function readVp8(payload: Buffer): Vp8Part | null {
  let at = 0;
  const take = () => payload[at++] ?? 0;
  const first = take();
  if (first & 0x80) {
    const extension = take();
    // The picture's number is of one octet, or of two where its first bit says so.
    if (extension & 0x80 && take() & 0x80) at += 1;
    if (extension & 0x40) at += 1;
    if (extension & 0x30) at += 1;
  }
  if (at >= payload.length) return null;
  const isStart = (first & 0x10) !== 0 && (first & 0x07) === 0;
  const data = payload.subarray(at);
  // The inverse key frame flag is the first bit of the frame itself, RFC 7741 §4.3.
  return { data, isStart, isKey: isStart && ((data[0] ?? 1) & 0x01) === 0 };
}
