import { TRPCClientError } from "@trpc/client";

/** Sends a piece of a file and answers how much of it the server has now. */
export async function sendPiece(
  id: string,
  { at, data, signal }: { at: number; data: Blob; signal: AbortSignal },
): Promise<number> {
  const headers = { "x-carbyne": "1", "content-type": "application/octet-stream" };
  const response = await fetch(`/transfers/${id}?at=${at}`, { method: "POST", headers, body: data, signal });
  const answer: unknown = await response.json();
  if (typeof answer === "object" && answer !== null && "receivedBytes" in answer) return Number(answer.receivedBytes);
  const refusal = typeof answer === "object" && answer !== null && "refusal" in answer ? answer.refusal : null;
  throw TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal } } });
}
