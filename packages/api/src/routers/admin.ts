import { administration } from "@carbyne/domain";
import {
  CreateAccount,
  CreateDomain,
  CreateShared,
  ListAccounts,
  MarkExternal,
  OneAccount,
  RemoveDelegate,
  RequireAppPasswords,
  ResetPassword,
  RevokeProgram,
  SetAccountState,
  SetDelegate,
  SetDomainState,
  SetLinkRules,
  UpdateAccount,
} from "@carbyne/schemas";
import { admin as administrators, router } from "../trpc.ts";
import { adminChat } from "./admin-chat.ts";
import { adminKeeping } from "./admin-keeping.ts";
import { adminLists } from "./admin-lists.ts";

const domains = router({
  list: administrators.query(({ ctx }) => administration.listDomains(ctx.domain, ctx.actor, ctx.mailServers)),
  create: administrators
    .input(CreateDomain)
    .mutation(({ ctx, input }) => administration.createDomain(ctx.domain, ctx.actor, input)),
  setState: administrators
    .input(SetDomainState)
    .mutation(({ ctx, input }) => administration.setDomainState(ctx.domain, ctx.actor, input)),
  markExternal: administrators
    .input(MarkExternal)
    .mutation(({ ctx, input }) => administration.markExternal(ctx.domain, ctx.actor, input)),
  setLinkRules: administrators
    .input(SetLinkRules)
    .mutation(({ ctx, input }) => administration.setLinkRules(ctx.domain, ctx.actor, input)),
  requireAppPasswords: administrators
    .input(RequireAppPasswords)
    .mutation(({ ctx, input: { id, isOn } }) =>
      administration.requireAppPasswords(ctx.domain, ctx.actor, { of: { kind: "domain", id }, isOn }),
    ),
});

const accounts = router({
  list: administrators
    .input(ListAccounts)
    .query(({ ctx, input }) => administration.listAccounts(ctx.domain, ctx.actor, input)),
  get: administrators
    .input(OneAccount)
    .query(({ ctx, input }) => administration.getAccount(ctx.domain, ctx.actor, input)),
  create: administrators
    .input(CreateAccount)
    .mutation(({ ctx, input }) => administration.createAccount(ctx.domain, ctx.actor, input)),
  update: administrators
    .input(UpdateAccount)
    .mutation(({ ctx, input }) => administration.updateAccount(ctx.domain, ctx.actor, input)),
  setState: administrators
    .input(SetAccountState)
    .mutation(({ ctx, input }) => administration.setAccountState(ctx.domain, ctx.actor, input)),
  createShared: administrators
    .input(CreateShared)
    .mutation(({ ctx, input }) => administration.createShared(ctx.domain, ctx.actor, input)),
  delegates: administrators
    .input(OneAccount)
    .query(({ ctx, input }) => administration.listDelegates(ctx.domain, ctx.actor, input)),
  setDelegate: administrators
    .input(SetDelegate)
    .mutation(({ ctx, input }) => administration.setDelegate(ctx.domain, ctx.actor, input)),
  removeDelegate: administrators
    .input(RemoveDelegate)
    .mutation(({ ctx, input }) => administration.removeDelegate(ctx.domain, ctx.actor, input)),
  programs: administrators
    .input(OneAccount)
    .query(({ ctx, input }) => administration.accountPrograms(ctx.domain, ctx.actor, input)),
  revokeProgram: administrators
    .input(RevokeProgram)
    .mutation(({ ctx, input }) => administration.revokeAccountProgram(ctx.domain, ctx.actor, input)),
  requireAppPasswords: administrators
    .input(RequireAppPasswords)
    .mutation(({ ctx, input: { id, isOn } }) =>
      administration.requireAppPasswords(ctx.domain, ctx.actor, { of: { kind: "account", id }, isOn }),
    ),
  resetPassword: administrators
    .input(ResetPassword)
    .mutation(({ ctx, input }) => administration.resetPassword(ctx.domain, ctx.actor, input)),
});

export const admin = router({
  overview: administrators.query(async ({ ctx }) => ({
    counts: await administration.overview(ctx.domain, ctx.actor),
    roles: await ctx.roles(),
    version: ctx.version,
  })),
  domains,
  accounts,
  chat: adminChat,
  keeping: adminKeeping,
  lists: adminLists,
});
