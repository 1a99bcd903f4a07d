import { type Context, signIn } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { TRPCError } from "@trpc/server";

const ended = new Refusal("unauthenticated", "session-ended");

/** What a subscription ends with whose session has ended. */
export function sessionEnded(): TRPCError {
  return new TRPCError({ code: "UNAUTHORIZED", message: ended.reason, cause: ended });
}

/** Calls back when the session that the actor came with has ended elsewhere. */
export function watchSession(ctx: Context, actor: Actor, onEnd: () => void): () => void {
  if (actor.kind !== "user" || actor.tokenId === undefined) return () => {};
  const { accountId, tokenId: id } = actor;
  return signIn.watchProof(ctx, { accountId, proof: { kind: "token", id } }, onEnd);
}
