import type { createPacer } from "./pacing.ts";

/** Clients of one server: each call is a person more. */
export type Talk = {
  publish(): Promise<ReturnType<typeof createPacer>>;
  /** Somebody who receives all that is published so far; what arrived, and the SRTP profile (RFC 5764 §4.1.2). */
  watch(): Promise<{ readonly count: () => number; readonly profile: number }>;
};
