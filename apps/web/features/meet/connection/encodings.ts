import type { Source } from "@carbyne/sfu/messages";
import type { types } from "mediasoup-client";

type Sending = Pick<types.ProducerOptions, "encodings" | "codecOptions">;

/** How each thing is sent. A camera is sent in three sizes, of which the server gives everybody the one that they have room for. */
export const sending: Readonly<Record<Source, Sending>> = {
  mic: { codecOptions: { opusDtx: true, opusFec: true } },
  // Music and films: no pauses, both sides.
  screenAudio: { codecOptions: { opusDtx: false, opusFec: true, opusStereo: true } },
  camera: {
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 100_000, scalabilityMode: "L1T3" },
      { scaleResolutionDownBy: 2, maxBitrate: 300_000, scalabilityMode: "L1T3" },
      { scaleResolutionDownBy: 1, maxBitrate: 1_200_000, scalabilityMode: "L1T3" },
    ],
    codecOptions: { videoGoogleStartBitrate: 1000 },
  },
  screen: { encodings: [{ maxBitrate: 2_500_000 }] },
};
