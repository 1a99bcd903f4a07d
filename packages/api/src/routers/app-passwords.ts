import { appPasswords as domain } from "@carbyne/domain";
import { CreateAppPassword, OneAppPassword } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const appPasswords = router({
  list: signedIn.query(({ ctx }) => domain.listAppPasswords(ctx.domain, ctx.actor)),
  create: signedIn
    .input(CreateAppPassword)
    .mutation(({ ctx, input }) => domain.createAppPassword(ctx.domain, ctx.actor, input)),
  revoke: signedIn
    .input(OneAppPassword)
    .mutation(({ ctx, input }) => domain.revokeAppPassword(ctx.domain, ctx.actor, input)),
  restore: signedIn
    .input(OneAppPassword)
    .mutation(({ ctx, input }) => domain.restoreAppPassword(ctx.domain, ctx.actor, input)),
});
