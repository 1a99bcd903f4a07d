import { administration } from "@carbyne/domain";
import { OneAccount, PlaceHold, SetRetention } from "@carbyne/schemas";
import { admin as administrators, router } from "../trpc.ts";

export const adminKeeping = router({
  get: administrators
    .input(OneAccount)
    .query(({ ctx, input }) => administration.accountKeeping(ctx.domain, ctx.actor, input)),
  placeHold: administrators
    .input(PlaceHold)
    .mutation(({ ctx, input }) => administration.placeHold(ctx.domain, ctx.actor, input)),
  releaseHold: administrators
    .input(OneAccount)
    .mutation(({ ctx, input }) => administration.releaseHold(ctx.domain, ctx.actor, input)),
  setRetention: administrators.input(SetRetention).mutation(({ ctx, input: { kind, id, days } }) =>
    administration.setPolicy(ctx.domain, ctx.actor, {
      of: { kind, id },
      key: "retention.deletedDays",
      value: days,
    }),
  ),
});
