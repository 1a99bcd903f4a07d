import { mail, search } from "@carbyne/domain";
import { CountFound, CreateSavedSearch, OneSavedSearch, OrderSavedSearches, UpdateSavedSearch } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const savedSearches = router({
  list: signedIn.query(({ ctx }) => mail.listSavedSearches(ctx.domain, ctx.actor)),
  count: signedIn.input(CountFound).query(({ ctx, input }) => search.countFound(ctx.domain, ctx.actor, input)),
  create: signedIn
    .input(CreateSavedSearch)
    .mutation(({ ctx, input }) => mail.createSavedSearch(ctx.domain, ctx.actor, input)),
  update: signedIn
    .input(UpdateSavedSearch)
    .mutation(({ ctx, input }) => mail.updateSavedSearch(ctx.domain, ctx.actor, input)),
  order: signedIn
    .input(OrderSavedSearches)
    .mutation(({ ctx, input }) => mail.orderSavedSearches(ctx.domain, ctx.actor, input)),
  remove: signedIn
    .input(OneSavedSearch)
    .mutation(({ ctx, input }) => mail.removeSavedSearch(ctx.domain, ctx.actor, input)),
});
