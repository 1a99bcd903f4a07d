import type { ServerResponse } from "node:http";
import { Refusal } from "@carbyne/kernel";
import { refusalWords } from "../../refusal-words.ts";
import { answerJson, refusalStatus } from "../refusals.ts";

/** Runs what answers a program, and puts what is refused into words that its author reads in a log. */
export async function answerProgram(response: ServerResponse, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { kind, reason, params } = error;
    const seconds = params["seconds"];
    if (kind === "too-many" && seconds !== undefined) response.setHeader("retry-after", String(seconds));
    // RFC 6750 §3: what is wanted is a bearer token.
    if (kind === "unauthenticated") response.setHeader("www-authenticate", 'Bearer realm="Carbyne"');
    answerJson(response, refusalStatus[kind], { ok: false, error: { kind, reason, message: refusalWords(error) } });
  }
}
