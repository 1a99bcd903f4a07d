import type { RefusalKind } from "@carbyne/kernel";

/**
 * Why a socket is closed. A y-websocket client does not come back after 4400 to 4499, and comes back by itself after all others: who is refused is
 * let in and told so, for a refused upgrade would be tried again without end.
 */
export const closeCodes = {
  invalid: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  "not-found": 4404,
  conflict: 4409,
  "too-large": 4413,
  "over-quota": 4413,
  "too-many": 4503,
  busy: 4503,
} as const satisfies Record<RefusalKind, number>;

/** The server goes; RFC 6455 §7.4.2 and its registry. */
export const closeRestart = 1012;
/** A bug of ours. */
export const closeFault = 1011;
