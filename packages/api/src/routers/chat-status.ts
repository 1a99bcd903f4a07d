import { chat as domain } from "@carbyne/domain";
import { SetRest, SetStatus } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

/** What one says of oneself to those one shares rooms with, and whether one wants rest. */
export const chatStatus = router({
  get: signedIn.query(({ ctx }) => domain.readOwnStatus(ctx.domain, ctx.actor)),
  set: signedIn.input(SetStatus).mutation(({ ctx, input }) => domain.setStatus(ctx.domain, ctx.actor, input)),
  rest: signedIn.input(SetRest).mutation(({ ctx, input }) => domain.setRest(ctx.domain, ctx.actor, input)),
});
