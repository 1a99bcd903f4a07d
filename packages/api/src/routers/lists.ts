import { lists as mailLists } from "@carbyne/domain";
import { FindLists, OneList } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const lists = router({
  find: signedIn.input(FindLists).query(({ ctx, input }) => mailLists.findLists(ctx.domain, ctx.actor, input)),
  expand: signedIn.input(OneList).query(({ ctx, input }) => mailLists.expandList(ctx.domain, ctx.actor, input)),
});
