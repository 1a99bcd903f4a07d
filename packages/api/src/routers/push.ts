import { push as domain } from "@carbyne/domain";
import { NotePresence, SubscribePush, UnsubscribePush } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const push = router({
  list: signedIn.query(({ ctx }) => domain.listPush(ctx.domain, ctx.actor)),
  subscribe: signedIn
    .input(SubscribePush)
    .mutation(({ ctx, input }) => domain.subscribePush(ctx.domain, ctx.actor, input)),
  unsubscribe: signedIn
    .input(UnsubscribePush)
    .mutation(({ ctx, input }) => domain.unsubscribePush(ctx.domain, ctx.actor, input)),
  presence: signedIn
    .input(NotePresence)
    .mutation(({ ctx, input }) => domain.notePresence(ctx.domain, ctx.actor, input)),
  try: signedIn.mutation(({ ctx }) => domain.tryPush(ctx.domain, ctx.actor)),
});
