import { Refusal } from "@carbyne/kernel";
import type { types } from "mediasoup";
import { limits } from "../limits.ts";
import { transportOf } from "../peer.ts";
import type { Handlers } from "./handler.ts";
import { refuseBadMedia } from "./media-refusal.ts";

export const transports: Pick<Handlers, "createTransport" | "connectTransport" | "restartIce"> = {
  async createTransport(asking, { direction }) {
    const { peer } = asking;
    if (peer.transports[direction]) throw new Refusal("conflict", "media-transport-already");
    const { router, worker } = peer.place;
    const transport = await refuseBadMedia(asking, () =>
      router.createWebRtcTransport({
        webRtcServer: worker.server,
        preferUdp: true,
        initialAvailableOutgoingBitrate: 1_000_000,
      }),
    );
    if (peer.place.router !== router || !asking.room.peers.has(peer.id)) {
      transport.close();
      throw new Refusal("busy", "media-moved");
    }
    peer.transports[direction] = transport;
    transport.observer.once("close", () => {
      if (peer.transports[direction] === transport) peer.transports[direction] = null;
    });
    if (direction === "send") await transport.setMaxIncomingBitrate(limits.incomingBitrate);
    return {
      id: transport.id,
      iceParameters: transport.iceParameters,
      iceCandidates: transport.iceCandidates,
      dtlsParameters: transport.dtlsParameters,
    };
  },

  async connectTransport(asking, { transportId, dtlsParameters }) {
    const transport = transportOf(asking.peer, transportId);
    // In shape it is anything; mediasoup looks at all of it.
    await refuseBadMedia(asking, () => transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters }));
    return {};
  },

  async restartIce(asking, { transportId }) {
    const transport = transportOf(asking.peer, transportId);
    return { iceParameters: await refuseBadMedia(asking, () => transport.restartIce()) };
  },
};
