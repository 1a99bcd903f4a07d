import { administration } from "@carbyne/domain";
import { ReadChatRules, SetChatRule } from "@carbyne/schemas";
import { admin as administrators, router } from "../trpc.ts";

/** What holds of the chat on the server, or in a domain. */
export const adminChat = router({
  rules: administrators
    .input(ReadChatRules)
    .query(({ ctx, input }) => administration.readChatRules(ctx.domain, ctx.actor, input)),
  setRule: administrators
    .input(SetChatRule)
    .mutation(({ ctx, input }) => administration.setChatRule(ctx.domain, ctx.actor, input)),
});
