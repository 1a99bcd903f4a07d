import type { ServerResponse } from "node:http";
import { Refusal, type RefusalKind } from "@carbyne/kernel";

export const refusalStatus = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  invalid: 400,
  "too-large": 413,
  "over-quota": 413,
  "too-many": 429,
  busy: 503,
} as const satisfies Record<RefusalKind, number>;

/** Answers a refusal in JSON, as the browser's client reads it; anything else is thrown on. */
export function answerRefusal(response: ServerResponse, error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
  const { kind, reason, params } = error;
  answerJson(response, refusalStatus[kind], { refusal: { kind, reason, params } });
}

/** Answers with JSON that nobody may keep. */
export function answerJson(response: ServerResponse, code: number, value: unknown): void {
  response.writeHead(code, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}
