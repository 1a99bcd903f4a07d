import { files as domain } from "@carbyne/domain";
import { ChangeLink, CreateLink, LinksIn, LinksOf, OneLink } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const links = router({
  list: signedIn.input(LinksOf).query(({ ctx, input }) => domain.listLinks(ctx.domain, ctx.actor, input)),
  rules: signedIn.query(({ ctx }) => domain.linkRules(ctx.domain, ctx.actor)),
  inMessage: signedIn.input(LinksIn).query(({ ctx, input }) => domain.linksInMessage(ctx.domain, ctx.actor, input)),
  events: signedIn.input(OneLink).query(({ ctx, input }) => domain.listLinkEvents(ctx.domain, ctx.actor, input)),
  create: signedIn.input(CreateLink).mutation(({ ctx, input }) => domain.createLink(ctx.domain, ctx.actor, input)),
  change: signedIn.input(ChangeLink).mutation(({ ctx, input }) => domain.changeLink(ctx.domain, ctx.actor, input)),
  revoke: signedIn.input(OneLink).mutation(({ ctx, input }) => domain.revokeLink(ctx.domain, ctx.actor, input)),
  restore: signedIn.input(OneLink).mutation(({ ctx, input }) => domain.restoreLink(ctx.domain, ctx.actor, input)),
});
