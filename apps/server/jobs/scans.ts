import { scanAskedSpace, scanning } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

const minuteMs = 60_000;

/** Has files looked at for viruses, where there is a scanner. */
export const scans: Loop = {
  name: "scans",
  restMs: 5000,
  listen: ({ ctx }, wake) => {
    const stops = [ctx.bus.subscribe(scanAskedSpace, wake), ctx.bus.onGap(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  round: ({ ctx }) => scanning.scanNext(ctx),
};

/** Asks for those that were there before the scanner. */
export const scansOfOld: Loop = {
  name: "scans-of-old",
  restMs: 10 * minuteMs,
  round: ({ ctx }) => scanning.askScanOfOld(ctx),
};
