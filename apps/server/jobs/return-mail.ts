import { mail } from "@carbyne/domain";
import type { Loop } from "./loop.ts";

const atOnce = 100;
/** A time may be set that comes before the next one known. */
const longestRestMs = 5000;

/** Brings snoozed and unanswered conversations back at their time. */
export const returnMail: Loop = {
  name: "return",
  restMs: longestRestMs,
  async round({ ctx }) {
    if (await mail.returnDue(ctx, { limit: atOnce })) return true;
    const next = await mail.nextReturn(ctx);
    // What could not be brought back is due already, and is tried again after the rest.
    const waitMs = next ? next.getTime() - ctx.clock.now().getTime() : longestRestMs;
    return waitMs > 0 ? waitMs : longestRestMs;
  },
};
