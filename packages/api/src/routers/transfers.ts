import { transfers as domain } from "@carbyne/domain";
import { BeginImport, ListSource, OneTransfer, StartExport, StartFromServer, StartImport } from "@carbyne/schemas";
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
  listSource: signedIn
    .input(ListSource)
    .mutation(({ ctx, input }) => domain.listSourceFolders(ctx.domain, ctx.actor, input.login)),
  startFromServer: signedIn
    .input(StartFromServer)
    .mutation(({ ctx, input }) => domain.startFromServer(ctx.domain, ctx.actor, input)),
  stop: signedIn.input(OneTransfer).mutation(({ ctx, input }) => domain.stopTransfer(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneTransfer).mutation(({ ctx, input }) => domain.removeTransfer(ctx.domain, ctx.actor, input)),
});
