import { transfers as domain } from "@carbyne/domain";
import { BeginImport, OneTransfer, StartExport, StartImport } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const transfers = router({
  list: signedIn.query(({ ctx }) => domain.listTransfers(ctx.domain, ctx.actor)),
  beginImport: signedIn
    .input(BeginImport)
    .mutation(({ ctx, input }) => domain.beginImport(ctx.domain, ctx.actor, input)),
  startImport: signedIn
    .input(StartImport)
    .mutation(({ ctx, input }) => domain.startImport(ctx.domain, ctx.actor, input)),
  startExport: signedIn
    .input(StartExport)
    .mutation(({ ctx, input }) => domain.startExport(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneTransfer).mutation(({ ctx, input }) => domain.removeTransfer(ctx.domain, ctx.actor, input)),
});
