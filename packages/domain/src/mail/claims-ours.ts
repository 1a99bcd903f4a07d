import type { Context } from "../context.ts";
import { isLocalDomain } from "./local-domain.ts";
import type { Verdict } from "./store-message.ts";

/** Whether a message says that its author (in lower case) is one of ours while nothing proves it: passing it on would vouch for it. */
export async function claimsOurs(
  ctx: Context,
  { author, verdict }: { author: string | null; verdict: Verdict },
): Promise<boolean> {
  if (author === null || verdict === "verified" || verdict === "local") return false;
  return isLocalDomain(ctx, author.slice(author.lastIndexOf("@") + 1));
}
