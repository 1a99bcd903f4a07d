import { mail } from "@carbyne/domain";
import { AnswerReceipt, AttachedMessage, ExplainMessage, LeaveList, TrustSender } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const reading = router({
  attached: signedIn
    .input(AttachedMessage)
    .query(({ ctx, input }) => mail.getAttachedMessage(ctx.domain, ctx.actor, input)),
  explain: signedIn.input(ExplainMessage).query(({ ctx, input }) => mail.explainMessage(ctx.domain, ctx.actor, input)),
  leave: signedIn.input(LeaveList).mutation(({ ctx, input }) => mail.leaveList(ctx.domain, ctx.actor, input)),
  receipt: signedIn.input(AnswerReceipt).mutation(({ ctx, input }) => mail.answerReceipt(ctx.domain, ctx.actor, input)),
  trusted: signedIn.query(({ ctx }) => mail.listTrustedSenders(ctx.domain, ctx.actor)),
  trust: signedIn.input(TrustSender).mutation(({ ctx, input }) => mail.trustSender(ctx.domain, ctx.actor, input)),
  distrust: signedIn.input(TrustSender).mutation(({ ctx, input }) => mail.distrustSender(ctx.domain, ctx.actor, input)),
});
