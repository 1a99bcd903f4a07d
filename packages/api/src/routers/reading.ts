import { mail } from "@carbyne/domain";
import { TrustSender } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const reading = router({
  trusted: signedIn.query(({ ctx }) => mail.listTrustedSenders(ctx.domain, ctx.actor)),
  trust: signedIn.input(TrustSender).mutation(({ ctx, input }) => mail.trustSender(ctx.domain, ctx.actor, input)),
  distrust: signedIn.input(TrustSender).mutation(({ ctx, input }) => mail.distrustSender(ctx.domain, ctx.actor, input)),
});
