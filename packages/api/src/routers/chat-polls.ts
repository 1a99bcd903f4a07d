import { chat as domain } from "@carbyne/domain";
import { CreatePoll, OneMessage, Vote } from "@carbyne/schemas";
import { inRoom, router, signedIn } from "../trpc.ts";

export const chatPolls = router({
  create: signedIn.input(CreatePoll).mutation(({ ctx, input }) => domain.createPoll(ctx.domain, ctx.actor, input)),
  vote: inRoom.input(Vote).mutation(({ ctx, input }) => domain.vote(ctx.domain, ctx.actor, input)),
  /** What one chose oneself, which an anonymous poll does not say. */
  mine: inRoom.input(OneMessage).query(({ ctx, input }) => domain.myVotes(ctx.domain, ctx.actor, input)),
  close: signedIn.input(OneMessage).mutation(({ ctx, input }) => domain.closePoll(ctx.domain, ctx.actor, input)),
});
