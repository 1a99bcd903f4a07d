import type { Packet, StreamHeader } from "../dump/format.ts";
import { type RtpPacket, readRtp } from "./packet.ts";
import { createUnwrap } from "./unwrap.ts";

export type Ordered = {
  readonly arrivalMs: number;
  /** Counted on where the packet's own number begins again, as the timestamp is. */
  readonly sequence: number;
  readonly timestamp: number;
  readonly packet: RtpPacket;
};

/** Packets that are waited for while one before them is missing: what is sent again after a loss comes within a second or so. */
const window = 128;

/** The packets of a stream by their numbers, each once; strange ones are left out. What is missing leaves a hole in `sequence`. */
export async function* inOrder(header: StreamHeader, packets: AsyncIterable<Packet>): AsyncGenerator<Ordered> {
  const sequenceOf = createUnwrap(16);
  const timestampOf = createUnwrap(32);
  const waiting: Ordered[] = [];
  let given: number | undefined;

  for await (const { arrivalMs, rtp } of packets) {
    const packet = readRtp(rtp);
    if (packet?.ssrc !== header.ssrc || packet.payloadType !== header.payloadType) continue;
    const sequence = sequenceOf(packet.sequence);
    const timestamp = timestampOf(packet.timestamp);
    if (given !== undefined && sequence <= given) continue;
    const next: Ordered = { arrivalMs, sequence, timestamp, packet };
    let at = waiting.length;
    while (at > 0 && (waiting[at - 1]?.sequence ?? 0) > sequence) at -= 1;
    if (waiting[at - 1]?.sequence === sequence) continue;
    waiting.splice(at, 0, next);
    for (let first = waiting[0]; first; first = waiting[0]) {
      const isNext = given === undefined || first.sequence === given + 1;
      if (!isNext && waiting.length < window) break;
      // The very first may be early too: a few are awaited before it is believed.
      if (given === undefined && waiting.length < 8) break;
      waiting.shift();
      given = first.sequence;
      yield first;
    }
  }
  yield* waiting;
}
