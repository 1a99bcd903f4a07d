import {
  IceCandidate,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceCandidate,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
  RtpHeader,
} from "werift";

/** AEAD_AES_128_GCM (RFC 7714 §14.2), which both servers speak: the same work on both sides. */
const srtpProfile = 7;

export type Remote = {
  readonly ufrag: string;
  readonly password: string;
  readonly isLite: boolean;
  /** Lines as in SDP, without `a=`. */
  readonly candidates: readonly string[];
  readonly fingerprint: string;
};

export type Media = Awaited<ReturnType<typeof openMedia>>;

/** One client's ICE and DTLS: what it says of itself first, and then the connection to what the server said. It is always the DTLS client. */
export async function openMedia() {
  const ice = new RTCIceTransport(new RTCIceGatherer({ useTcp: false, useIpv6: false }));
  ice.connection.iceControlling = true;
  const certificate = await RTCDtlsTransport.SetupCertificate();
  const dtls = new RTCDtlsTransport({}, ice, certificate, [srtpProfile]);
  dtls.role = "client";
  await ice.gather();
  let received = 0;
  ice.connection.onData.subscribe((packet) => {
    // RTP and not RTCP (RFC 5761 §4); nobody opens it, for only the server's work is measured.
    const [first = 0, second = 0] = packet;
    const isRtcp = (second & 0x7f) >= 64 && (second & 0x7f) < 96;
    if (first >> 6 === 2 && !isRtcp) received++;
  });
  return {
    ufrag: ice.localParameters.usernameFragment,
    password: ice.localParameters.password,
    fingerprint: certificate.getFingerprints()[0]?.value ?? "",
    candidates: ice.localCandidates.map((one) => one.toJSON().candidate),
    received: () => received,
    async connect(remote: Remote, { opensPackets }: { readonly opensPackets: boolean }) {
      if (!opensPackets) dtls.startSrtp = () => undefined;
      ice.setRemoteParams(
        new RTCIceParameters({ usernameFragment: remote.ufrag, password: remote.password, iceLite: remote.isLite }),
      );
      for (const candidate of remote.candidates)
        await ice.addRemoteCandidate(IceCandidate.fromJSON(new RTCIceCandidate({ candidate, sdpMid: "0" })));
      await ice.addRemoteCandidate(undefined);
      dtls.setRemoteParams(new RTCDtlsParameters([new RTCDtlsFingerprint("sha-256", remote.fingerprint)], "server"));
      await ice.start();
      await dtls.start();
    },
    send: (payload: Buffer, header: RtpHeader) => dtls.sendRtp(payload, header),
    async close() {
      await dtls.stop();
      await ice.stop();
    },
  };
}

export const ssrc = 4_711;
export const payloadType = 101;
const payload = Buffer.concat([Buffer.from([0x90, 0x80, 0x01, 0x00]), Buffer.alloc(1_000, 7)]);
const everyMs = 20;

/** Sends packets of a picture, each a key frame (RFC 7741 §4.2), so many a second, until it is stopped. */
export function startSending(
  media: Media,
  perSecond: number,
): { readonly sent: () => number; readonly stop: () => void } {
  let count = 0;
  const begun = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - begun) / 1000) * perSecond;
    while (count < due) {
      count++;
      const header = new RtpHeader({
        payloadType,
        sequenceNumber: count & 0xffff,
        timestamp: count * 450,
        ssrc,
        marker: true,
      });
      media.send(payload, header).catch(() => undefined);
    }
  }, everyMs);
  return { sent: () => count, stop: () => clearInterval(timer) };
}
