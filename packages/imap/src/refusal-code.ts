import type { RefusalKind } from "@carbyne/kernel";

/** Response codes of refusals: RFC 5530 §3, RFC 9208 §4.3.1 (OVERQUOTA), RFC 7889 §4 (TOOBIG). */
export const refusalCode = {
  unauthenticated: "AUTHENTICATIONFAILED",
  forbidden: "NOPERM",
  "not-found": "NONEXISTENT",
  conflict: "ALREADYEXISTS",
  invalid: "CANNOT",
  "too-large": "TOOBIG",
  "over-quota": "OVERQUOTA",
  "too-many": "LIMIT",
  busy: "UNAVAILABLE",
} as const satisfies Record<RefusalKind, string>;
