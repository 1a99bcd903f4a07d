import type { StreamHeader } from "../dump/format.ts";
import { createClock } from "./clock.ts";
import type { Ordered } from "./in-order.ts";
import { readVp8 } from "./vp8.ts";

export type Frame = {
  /** Milliseconds since the recording began. */
  readonly atMs: number;
  readonly data: Buffer;
  readonly isKey: boolean;
};

/** The frames of a stream that can be shown: after a loss none until the next that stands alone. */
export async function* framesOf(header: StreamHeader, packets: AsyncIterable<Ordered>): AsyncGenerator<Frame> {
  yield* header.codec === "opus" ? soundFrames(header, packets) : pictureFrames(header, packets);
}

/** Each packet of Opus is a frame, RFC 7587 §4.2. */
async function* soundFrames(header: StreamHeader, packets: AsyncIterable<Ordered>): AsyncGenerator<Frame> {
  const timeOf = createClock(header.clockRate);
  let lastMs = Number.NEGATIVE_INFINITY;
  for await (const { packet, timestamp, arrivalMs } of packets) {
    if (packet.payload.length === 0) continue;
    const atMs = Math.max(0, timeOf({ timestamp, arrivalMs }));
    // A track's times never go back, even where a sender's do.
    if (atMs <= lastMs) continue;
    lastMs = atMs;
    yield { atMs, data: packet.payload, isKey: true };
  }
}

async function* pictureFrames(header: StreamHeader, packets: AsyncIterable<Ordered>): AsyncGenerator<Frame> {
  const timeOf = createClock(header.clockRate);
  let parts: Buffer[] = [];
  let timestamp = 0;
  let atMs = 0;
  let isKey = false;
  let isWhole = false;
  let last: number | undefined;
  let needsKey = true;
  let lastMs = Number.NEGATIVE_INFINITY;

  for await (const next of packets) {
    const isHole = last !== undefined && next.sequence !== last + 1;
    last = next.sequence;
    const time = timeOf(next);
    if (isHole) {
      needsKey = true;
      isWhole = false;
      parts = [];
    }
    if (next.packet.payload.length === 0) continue;
    const part = readVp8(next.packet.payload);
    if (!part) continue;
    if (part.isStart) {
      parts = [];
      timestamp = next.timestamp;
      atMs = time;
      isKey = part.isKey;
      isWhole = true;
    } else if (next.timestamp !== timestamp) isWhole = false;
    parts.push(part.data);
    if (!next.packet.isMarked) continue;
    if (isWhole && (isKey || !needsKey) && Math.max(0, atMs) > lastMs) {
      needsKey = false;
      lastMs = Math.max(0, atMs);
      yield { atMs: lastMs, data: Buffer.concat(parts), isKey };
    } else if (!isWhole) needsKey = true;
    parts = [];
    isWhole = false;
  }
}
