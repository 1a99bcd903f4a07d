import { mail } from "@carbyne/domain";
import { ForgetSender, JudgeSender } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const senders = router({
  list: signedIn.query(({ ctx }) => mail.listSenderRules(ctx.domain, ctx.actor)),
  judge: signedIn.input(JudgeSender).mutation(({ ctx, input }) => mail.judgeSender(ctx.domain, ctx.actor, input)),
  forget: signedIn.input(ForgetSender).mutation(({ ctx, input }) => mail.forgetSender(ctx.domain, ctx.actor, input)),
});
