import { mail } from "@carbyne/domain";
import { CreateTag, OneTag, UpdateTag } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const tags = router({
  list: signedIn.query(({ ctx }) => mail.listTags(ctx.domain, ctx.actor)),
  create: signedIn.input(CreateTag).mutation(({ ctx, input }) => mail.createTag(ctx.domain, ctx.actor, input)),
  update: signedIn.input(UpdateTag).mutation(({ ctx, input }) => mail.updateTag(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneTag).mutation(({ ctx, input }) => mail.removeTag(ctx.domain, ctx.actor, input)),
});
