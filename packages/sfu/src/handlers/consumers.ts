import { Refusal } from "@carbyne/kernel";
import type { types } from "mediasoup";
import { chooseLayers } from "../layers.ts";
import { limits } from "../limits.ts";
import type { Received } from "../peer.ts";
import type { Asking, Handlers } from "./handler.ts";

export const consumers: Pick<Handlers, "consume" | "view"> = {
  async consume({ room, peer }, { producerId, rtpCapabilities }) {
    if (peer.received.size >= limits.consumersOfPeer)
      throw new Refusal("too-many", "media-received-most", { most: limits.consumersOfPeer });
    const received = await room.streams.receive(peer, producerId, rtpCapabilities as types.RtpCapabilities);
    const { id, kind, rtpParameters } = received.consumer;
    return { id, producerId, kind, rtpParameters, isPaused: room.streams.isHeld(received) };
  },

  async view(asking, { sizes }) {
    const { peer } = asking;
    // A stream may have ended while the client was counting pixels; it is told of that apart.
    const shown = sizes.flatMap(({ consumerId, width }) => {
      const received = peer.received.get(consumerId);
      return received?.consumer.kind === "video" ? [{ received, width }] : [];
    });
    await Promise.all(shown.map((one) => show(asking, one)));
    return {};
  },
};

async function show({ log }: Asking, { received, width }: { received: Received; width: number }): Promise<void> {
  const { consumer, sent } = received;
  try {
    if (width === 0) {
      if (!consumer.paused) await consumer.pause();
      return;
    }
    if (consumer.type === "simulcast") {
      const layers = chooseLayers(width, sent.producer.rtpParameters.encodings?.length ?? 1);
      const { preferredLayers } = consumer;
      if (
        preferredLayers?.spatialLayer !== layers.spatialLayer ||
        preferredLayers.temporalLayer !== layers.temporalLayer
      )
        await consumer.setPreferredLayers(layers);
    }
    // The worker asks for a key frame by itself when a picture begins.
    if (consumer.paused) await consumer.resume();
  } catch (error) {
    if (!consumer.closed) throw error;
    log.debug({ err: error }, "a stream ended while it was looked at");
  }
}
