import { previewAskedSpace, previews } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

/** Makes what people want to look at. One of the two makes nothing that takes long: a picture does not wait behind an office file. */
export const previewMakers: readonly Loop[] = (["quick", "all"] as const).map((lane) => ({
  name: `previews-${lane}`,
  restMs: 5000,
  listen: ({ ctx }, wake) => {
    const stops = [ctx.bus.subscribe(previewAskedSpace, wake), ctx.bus.onGap(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  round: ({ ctx }) => previews.makeNext(ctx, lane),
}));
