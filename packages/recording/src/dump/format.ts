/**
 * What a recording is until it is a film, a folder: for each stream files `<streamId>-<number>.rtp`, which are only ever appended to, and `events.jsonl`.
 *
 * An `.rtp` file begins with one line of JSON, its header. Then come records: the length of the packet (u32, big endian), when it arrived in milliseconds since
 * the recording began by a clock that never goes back (f64, big endian), and the packet as it came (RFC 3550 §5.1). A record that was not written to its
 * end is where a process died: nothing follows it.
 */
export type StreamHeader = {
  readonly version: 1;
  readonly streamId: string;
  readonly codec: "vp8" | "opus";
  readonly ssrc: number;
  readonly payloadType: number;
  /** Ticks of its timestamps in a second. */
  readonly clockRate: number;
};

export type Packet = {
  /** Milliseconds since the recording began. */
  readonly arrivalMs: number;
  readonly rtp: Buffer;
};

export const recordHead = 12;
/** No packet of UDP is larger; a length beyond it is no length. */
export const mostPacket = 65_535;

export function encodeHeader(header: StreamHeader): Buffer {
  return Buffer.from(`${JSON.stringify(header)}\n`);
}

export function encodeRecord({ arrivalMs, rtp }: Packet): Buffer {
  const record = Buffer.allocUnsafe(recordHead + rtp.length);
  record.writeUInt32BE(rtp.length, 0);
  record.writeDoubleBE(arrivalMs, 4);
  rtp.copy(record, recordHead);
  return record;
}

export function streamFile(streamId: string, part: number): string {
  return `${streamId}-${String(part).padStart(4, "0")}.rtp`;
}

/** The stream and the place in it of a file's name; null for other files. */
export function readStreamFile(name: string): { readonly streamId: string; readonly part: number } | null {
  const [, streamId, part] = /^([\w-]{1,64})-(\d{4})\.rtp$/.exec(name) ?? [];
  return streamId === undefined ? null : { streamId, part: Number(part) };
}
