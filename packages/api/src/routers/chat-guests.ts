import { chat as domain } from "@carbyne/domain";
import { CreateInvite, InRoom, OneInvite } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

/** Ways into one room for people without an account, for those who keep order there. */
export const chatInvites = router({
  list: signedIn.input(InRoom).query(({ ctx, input }) => domain.listInvites(ctx.domain, ctx.actor, input)),
  create: signedIn
    .input(CreateInvite)
    .mutation(({ ctx, input }) => domain.createInvite(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  revoke: signedIn.input(OneInvite).mutation(({ ctx, input }) => domain.revokeInvite(ctx.domain, ctx.actor, input)),
});
