import { sharing as domain } from "@carbyne/domain";
import { ChangeShare, EndShare, OneShare, Share, SharesOf, TakeShare } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const sharing = router({
  accounts: signedIn.query(({ ctx }) => domain.listAccounts(ctx.domain, ctx.actor)),
  given: signedIn.query(({ ctx }) => domain.listOwnShares(ctx.domain, ctx.actor)),
  givenOn: signedIn.input(SharesOf).query(({ ctx, input }) => domain.listShares(ctx.domain, ctx.actor, input)),
  share: signedIn.input(Share).mutation(({ ctx, input }) => domain.share(ctx.domain, ctx.actor, input)),
  change: signedIn.input(ChangeShare).mutation(({ ctx, input }) => domain.changeShare(ctx.domain, ctx.actor, input)),
  resend: signedIn.input(OneShare).mutation(({ ctx, input }) => domain.resendShare(ctx.domain, ctx.actor, input)),
  revoke: signedIn.input(EndShare).mutation(({ ctx, input }) => domain.revokeShare(ctx.domain, ctx.actor, input)),
  restore: signedIn.input(OneShare).mutation(({ ctx, input }) => domain.restoreShare(ctx.domain, ctx.actor, input)),
  offers: signedIn.query(({ ctx }) => domain.listOffers(ctx.domain, ctx.actor)),
  offer: signedIn.input(OneShare).query(({ ctx, input }) => domain.getOffer(ctx.domain, ctx.actor, input)),
  accept: signedIn.input(TakeShare).mutation(({ ctx, input }) => domain.acceptShare(ctx.domain, ctx.actor, input)),
  look: signedIn.input(TakeShare).mutation(({ ctx, input }) => domain.changeLook(ctx.domain, ctx.actor, input)),
  decline: signedIn.input(EndShare).mutation(({ ctx, input }) => domain.declineShare(ctx.domain, ctx.actor, input)),
});
