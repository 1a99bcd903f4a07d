import type { InviteAbout } from "@carbyne/api";
import { useQuery } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

export type { InviteAbout } from "@carbyne/api";

/** Asks below an invitation. What is refused is so as everywhere; an answer of something in between is as if there was none. */
async function ask<Answer>(url: string, body?: object): Promise<Answer> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(url, { ...init, headers: { "x-carbyne": "1" } }).catch(() => null);
  const said: unknown = await answer?.json().catch(() => null);
  if (answer?.ok && typeof said === "object" && said !== null) return said as Answer;
  if (typeof said !== "object" || said === null || !("refusal" in said)) throw new TRPCClientError("network");
  throw TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal: said.refusal } } });
}

/** Who comes in by a mailed invitation with another browser is known in this one no longer, which nothing tells. */
const askedAgainMs = 60_000;

/** What an invitation leads to, and whom this browser is known as. */
export const useInvite = (token: string) =>
  useQuery({
    queryKey: ["invite", token],
    queryFn: () => ask<InviteAbout>(`/r/${token}/about`),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.me ? askedAgainMs : false),
  });

export const enter = (token: string, name: string): Promise<object> => ask(`/r/${token}/enter`, { name });
export const leave = (token: string): Promise<object> => ask(`/r/${token}/leave`, {});
