import type { Reply, RequestData, Source } from "@carbyne/sfu/messages";
import type { types } from "mediasoup-client";
import { sending } from "./encodings.ts";
import type { MeetingSocket } from "./socket.ts";

/** The way to the server and the way from it, for one joining. */
export type Transports = {
  readonly produce: (source: Source, track: MediaStreamTrack) => Promise<types.Producer>;
  readonly consume: (about: {
    producerId: string;
    peerId: string;
  }) => Promise<{ consumer: types.Consumer; isPaused: boolean }>;
  readonly stats: () => Promise<{ sent: RTCStatsReport; received: RTCStatsReport }>;
  readonly close: () => void;
};

/** What came over the socket has the size that the schemas say; its form is mediasoup's, which both ends are. */
function optionsOf(
  { id, iceParameters, iceCandidates, dtlsParameters }: Reply<"createTransport">,
  iceServers: Reply<"join">["iceServers"],
): types.TransportOptions {
  return { id, iceParameters, iceCandidates, dtlsParameters, iceServers } as unknown as types.TransportOptions;
}

/** Opens both transports. `onLost` is told when a network that was lost does not come back by itself. */
export async function openTransports(
  socket: MeetingSocket,
  { rtpCapabilities, iceServers }: Reply<"join">,
  onLost: () => void,
): Promise<Transports> {
  const { Device } = await import("mediasoup-client");
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: rtpCapabilities as unknown as types.RtpCapabilities });
  const [up, down] = await Promise.all([
    socket.ask("createTransport", { direction: "send" }),
    socket.ask("createTransport", { direction: "receive" }),
  ]);
  const send = device.createSendTransport(optionsOf(up, iceServers));
  const receive = device.createRecvTransport(optionsOf(down, iceServers));
  for (const transport of [send, receive]) {
    transport.on("connect", ({ dtlsParameters }, done, failed) => {
      socket
        .ask("connectTransport", {
          transportId: transport.id,
          dtlsParameters: dtlsParameters as unknown as Record<string, unknown>,
        })
        .then(done, failed);
    });
    watch(transport, socket, onLost);
  }
  send.on("produce", ({ kind, rtpParameters, appData }, done, failed) => {
    const { source } = appData as { source: Source };
    const asked: RequestData<"produce"> = {
      transportId: send.id,
      kind,
      source,
      rtpParameters: rtpParameters as unknown as Record<string, unknown>,
      isPaused: false,
    };
    socket.ask("produce", asked).then(({ producerId }) => done({ id: producerId }), failed);
  });

  return {
    produce: (source, track) =>
      send.produce({ track, ...sending[source], stopTracks: false, zeroRtpOnPause: true, appData: { source } }),
    async consume({ producerId, peerId }) {
      const asked = await socket.ask("consume", {
        producerId,
        rtpCapabilities: device.recvRtpCapabilities as unknown as Record<string, unknown>,
      });
      const { id, kind, rtpParameters, isPaused } = asked;
      const consumer = await receive.consume({
        id,
        producerId,
        kind,
        rtpParameters: rtpParameters as unknown as types.RtpParameters,
        // Sound and picture of one person are kept together.
        streamId: peerId,
      });
      return { consumer, isPaused };
    },
    async stats() {
      const [sent, received] = await Promise.all([send.getStats(), receive.getStats()]);
      return { sent, received };
    },
    close() {
      send.close();
      receive.close();
    },
  };
}

/** A short loss mends itself. */
const patienceMs = 2_000;
const mostRestarts = 3;

/** Asks for new credentials while a transport is cut off; gives up after a few. */
function watch(transport: types.Transport, socket: MeetingSocket, onLost: () => void): void {
  let timer: number | undefined;
  let restarts = 0;
  const restart = async () => {
    if (transport.closed || transport.connectionState === "connected") return;
    if (restarts++ >= mostRestarts) return onLost();
    try {
      const { iceParameters } = await socket.ask("restartIce", { transportId: transport.id });
      await transport.restartIce({ iceParameters: iceParameters as unknown as types.IceParameters });
    } catch {
      return onLost();
    }
    timer = window.setTimeout(() => void restart(), patienceMs * (restarts + 1));
  };
  transport.on("connectionstatechange", (state) => {
    window.clearTimeout(timer);
    if (state === "connected") restarts = 0;
    else if (state === "failed") void restart();
    else if (state === "disconnected") timer = window.setTimeout(() => void restart(), patienceMs);
  });
  transport.observer.on("close", () => window.clearTimeout(timer));
}
