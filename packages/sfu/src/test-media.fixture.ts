import {
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceCandidate,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
  IceCandidate,
  RtcpSenderInfo,
  RtcpSrPacket,
  RtpHeader,
  type RtpPacket,
} from "werift";
import type { types } from "mediasoup";
import type { Reply, Source } from "./messages.ts";
import type { TestClient } from "./test-client.fixture.ts";

/** SRTP with AES-GCM or AES-CM, by the numbers of RFC 5764 §4.1.2 and RFC 7714 §14.2. */
const srtpProfiles = [7, 1] as const;
const audioLevelId = 10;

type Joined = TestClient & Reply<"join">;
export type Media = Awaited<ReturnType<typeof openMedia>>;

/** A TURN server through which alone a client goes. */
export type Relay = { readonly port: number; readonly username: string; readonly credential: string };

/** ICE, DTLS and SRTP of a client, by a WebRTC stack that shares nothing with the server's. */
async function openTransport(client: Joined, direction: "send" | "receive", relay?: Relay) {
  const offer = await client.ask("createTransport", { direction });
  const gatherer = new RTCIceGatherer({
    useTcp: false,
    useIpv6: false,
    additionalHostAddresses: ["127.0.0.1"],
    ...(relay && {
      forceTurn: true,
      turnServer: ["127.0.0.1", relay.port],
      turnUsername: relay.username,
      turnPassword: relay.credential,
    }),
  });
  const ice = new RTCIceTransport(gatherer);
  ice.connection.iceControlling = true;
  const certificate = await RTCDtlsTransport.SetupCertificate();
  const dtls = new RTCDtlsTransport({}, ice, certificate, [...srtpProfiles]);
  dtls.role = "client";
  const { fingerprints } = offer.dtlsParameters as types.DtlsParameters;
  dtls.setRemoteParams(
    new RTCDtlsParameters(
      fingerprints.map(({ algorithm, value }) => new RTCDtlsFingerprint(algorithm, value)),
      "server",
    ),
  );

  async function connectIce(parameters: types.IceParameters) {
    await ice.gather();
    ice.setRemoteParams(new RTCIceParameters({ ...parameters, iceLite: true }));
    for (const candidate of offer.iceCandidates as types.IceCandidate[]) {
      const { foundation, protocol, priority, address, port } = candidate;
      const line = `candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host`;
      if (protocol === "udp")
        await ice.addRemoteCandidate(IceCandidate.fromJSON(new RTCIceCandidate({ candidate: line, sdpMid: "0" })));
    }
    await ice.addRemoteCandidate(undefined);
    await ice.start();
  }
  const answer = client.ask("connectTransport", {
    transportId: offer.id,
    dtlsParameters: {
      role: "client",
      fingerprints: certificate.getFingerprints().map(({ algorithm, value }) => ({ algorithm, value })),
    },
  });
  await Promise.all([answer, connectIce(offer.iceParameters as types.IceParameters)]);
  await dtls.start();
  return {
    id: offer.id,
    ice,
    dtls,
    /** Goes on from another socket, as after a change of networks. */
    async restart() {
      const { iceParameters } = await client.ask("restartIce", { transportId: offer.id });
      ice.restart();
      ice.connection.iceControlling = true;
      await connectIce(iceParameters as types.IceParameters);
    },
    async close() {
      await dtls.stop();
      await ice.stop();
    },
  };
}

/** What a client can take, without what would let the server measure and choose by itself. */
function plain(capabilities: types.RtpCapabilities): types.RtpCapabilities {
  const feedback = new Set(["nack", "nack pli", "ccm fir"]);
  return {
    codecs: (capabilities.codecs ?? [])
      .filter(({ mimeType }) => !mimeType.endsWith("/rtx"))
      .map((codec) => ({
        ...codec,
        rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type, parameter }) =>
          feedback.has(parameter ? `${type} ${parameter}` : type),
        ),
      })),
    headerExtensions: [],
  };
}

