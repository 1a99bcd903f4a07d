import { chat as domain } from "@carbyne/domain";
import { AttachOwn, InRoom } from "@carbyne/schemas";
import { inRoom, router, signedIn } from "../trpc.ts";

export const chatFiles = router({
  /** Where uploads go that are to be attached in a room. */
  folder: inRoom.input(InRoom).mutation(({ ctx, input }) => domain.roomFolder(ctx.domain, ctx.actor, input)),
  /** Files that one has already. */
  attach: signedIn.input(AttachOwn).mutation(({ ctx, input }) => domain.attachOwn(ctx.domain, ctx.actor, input)),
});
