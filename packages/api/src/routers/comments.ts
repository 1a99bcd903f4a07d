import { comments as domain } from "@carbyne/domain";
import {
  AddComment,
  EditComment,
  FindMentionable,
  ListComments,
  OneComment,
  OneThread,
  ReplyToComment,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const comments = router({
  list: signedIn.input(ListComments).query(({ ctx, input }) => domain.listComments(ctx.domain, ctx.actor, input)),
  thread: signedIn.input(OneThread).query(({ ctx, input }) => domain.getThread(ctx.domain, ctx.actor, input)),
  mentionable: signedIn
    .input(FindMentionable)
    .query(({ ctx, input }) => domain.findMentionable(ctx.domain, ctx.actor, input)),
  add: signedIn
    .input(AddComment)
    .mutation(({ ctx, input }) => domain.addComment(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  reply: signedIn
    .input(ReplyToComment)
    .mutation(({ ctx, input }) => domain.replyToComment(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  edit: signedIn
    .input(EditComment)
    .mutation(({ ctx, input }) => domain.editComment(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  remove: signedIn.input(OneComment).mutation(({ ctx, input }) => domain.deleteComment(ctx.domain, ctx.actor, input)),
  restore: signedIn.input(OneComment).mutation(({ ctx, input }) => domain.restoreComment(ctx.domain, ctx.actor, input)),
  resolve: signedIn.input(OneThread).mutation(({ ctx, input }) => domain.resolveThread(ctx.domain, ctx.actor, input)),
  reopen: signedIn.input(OneThread).mutation(({ ctx, input }) => domain.reopenThread(ctx.domain, ctx.actor, input)),
});
