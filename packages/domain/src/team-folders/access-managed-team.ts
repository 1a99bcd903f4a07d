import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import type { Context } from "../context.ts";

export type ManagedTeam = {
  /** That of its root. */
  readonly id: string;
  readonly spaceId: string;
  readonly domainId: string;
  /** Who looks after it; null for the command line. */
  readonly byId: string | null;
};

/** A team folder, by its root, of a domain that the administrator looks after, whether or not they are a member. */
export async function accessManagedTeam(ctx: Context, actor: Actor, id: string): Promise<ManagedTeam> {
  const { scope, accountId: byId } = await accessAdmin(ctx, actor);
  const team = isId(id) ? await ctx.db.prisma.teamFolder.findUnique({ where: { rootId: id } }) : null;
  if (!team || (scope !== undefined && team.domainId !== scope)) throw new Refusal("not-found", "team-unknown");
  return { id, spaceId: team.spaceId, domainId: team.domainId, byId };
}
