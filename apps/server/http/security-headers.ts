import type { ServerResponse } from "node:http";

/** The policy of our own pages: scripts only with the nonce of this answer, nothing from elsewhere. CSP3 §8.2 for strict-dynamic. */
export function pagePolicy(nonce: string, { isSecure, meets = false }: { isSecure: boolean; meets?: boolean }): string {
  return [
    "default-src 'self'",
    // What takes noise out of a voice is compiled from our own origin, on the pages of meetings alone. CSP3 §6.7.1 for wasm-unsafe-eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${meets ? " 'wasm-unsafe-eval'" : ""}`,
    // Styles that components set on elements; no selector of user content reaches our pages.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

const halfYear = 15_552_000;

/** Headers of every answer, whatever it is. */
export function setCommonHeaders(response: ServerResponse, { isSecure }: { isSecure: boolean }): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(self), microphone=(self), display-capture=(self), geolocation=()");
  if (isSecure) response.setHeader("strict-transport-security", `max-age=${halfYear}`);
}
