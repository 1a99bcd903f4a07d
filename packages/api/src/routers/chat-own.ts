import { chat as domain } from "@carbyne/domain";
import {
  ChangeScheduled,
  FollowThread,
  FromOffset,
  ListMentions,
  ListScheduled,
  ListThreads,
  MarkThreadRead,
  OneChatSchedule,
  RemoveBookmark,
  SaveBookmark,
  ScheduleMessage,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const chatBookmarks = router({
  list: signedIn.input(FromOffset).query(({ ctx, input }) => domain.listBookmarks(ctx.domain, ctx.actor, input)),
  save: signedIn.input(SaveBookmark).mutation(({ ctx, input }) => domain.saveBookmark(ctx.domain, ctx.actor, input)),
  remove: signedIn
    .input(RemoveBookmark)
    .mutation(({ ctx, input }) => domain.removeBookmark(ctx.domain, ctx.actor, input)),
});

export const chatThreads = router({
  list: signedIn.input(ListThreads).query(({ ctx, input }) => domain.listThreads(ctx.domain, ctx.actor, input)),
  follow: signedIn.input(FollowThread).mutation(({ ctx, input }) => domain.followThread(ctx.domain, ctx.actor, input)),
  markRead: signedIn
    .input(MarkThreadRead)
    .mutation(({ ctx, input }) => domain.markThreadRead(ctx.domain, ctx.actor, input)),
});

export const chatMentions = signedIn
  .input(ListMentions)
  .query(({ ctx, input }) => domain.listMentions(ctx.domain, ctx.actor, input));

export const chatScheduled = router({
  list: signedIn.input(ListScheduled).query(({ ctx, input }) => domain.listScheduled(ctx.domain, ctx.actor, input)),
  create: signedIn
    .input(ScheduleMessage)
    .mutation(({ ctx, input }) => domain.scheduleMessage(ctx.domain, ctx.actor, input)),
  change: signedIn
    .input(ChangeScheduled)
    .mutation(({ ctx, input }) => domain.changeScheduled(ctx.domain, ctx.actor, input)),
  cancel: signedIn
    .input(OneChatSchedule)
    .mutation(({ ctx, input }) => domain.cancelScheduled(ctx.domain, ctx.actor, input)),
  sendNow: signedIn
    .input(OneChatSchedule)
    .mutation(({ ctx, input }) => domain.sendScheduledNow(ctx.domain, ctx.actor, input)),
});
