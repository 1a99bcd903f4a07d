import { identities as writers, templates as beginnings } from "@carbyne/domain";
import {
  OneIdentity,
  OneSignature,
  OneTemplate,
  OrderIdentities,
  SaveIdentity,
  SaveSignature,
  SaveTemplate,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const identities = router({
  list: signedIn.query(({ ctx }) => writers.listIdentities(ctx.domain, ctx.actor)),
  save: signedIn.input(SaveIdentity).mutation(({ ctx, input }) => writers.saveIdentity(ctx.domain, ctx.actor, input)),
  makeDefault: signedIn
    .input(OneIdentity)
    .mutation(({ ctx, input }) => writers.makeDefaultIdentity(ctx.domain, ctx.actor, input)),
  order: signedIn
    .input(OrderIdentities)
    .mutation(({ ctx, input }) => writers.orderIdentities(ctx.domain, ctx.actor, input)),
  remove: signedIn
    .input(OneIdentity)
    .mutation(({ ctx, input }) => writers.removeIdentity(ctx.domain, ctx.actor, input)),
  restore: signedIn
    .input(OneIdentity)
    .mutation(({ ctx, input }) => writers.restoreIdentity(ctx.domain, ctx.actor, input)),
});

export const signatures = router({
  list: signedIn.query(({ ctx }) => writers.listSignatures(ctx.domain, ctx.actor)),
  save: signedIn.input(SaveSignature).mutation(({ ctx, input }) => writers.saveSignature(ctx.domain, ctx.actor, input)),
  remove: signedIn
    .input(OneSignature)
    .mutation(({ ctx, input }) => writers.removeSignature(ctx.domain, ctx.actor, input)),
  restore: signedIn
    .input(OneSignature)
    .mutation(({ ctx, input }) => writers.restoreSignature(ctx.domain, ctx.actor, input)),
});

export const templates = router({
  list: signedIn.query(({ ctx }) => beginnings.listTemplates(ctx.domain, ctx.actor)),
  save: signedIn
    .input(SaveTemplate)
    .mutation(({ ctx, input }) => beginnings.saveTemplate(ctx.domain, ctx.actor, input)),
  remove: signedIn
    .input(OneTemplate)
    .mutation(({ ctx, input }) => beginnings.removeTemplate(ctx.domain, ctx.actor, input)),
  restore: signedIn
    .input(OneTemplate)
    .mutation(({ ctx, input }) => beginnings.restoreTemplate(ctx.domain, ctx.actor, input)),
});
