import { notices as domain } from "@carbyne/domain";
import { ChosenNotices, TheseNotices } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const notices = router({
  list: signedIn.query(({ ctx }) => domain.listNotices(ctx.domain, ctx.actor)),
  markRead: signedIn
    .input(ChosenNotices)
    .mutation(({ ctx, input }) => domain.markNoticesRead(ctx.domain, ctx.actor, input)),
  clear: signedIn.input(ChosenNotices).mutation(({ ctx, input }) => domain.clearNotices(ctx.domain, ctx.actor, input)),
  restore: signedIn
    .input(TheseNotices)
    .mutation(({ ctx, input }) => domain.restoreNotices(ctx.domain, ctx.actor, input)),
});
