import { TRPCClientError } from "@trpc/client";

/** Gives a room a picture. What is refused is so as everywhere; an answer of something in between is as if there was none. */
export async function setPicture(roomId: string, file: File): Promise<void> {
  const init = { method: "POST", headers: { "x-carbyne": "1" }, body: file };
  const answer = await fetch(`/chat/${roomId}/picture`, init).catch(() => null);
  if (answer?.ok) return;
  const body: unknown = await answer?.json().catch(() => null);
  if (typeof body !== "object" || body === null || !("refusal" in body)) throw new TRPCClientError("network");
  throw TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal: body.refusal } } });
}
