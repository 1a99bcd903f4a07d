import { Refusal } from "@carbyne/kernel";
import type { types } from "mediasoup";
import { z } from "zod";

const Ssrc = z
  .number()
  .int()
  .min(1)
  .max(2 ** 32 - 1);

/** What mediasoup takes as it comes, and would cut to size in silence or keep in any number. */
const RtpShape = z.looseObject({
  mid: z.string().max(64).optional(),
  codecs: z
    .array(z.looseObject({ payloadType: z.number().int().min(0).max(127) }))
    .min(1)
    .max(20),
  headerExtensions: z
    .array(z.looseObject({ id: z.number().int().min(1).max(255) }))
    .max(32)
    .optional(),
  encodings: z
    .array(
      z.looseObject({
        ssrc: Ssrc.optional(),
        rid: z.string().max(16).optional(),
        rtx: z.looseObject({ ssrc: Ssrc }).optional(),
      }),
    )
    .min(1)
    .max(3),
});

/** What a client says of a stream that it is going to send; codecs and their parameters are mediasoup's to look at. */
export function readRtpParameters(given: Record<string, unknown>): types.RtpParameters {
  if (!RtpShape.safeParse(given).success) throw new Refusal("invalid", "media-refused");
  return given as types.RtpParameters;
}
