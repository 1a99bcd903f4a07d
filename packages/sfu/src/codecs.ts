import type { types } from "mediasoup";

/** What every browser speaks: Opus (RFC 7587) and VP8 (RFC 7741). One codec of each kind, so that everybody can receive everything. */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1 } },
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
];
