import { Refusal } from "@carbyne/kernel";
import { limits } from "../limits.ts";
import type { RequestData, Source } from "../messages.ts";
import { type Peer, sentOf } from "../peer.ts";
import type { Handlers } from "./handler.ts";
import { refuseBadMedia } from "./media-refusal.ts";
import { readRtpParameters } from "./rtp-shape.ts";

/** A sender is asked for a key frame once a second at most, however many look at it. */
const keyFrameEveryMs = 1_000;

const ofSource = {
  mic: { kind: "audio", may: "mic", most: 1 },
  camera: { kind: "video", may: "camera", most: 1 },
  screen: { kind: "video", may: "screen", most: limits.screensOfPeer },
  screenAudio: { kind: "audio", may: "screen", most: limits.screensOfPeer },
} as const satisfies Record<Source, { kind: "audio" | "video"; may: keyof Peer["may"]; most: number }>;

export const producers: Pick<Handlers, "produce" | "pauseProducer" | "closeProducer"> = {
  async produce(asking, { transportId, kind, source, rtpParameters, isPaused }) {
    const { room, peer } = asking;
    const { send } = peer.transports;
    if (send?.id !== transportId) throw new Refusal("not-found", "media-transport-unknown");
    refuseUngranted(peer, { kind, source });
    const producer = await refuseBadMedia(asking, () =>
      // Each field by its name: an `id` of the client's own among them would break the channel to the worker.
      send.produce({
        kind,
        rtpParameters: readRtpParameters(rtpParameters),
        paused: isPaused,
        keyFrameRequestDelay: keyFrameEveryMs,
      }),
    );
    if (producer.closed || peer.transports.send !== send) throw new Refusal("not-found", "media-transport-unknown");
    room.streams.add(peer, producer, source);
    return { producerId: producer.id };
  },

  async pauseProducer({ room, peer }, { producerId, isPaused }) {
    await room.streams.setPaused(peer, sentOf(peer, producerId), isPaused);
    return {};
  },

  closeProducer({ room, peer }, { producerId }) {
    room.streams.closeOne(peer, sentOf(peer, producerId));
    return {};
  },
};

function refuseUngranted(peer: Peer, { kind, source }: Pick<RequestData<"produce">, "kind" | "source">): void {
  const rule = ofSource[source];
  if (kind !== rule.kind) throw new Refusal("invalid", "media-refused");
  if (!peer.may[rule.may]) throw new Refusal("forbidden", "media-may-not-send");
  const count = [...peer.sent.values()].filter((sent) => sent.source === source).length;
  if (count >= rule.most) throw new Refusal("conflict", "media-sent-already", { most: rule.most });
}
