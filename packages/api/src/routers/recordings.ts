import { recordings as domain } from "@carbyne/domain";
import {
  ListRecordings,
  OneMeetingRoom,
  OneRecording,
  RemoveCaptions,
  RenameRecording,
  SearchRecordings,
  SetCaptions,
  StartRecording,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const recordings = router({
  start: signedIn
    .input(StartRecording)
    .mutation(({ ctx, input }) => domain.startRecording(ctx.domain, ctx.actor, input)),
  stop: signedIn.input(OneMeetingRoom).mutation(({ ctx, input }) => domain.stopRecording(ctx.domain, ctx.actor, input)),
  list: signedIn.input(ListRecordings).query(({ ctx, input }) => domain.listRecordings(ctx.domain, ctx.actor, input)),
  get: signedIn.input(OneRecording).query(({ ctx, input }) => domain.getRecording(ctx.domain, ctx.actor, input)),
  search: signedIn
    .input(SearchRecordings)
    .query(({ ctx, input }) => domain.searchRecordings(ctx.domain, ctx.actor, input)),
  rename: signedIn
    .input(RenameRecording)
    .mutation(({ ctx, input }) => domain.renameRecording(ctx.domain, ctx.actor, input)),
  remove: signedIn
    .input(OneRecording)
    .mutation(({ ctx, input }) => domain.removeRecording(ctx.domain, ctx.actor, input)),
  retry: signedIn.input(OneRecording).mutation(({ ctx, input }) => domain.retryRecording(ctx.domain, ctx.actor, input)),
  setCaptions: signedIn
    .input(SetCaptions)
    .mutation(({ ctx, input }) => domain.setCaptions(ctx.domain, ctx.actor, input)),
  removeCaptions: signedIn
    .input(RemoveCaptions)
    .mutation(({ ctx, input }) => domain.removeCaptions(ctx.domain, ctx.actor, input)),
});
