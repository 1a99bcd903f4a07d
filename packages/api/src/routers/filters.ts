import { longWork, mail } from "@carbyne/domain";
import {
  ActivateScript,
  CheckScript,
  OfDirection,
  OneScript,
  OneWork,
  PreviewFilters,
  RenameScript,
  RunFilters,
  SaveRules,
  SaveScript,
  SuggestFilter,
  TextOfRules,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const filters = router({
  get: signedIn.input(OfDirection).query(({ ctx, input }) => mail.getFilters(ctx.domain, ctx.actor, input)),
  saveRules: signedIn.input(SaveRules).mutation(({ ctx, input }) => mail.saveRules(ctx.domain, ctx.actor, input)),
  saveText: signedIn.input(SaveScript).mutation(({ ctx, input }) => mail.saveText(ctx.domain, ctx.actor, input)),
  check: signedIn.input(CheckScript).mutation(({ input }) => mail.checkScript(input.text)),
  textOf: signedIn.input(TextOfRules).mutation(({ input }) => mail.textOfRules(input.rules)),
  activate: signedIn
    .input(ActivateScript)
    .mutation(({ ctx, input }) => mail.activateScript(ctx.domain, ctx.actor, input)),
  rename: signedIn.input(RenameScript).mutation(({ ctx, input }) => mail.renameScript(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneScript).mutation(({ ctx, input }) => mail.removeScript(ctx.domain, ctx.actor, input)),
  preview: signedIn
    .input(PreviewFilters)
    .mutation(({ ctx, input }) => mail.previewFilters(ctx.domain, ctx.actor, input)),
  run: signedIn.input(RunFilters).mutation(({ ctx, input }) => mail.runFilters(ctx.domain, ctx.actor, input)),
  suggest: signedIn
    .input(SuggestFilter)
    .query(({ ctx, input }) => mail.suggestConditions(ctx.domain, ctx.actor, input)),
});

export const works = router({
  list: signedIn.query(({ ctx }) => longWork.listWork(ctx.domain, ctx.actor)),
  cancel: signedIn.input(OneWork).mutation(({ ctx, input }) => longWork.cancelWork(ctx.domain, ctx.actor, input)),
  undo: signedIn.input(OneWork).mutation(({ ctx, input }) => mail.undoFilterRun(ctx.domain, ctx.actor, input)),
});
