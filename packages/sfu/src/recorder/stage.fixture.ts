import { randomBytes } from "node:crypto";
import { createWorker, type types } from "mediasoup";
import { mediaCodecs } from "../codecs.ts";
import type { Tap, TapEvent } from "./tap.ts";

/** A router into which packets are put by hand, and a meeting of those who send them. */
export async function openStage(workerBin: string) {
  const worker = await createWorker({ workerBin });
  const router = await worker.createRouter({ mediaCodecs });
  const transport = await router.createDirectTransport();
  const listeners = new Set<(event: TapEvent) => void>();
  const past: TapEvent[] = [];
  const tell = (event: TapEvent) => {
    past.push(event);
    for (const listener of listeners) listener(event);
  };
  const tap: Tap = {
    meetingId: "meeting",
    listen(listener) {
      for (const event of past) listener(event);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    worker,
    tap,
    tell,
    join(id: string, name = id) {
      tell({ what: "joined", peer: { id, personId: `person-${id}`, kind: "account", name } });
    },
    async produce(peerId: string, source: "mic" | "camera") {
      const kind = source === "mic" ? "audio" : "video";
      const ssrc = randomBytes(4).readUInt32BE() >>> 1;
      const payloadType = kind === "audio" ? 111 : 96;
      const codec: types.RtpCodecParameters =
        kind === "audio"
          ? { mimeType: "audio/opus", clockRate: 48_000, channels: 2, payloadType }
          : {
              mimeType: "video/VP8",
              clockRate: 90_000,
              payloadType,
              rtcpFeedback: [{ type: "nack", parameter: "pli" }],
            };
      const producer = await transport.produce({ kind, rtpParameters: { codecs: [codec], encodings: [{ ssrc }] } });
      const { id } = producer;
      tell({ what: "producerAdded", producer: { id, peerId, kind, source, isPaused: false, router } });
      return createSender({ producer, ssrc, payloadType, clockRate: kind === "audio" ? 48_000 : 90_000 });
    },
    close: () => worker.close(),
  };
}

type Sender = { producer: types.Producer; ssrc: number; payloadType: number; clockRate: number };

/** Sends frames with the right numbers, for the moment at which they are sent. */
function createSender({ producer, ssrc, payloadType, clockRate }: Sender) {
  let sequence = 1;
  const startedAt = performance.now();
  return {
    id: producer.id,
    producer,
    /** Leaves a number out, as if its packet had been lost. */
    lose: () => {
      sequence += 1;
    },
    send(payload: Buffer, { isMarked = true, atMs = performance.now() - startedAt } = {}) {
      const rtp = Buffer.alloc(12 + payload.length);
      rtp[0] = 0x80;
      rtp[1] = (isMarked ? 0x80 : 0) | payloadType;
      rtp.writeUInt16BE(sequence & 0xffff, 2);
      rtp.writeUInt32BE(Math.round((atMs * clockRate) / 1000) >>> 0, 4);
      rtp.writeUInt32BE(ssrc, 8);
      payload.copy(rtp, 12);
      sequence += 1;
      producer.send(rtp);
    },
  };
}

/** The head of a picture of VP8 that stands alone, 640 × 360, of so many bytes; or of one that does not. */
export function picture({ isKey, bytes = 400 }: { isKey: boolean; bytes?: number }): Buffer {
  const frame = Buffer.alloc(bytes, 0x55);
  frame[0] = 0x10;
  frame[1] = isKey ? 0x10 : 0x11;
  if (isKey) Buffer.from([0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01]).copy(frame, 4);
  return frame;
}
