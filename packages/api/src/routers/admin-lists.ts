import { lists } from "@carbyne/domain";
import { AddMembers, ChangeList, CreateList, ListLists, ListMembers, OneList, RemoveMembers } from "@carbyne/schemas";
import { admin as administrators, router } from "../trpc.ts";

export const adminLists = router({
  list: administrators.input(ListLists).query(({ ctx, input }) => lists.listLists(ctx.domain, ctx.actor, input)),
  get: administrators.input(OneList).query(({ ctx, input }) => lists.getList(ctx.domain, ctx.actor, input)),
  create: administrators.input(CreateList).mutation(({ ctx, input }) => lists.createList(ctx.domain, ctx.actor, input)),
  change: administrators.input(ChangeList).mutation(({ ctx, input }) => lists.changeList(ctx.domain, ctx.actor, input)),
  delete: administrators.input(OneList).mutation(({ ctx, input }) => lists.deleteList(ctx.domain, ctx.actor, input)),
  members: administrators.input(ListMembers).query(({ ctx, input }) => lists.listMembers(ctx.domain, ctx.actor, input)),
  addMembers: administrators
    .input(AddMembers)
    .mutation(({ ctx, input }) => lists.addMembers(ctx.domain, ctx.actor, input)),
  removeMembers: administrators
    .input(RemoveMembers)
    .mutation(({ ctx, input }) => lists.removeMembers(ctx.domain, ctx.actor, input)),
});