/** A client's media, over real sockets of the loopback. */
export async function openMedia(client: Joined, relay?: Relay) {
  const capabilities = client.rtpCapabilities as types.RtpCapabilities;
  type Transport = Awaited<ReturnType<typeof openTransport>>;
  const transports: { send?: Transport; receive?: Transport } = {};
  const opening: { send?: Promise<Transport>; receive?: Promise<Transport> } = {};
  const senders: ReturnType<typeof createSender>[] = [];
  const consumers = new Map<string, { ssrc: number; packets: RtpPacket[] }>();

  const sending = () => (opening.send ??= openTransport(client, "send", relay).then((it) => (transports.send = it)));
  const receiving = () => (opening.receive ??= openTransport(client, "receive", relay).then(listen));
  function listen(transport: Transport): Transport {
    transport.dtls.onRtp.subscribe((packet) => {
      for (const one of consumers.values()) if (one.ssrc === packet.header.ssrc) one.packets.push(packet);
    });
    return (transports.receive = transport);
  }
  function payloadType(kind: "audio" | "video"): number {
    return capabilities.codecs?.find((codec) => codec.kind === kind)?.preferredPayloadType ?? 0;
  }
  return {
    transports,
    /** Begins to send: sound of a loudness, or a picture in so many sizes. */
    async produce(source: Source, { sizes = 1, level = -20, isPaused = false } = {}) {
      const transport = await sending();
      const kind = source === "mic" || source === "screenAudio" ? "audio" : "video";
      const ssrcs = Array.from({ length: sizes }, () => Math.floor(Math.random() * 2 ** 31) + 1);
      const rtpParameters = parametersOf({ kind, ssrcs, payloadType: payloadType(kind) });
      const { producerId } = await client.ask("produce", {
        transportId: transport.id,
        kind,
        source,
        rtpParameters,
        isPaused,
      });
      const sender = createSender(transport.dtls, { kind, ssrcs, payloadType: payloadType(kind), level });
      senders.push(sender);
      return { ...sender, producerId };
    },
    async consume(producerId: string) {
      await receiving();
      const answer = await client.ask("consume", { producerId, rtpCapabilities: plain(capabilities) });
      const ssrc = (answer.rtpParameters as types.RtpParameters).encodings?.[0]?.ssrc ?? 0;
      const received = { ssrc, packets: [] as RtpPacket[] };
      consumers.set(answer.id, received);
      return { ...answer, packets: received.packets, count: () => received.packets.length };
    },
    async close() {
      for (const sender of senders) sender.stop();
      await transports.send?.close();
      await transports.receive?.close();
    },
  };
}

function parametersOf({ kind, ssrcs, payloadType }: { kind: "audio" | "video"; ssrcs: number[]; payloadType: number }) {
  const codec =
    kind === "audio"
      ? { mimeType: "audio/opus", clockRate: 48_000, channels: 2 }
      : {
          mimeType: "video/VP8",
          clockRate: 90_000,
          rtcpFeedback: [{ type: "nack" }, { type: "nack", parameter: "pli" }],
        };
  return {
    codecs: [{ ...codec, payloadType }],
    headerExtensions:
      kind === "audio" ? [{ uri: "urn:ietf:params:rtp-hdrext:ssrc-audio-level", id: audioLevelId }] : [],
    encodings: ssrcs.map((ssrc) =>
      kind === "video" && ssrcs.length > 1 ? { ssrc, scalabilityMode: "L1T3" } : { ssrc },
    ),
    rtcp: { cname: `cname-${ssrcs[0]}` },
  };
}

/** Sends a packet of each size every 20 ms; each packet of a picture says in its payload which size it is of. */
function createSender(
  dtls: RTCDtlsTransport,
  {
    kind,
    ssrcs,
    payloadType,
    level: first,
  }: { kind: "audio" | "video"; ssrcs: number[]; payloadType: number; level: number },
) {
  let level = first;
  let count = 0;
  const clock = kind === "audio" ? 960 : 1_800;
  const timer = setInterval(() => {
    count++;
    ssrcs.forEach((ssrc, size) => {
      const header = new RtpHeader({
        payloadType,
        sequenceNumber: count & 0xffff,
        timestamp: count * clock,
        ssrc,
        marker: true,
        extension: kind === "audio",
        extensions: kind === "audio" ? [{ id: audioLevelId, payload: Buffer.from([0x80 | -level]) }] : [],
      });
      const payload = kind === "audio" ? Buffer.alloc(60, 0x78) : vp8KeyFrame(count, size);
      dtls.sendRtp(payload, header).catch(() => undefined);
    });
    if (kind === "video" && count % 25 === 1) for (const ssrc of ssrcs) report(ssrc);
  }, 20);
  function report(ssrc: number): void {
    const seconds = Date.now() / 1000 + 2_208_988_800;
    const ntpTimestamp = (BigInt(Math.floor(seconds)) << 32n) | BigInt(Math.floor((seconds % 1) * 2 ** 32));
    const senderInfo = new RtcpSenderInfo({
      ntpTimestamp,
      rtpTimestamp: count * clock,
      packetCount: count,
      octetCount: count,
    });
    dtls.sendRtcp([new RtcpSrPacket({ ssrc, senderInfo })]).catch(() => undefined);
  }
  return {
    setLevel: (value: number) => void (level = value),
    sent: () => count,
    stop: () => clearInterval(timer),
  };
}

/** A picture in one packet (RFC 7741 §4.2): a descriptor with picture id, TL0PICIDX and layer 0, then a key frame's first octet and the size's number. */
function vp8KeyFrame(count: number, size: number): Buffer {
  return Buffer.from([
    0x90,
    0xe0,
    0x80 | ((count >> 8) & 0x7f),
    count & 0xff,
    count & 0xff,
    0x00,
    0x00,
    size,
    0,
    0,
    0,
    0,
  ]);
}

/** Of which size a received picture is. */
export const sizeOf = (packet: RtpPacket | undefined) => packet?.payload.at(7);
