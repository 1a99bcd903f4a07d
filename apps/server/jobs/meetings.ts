import { meetings } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

/** Ends meetings that nobody ends, and calls people back from groups whose time is over; short enough for a time that somebody chose by the minute. */
export const sweepMeetings: Loop = {
  name: "meetings-sweep",
  restMs: 2000,
  round: ({ ctx }) => meetings.sweepMeetings(ctx),
};
