import { mail, search } from "@carbyne/domain";
import {
  ActOnConversations,
  ActOnList,
  ChangesSince,
  CountFound,
  ExcerptsOf,
  ListConversations,
  ListOf,
  OneConversation,
  PositionIn,
  SearchConversations,
  UndoAct,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const conversations = router({
  list: signedIn
    .input(ListConversations)
    .query(({ ctx, input }) => mail.listConversations(ctx.domain, ctx.actor, input)),
  count: signedIn.input(ListOf).query(({ ctx, input }) => mail.countConversations(ctx.domain, ctx.actor, input)),
  position: signedIn.input(PositionIn).query(({ ctx, input }) => mail.findPosition(ctx.domain, ctx.actor, input)),
  get: signedIn.input(OneConversation).query(({ ctx, input }) => mail.getConversation(ctx.domain, ctx.actor, input)),
  act: signedIn
    .input(ActOnConversations)
    .mutation(({ ctx, input }) => mail.actOnConversations(ctx.domain, ctx.actor, input)),
  actOnList: signedIn.input(ActOnList).mutation(({ ctx, input }) => mail.actOnList(ctx.domain, ctx.actor, input)),
  undo: signedIn.input(UndoAct).mutation(({ ctx, input }) => mail.undoAct(ctx.domain, ctx.actor, input)),
  changes: signedIn
    .input(ChangesSince)
    .query(({ ctx, input }) => mail.conversationChanges(ctx.domain, ctx.actor, input)),
  search: signedIn
    .input(SearchConversations)
    .query(({ ctx, input }) => search.searchConversations(ctx.domain, ctx.actor, input)),
  countAllFound: signedIn
    .input(CountFound)
    .query(({ ctx, input }) => search.countAllFound(ctx.domain, ctx.actor, input)),
  excerpts: signedIn.input(ExcerptsOf).query(({ ctx, input }) => search.excerptsOf(ctx.domain, ctx.actor, input)),
});
