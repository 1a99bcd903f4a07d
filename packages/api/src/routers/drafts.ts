import { files, mail, people } from "@carbyne/domain";
import {
  ConvertText,
  DiscardDraft,
  ForwardAttached,
  OneDraft,
  OneScheduled,
  RedirectMessage,
  ReplyTo,
  RescheduleMessage,
  SaveDraft,
  SendMessage,
  StartAgain,
  SuggestPeople,
  UndoSend,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const drafts = router({
  save: signedIn.input(SaveDraft).mutation(({ ctx, input }) => mail.saveDraft(ctx.domain, ctx.actor, input)),
  get: signedIn.input(OneDraft).query(({ ctx, input }) => mail.getDraft(ctx.domain, ctx.actor, input)),
  discard: signedIn.input(DiscardDraft).mutation(({ ctx, input }) => mail.discardDraft(ctx.domain, ctx.actor, input)),
  replyTo: signedIn.input(ReplyTo).query(({ ctx, input }) => mail.startReply(ctx.domain, ctx.actor, input)),
  again: signedIn.input(StartAgain).query(({ ctx, input }) => mail.startAgain(ctx.domain, ctx.actor, input)),
  forwardAttached: signedIn
    .input(ForwardAttached)
    .query(({ ctx, input }) => mail.forwardAttached(ctx.domain, ctx.actor, input)),
  convert: signedIn.input(ConvertText).mutation(({ ctx, input }) => mail.convertText(ctx.domain, ctx.actor, input)),
});

export const outbox = router({
  send: signedIn.input(SendMessage).mutation(({ ctx, input }) => files.sendWithLinks(ctx.domain, ctx.actor, input)),
  redirect: signedIn
    .input(RedirectMessage)
    .mutation(({ ctx, input }) => mail.redirectMessage(ctx.domain, ctx.actor, input)),
  undoRedirect: signedIn.input(UndoSend).mutation(({ ctx, input }) => mail.undoRedirect(ctx.domain, ctx.actor, input)),
  reschedule: signedIn
    .input(RescheduleMessage)
    .mutation(({ ctx, input }) => mail.rescheduleMessage(ctx.domain, ctx.actor, input)),
  sendNow: signedIn
    .input(OneScheduled)
    .mutation(({ ctx, input }) => mail.sendScheduledNow(ctx.domain, ctx.actor, input)),
  cancel: signedIn.input(OneScheduled).mutation(({ ctx, input }) => mail.cancelScheduled(ctx.domain, ctx.actor, input)),
  undo: signedIn.input(UndoSend).mutation(({ ctx, input }) => mail.undoSend(ctx.domain, ctx.actor, input)),
});

export const peopleRouter = router({
  suggest: signedIn.input(SuggestPeople).query(({ ctx, input }) => people.suggestPeople(ctx.domain, ctx.actor, input)),
});
