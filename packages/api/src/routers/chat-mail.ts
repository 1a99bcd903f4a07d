import { chat as domain } from "@carbyne/domain";
import { DiscussMail, InRoom, OfConversation, OneMailLink, OneMessage } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

/** Between the chat and mail: what is sent from a room, and mail that is talked about. */
export const chatMail = router({
  startWithMessage: signedIn
    .input(OneMessage)
    .mutation(({ ctx, input }) => domain.startMessageMail(ctx.domain, ctx.actor, input)),
  startToRoom: signedIn.input(InRoom).mutation(({ ctx, input }) => domain.startRoomMail(ctx.domain, ctx.actor, input)),
  find: signedIn.input(OneMailLink).query(({ ctx, input }) => domain.findLinkedMail(ctx.domain, ctx.actor, input)),
  talks: signedIn.input(OfConversation).query(({ ctx, input }) => domain.listMailTalks(ctx.domain, ctx.actor, input)),
  people: signedIn.input(OfConversation).query(({ ctx, input }) => domain.listMailPeople(ctx.domain, ctx.actor, input)),
  discuss: signedIn.input(DiscussMail).mutation(({ ctx, input }) => domain.discussMail(ctx.domain, ctx.actor, input)),
});
