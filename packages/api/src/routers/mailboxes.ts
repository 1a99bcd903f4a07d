import { mail } from "@carbyne/domain";
import { CreateMailbox, InSpace, MoveMailbox, OneMailbox, RenameMailbox } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const mailboxes = router({
  list: signedIn
    .input(InSpace.optional())
    .query(({ ctx, input }) =>
      input?.spaceId ? mail.listMailboxes(ctx.domain, ctx.actor, input) : mail.listAllMailboxes(ctx.domain, ctx.actor),
    ),
  create: signedIn.input(CreateMailbox).mutation(({ ctx, input }) => mail.createMailbox(ctx.domain, ctx.actor, input)),
  rename: signedIn.input(RenameMailbox).mutation(({ ctx, input }) => mail.renameMailbox(ctx.domain, ctx.actor, input)),
  move: signedIn.input(MoveMailbox).mutation(({ ctx, input }) => mail.moveMailbox(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneMailbox).mutation(({ ctx, input }) => mail.removeMailbox(ctx.domain, ctx.actor, input)),
  empty: signedIn.input(OneMailbox).mutation(({ ctx, input }) => mail.emptyMailbox(ctx.domain, ctx.actor, input)),
  markRead: signedIn.input(OneMailbox).mutation(({ ctx, input }) => mail.markMailboxRead(ctx.domain, ctx.actor, input)),
});
