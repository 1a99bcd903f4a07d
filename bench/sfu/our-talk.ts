import {
  IceCandidate,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceCandidate,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
} from "werift";
import { countArrivals, createPacer } from "./pacing.ts";
import type { Talk } from "./talk.ts";

type Codec = { readonly mimeType: string; readonly kind: string; readonly preferredPayloadType: number };
type Offered = {
  readonly id: string;
  readonly iceParameters: { readonly usernameFragment: string; readonly password: string };
  readonly iceCandidates: readonly {
    readonly foundation: string;
    readonly protocol: string;
    readonly priority: number;
    readonly address: string;
    readonly port: number;
  }[];
  readonly dtlsParameters: { readonly fingerprints: readonly { readonly algorithm: string; readonly value: string }[] };
};

/** As werift offers it by itself: AES-GCM first, then AES-CM. */
const srtpProfiles = [7, 1] as const;
const feedback = ["nack", "nack pli", "ccm fir"];

/** Speaks with our SFU over its WebSocket, a socket for each person. */
export function openOurTalk(url: string): Talk {
  const producers: string[] = [];
  return {
    async publish() {
      const client = await join(url);
      const { dtls, id: transportId } = await openTransport(client, "send");
      const ssrc = Math.floor(Math.random() * 2 ** 31) + 1;
      const payloadType = client.codecs.find(({ mimeType }) => mimeType === "video/VP8")?.preferredPayloadType ?? 0;
      const rtcpFeedback = [{ type: "nack" }, { type: "nack", parameter: "pli" }];
      const { producerId } = await client.ask<{ producerId: string }>("produce", {
        transportId,
        kind: "video",
        source: "camera",
        isPaused: false,
        rtpParameters: {
          codecs: [{ mimeType: "video/VP8", clockRate: 90_000, payloadType, rtcpFeedback }],
          headerExtensions: [],
          encodings: [{ ssrc }],
          rtcp: { cname: `cname-${ssrc}` },
        },
      });
      producers.push(producerId);
      return createPacer(dtls, { ssrc, payloadType });
    },
    async watch() {
      const client = await join(url);
      const { dtls } = await openTransport(client, "receive");
      const sizes: { consumerId: string; width: number }[] = [];
      // Like the peer: no retransmission stream, and nothing by which the server would choose a rate.
      const codecs = client.codecs
        .filter(({ mimeType }) => !mimeType.endsWith("/rtx"))
        .map((codec) => ({
          ...codec,
          rtcpFeedback: (codec as { rtcpFeedback?: { type: string; parameter?: string }[] }).rtcpFeedback?.filter(
            ({ type, parameter }) => feedback.includes(parameter ? `${type} ${parameter}` : type),
          ),
        }));
      for (const producerId of producers) {
        const rtpCapabilities = { codecs, headerExtensions: [] };
        const { id } = await client.ask<{ id: string }>("consume", { producerId, rtpCapabilities });
        sizes.push({ consumerId: id, width: 1280 });
      }
      const count = countArrivals(dtls);
      await client.ask("view", { sizes });
      return { count, profile: dtls.dtls?.srtp.srtpProfile ?? 0 };
    },
  };
}

type Client = Awaited<ReturnType<typeof join>>;

async function join(url: string) {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error("our server does not answer")));
  });
  const waiting = new Map<number, (frame: { ok?: unknown; refused?: { reason: string } }) => void>();
  let count = 0;
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data));
    waiting.get(frame.id)?.(frame);
    waiting.delete(frame.id);
  });
  async function ask<Answer>(what: string, data: object): Promise<Answer> {
    const id = ++count;
    const { ok, refused } = await new Promise<{ ok?: unknown; refused?: { reason: string } }>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, ask: what, data }));
    });
    if (refused) throw new Error(`${what}: ${refused.reason}`);
    return ok as Answer;
  }
  const personId = crypto.randomUUID();
  const grant = {
    id: personId,
    meetingId: "bench",
    personId,
    kind: "account",
    name: "Somebody",
    isModerator: false,
    may: { mic: true, camera: true, screen: true },
    deviceId: personId,
  };
  const { rtpCapabilities } = await ask<{ rtpCapabilities: { codecs: Codec[] } }>("join", {
    grant: JSON.stringify(grant),
  });
  return { ask, codecs: rtpCapabilities.codecs };
}

async function openTransport(client: Client, direction: "send" | "receive") {
  const offer = await client.ask<Offered>("createTransport", { direction });
  const ice = new RTCIceTransport(
    new RTCIceGatherer({ useTcp: false, useIpv6: false, additionalHostAddresses: ["127.0.0.1"] }),
  );
  ice.connection.iceControlling = true;
  const certificate = await RTCDtlsTransport.SetupCertificate();
  const dtls = new RTCDtlsTransport({}, ice, certificate, [...srtpProfiles]);
  dtls.role = "client";
  const { fingerprints } = offer.dtlsParameters;
  dtls.setRemoteParams(
    new RTCDtlsParameters(
      fingerprints.map(({ algorithm, value }) => new RTCDtlsFingerprint(algorithm, value)),
      "server",
    ),
  );
  await client.ask("connectTransport", {
    transportId: offer.id,
    dtlsParameters: {
      role: "client",
      fingerprints: certificate.getFingerprints().map(({ algorithm, value }) => ({ algorithm, value })),
    },
  });
  await ice.gather();
  ice.setRemoteParams(new RTCIceParameters({ ...offer.iceParameters, iceLite: true }));
  for (const { foundation, protocol, priority, address, port } of offer.iceCandidates) {
    const candidate = `candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host`;
    if (protocol === "udp")
      await ice.addRemoteCandidate(IceCandidate.fromJSON(new RTCIceCandidate({ candidate, sdpMid: "0" })));
  }
  await ice.addRemoteCandidate(undefined);
  await ice.start();
  await dtls.start();
  return { id: offer.id, dtls };
}
