import type { Logger } from "@carbyne/kernel";
import { createStreamWriter } from "@carbyne/recording";
import type { types } from "mediasoup";
import { watchGaps } from "./gaps.ts";
import type { TapEvent, TappedProducer } from "./tap.ts";

export type Capture = {
  follow(event: TapEvent): void;
  /** Kept when all that came is on the disk. */
  close(): Promise<void>;
};

type Stream = {
  askForKey(): void;
  close(): Promise<void>;
};

/** A picture that stands alone is asked for so often, so that any place of the film is near to one. */
const keyMs = 10_000;

/** Takes every stream of a meeting in its best size and appends its packets to files. */
export function createCaptures({
  folder,
  now,
  log,
  onFault,
}: {
  readonly folder: string;
  /** Milliseconds since the recording began. */
  readonly now: () => number;
  readonly log: Logger;
  readonly onFault: (error: Error) => void;
}): Capture {
  const transports = new Map<types.Router, Promise<types.DirectTransport>>();
  const streams = new Map<string, Promise<Stream | null>>();

  function transportOf(router: types.Router): Promise<types.DirectTransport> {
    const known = transports.get(router);
    if (known) return known;
    const made = router.createDirectTransport();
    transports.set(router, made);
    router.observer.once("close", () => transports.delete(router));
    return made;
  }

  async function take(producer: TappedProducer): Promise<Stream | null> {
    const { router, id } = producer;
    const transport = await transportOf(router);
    const consumer = await transport.consume({
      producerId: id,
      rtpCapabilities: router.rtpCapabilities,
      paused: true,
    });
    const { codecs, encodings } = consumer.rtpParameters;
    const codec = codecs[0];
    const ssrc = encodings?.[0]?.ssrc;
    const name = codec?.mimeType.toLowerCase();
    const kept = name === "video/vp8" ? "vp8" : name === "audio/opus" ? "opus" : null;
    if (!codec || ssrc === undefined || !kept) {
      log.warn({ producerId: id, mimeType: name }, "a stream is of no kind that can be recorded");
      consumer.close();
      return null;
    }
    const { payloadType, clockRate } = codec;
    const writer = await createStreamWriter({
      folder,
      header: { version: 1, streamId: id, codec: kept, ssrc, payloadType, clockRate },
      onFault,
    });
    const askForKey = () => {
      if (kept !== "vp8" || consumer.closed) return;
      consumer
        .requestKeyFrame()
        .catch((err: unknown) => log.debug({ err, producerId: id }, "no key frame was asked for"));
    };
    const gaps = watchGaps(askForKey);
    const timer = kept === "vp8" ? setInterval(askForKey, keyMs) : undefined;
    consumer.on("rtp", (rtp) => {
      writer.write({ arrivalMs: now(), rtp });
      if (kept === "vp8") gaps.look(rtp);
    });
    // It asks for a picture that stands alone by itself, too.
    await consumer.resume();
    return {
      askForKey,
      async close() {
        clearInterval(timer);
        gaps.close();
        consumer.close();
        await writer.close();
      },
    };
  }

  async function drop(id: string): Promise<void> {
    const stream = await streams.get(id);
    streams.delete(id);
    await stream?.close();
  }
  const soundly = (doing: Promise<unknown>, producerId: string) =>
    doing.catch((err: unknown) => log.error({ err, producerId }, "a stream could not be recorded"));

  return {
    follow(event) {
      if (event.what === "producerAdded") {
        const { producer } = event;
        // Somebody may have gone before it was taken: that is no fault.
        const taken = take(producer).catch((err: unknown) => {
          log.warn({ err, producerId: producer.id }, "a stream was not taken");
          return null;
        });
        streams.set(producer.id, taken);
      }
      if (event.what === "producerClosed") void soundly(drop(event.producerId), event.producerId);
      if (event.what === "producerPaused" && !event.isPaused)
        void streams.get(event.producerId)?.then((one) => one?.askForKey());
    },
    async close() {
      await Promise.all([...streams.keys()].map((id) => soundly(drop(id), id)));
      for (const transport of transports.values())
        await transport.then(
          (one) => one.close(),
          () => {},
        );
      transports.clear();
    },
  };
}
