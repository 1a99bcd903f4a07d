import { teamFolders as domain } from "@carbyne/domain";
import { CreateTeam, OneTeam, RenameTeam, SetTeamQuota } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const teamFolders = router({
  list: signedIn.query(({ ctx }) => domain.listTeams(ctx.domain, ctx.actor)),
  get: signedIn.input(OneTeam).query(({ ctx, input }) => domain.getTeam(ctx.domain, ctx.actor, input)),
  create: signedIn.input(CreateTeam).mutation(({ ctx, input }) => domain.createTeam(ctx.domain, ctx.actor, input)),
  rename: signedIn.input(RenameTeam).mutation(({ ctx, input }) => domain.renameTeam(ctx.domain, ctx.actor, input)),
  setQuota: signedIn
    .input(SetTeamQuota)
    .mutation(({ ctx, input }) => domain.setTeamQuota(ctx.domain, ctx.actor, input)),
});
