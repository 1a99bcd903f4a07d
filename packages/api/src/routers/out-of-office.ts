import { mail } from "@carbyne/domain";
import { SaveOutOfOffice } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const outOfOffice = router({
  get: signedIn.query(({ ctx }) => mail.getOutOfOffice(ctx.domain, ctx.actor)),
  save: signedIn
    .input(SaveOutOfOffice)
    .mutation(({ ctx, input }) => mail.saveOutOfOffice(ctx.domain, ctx.actor, input)),
  turnOff: signedIn.mutation(({ ctx }) => mail.turnOffOutOfOffice(ctx.domain, ctx.actor)),
});
