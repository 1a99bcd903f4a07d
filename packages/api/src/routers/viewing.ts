import { viewing as domain } from "@carbyne/domain";
import { CardsOf, OneMessageFile } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const viewing = router({
  cards: signedIn.input(CardsOf).query(({ ctx, input }) => domain.readCards(ctx.domain, ctx.actor, input.source)),
  message: signedIn
    .input(OneMessageFile)
    .query(({ ctx, input }) => domain.readMessageFile(ctx.domain, ctx.actor, input)),
});
