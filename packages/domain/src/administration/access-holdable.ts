import { type Actor, Refusal } from "@carbyne/kernel";
import { heldGrants } from "../access/index.ts";
import type { Context } from "../context.ts";
import { accessManagedTeam } from "../team-folders/index.ts";
import { accessManaged } from "./access-managed.ts";
import { auditEntry, refuseSelf } from "./accounts.ts";

/** What can be held: an account, or a team folder by the id of its root. */
export type HoldOf = { readonly id: string } | { readonly teamId: string };

/** Something that an administrator may hold, and how the audit log names it. */
export type Holdable = {
  readonly spaceId: string;
  readonly accountId: string | null;
  readonly teamId: string | null;
  readonly byId: string | null;
  readonly entry: (act: string) => { action: string; objectKind: string; objectId: string; domainId: string };
  /** Refuses to those who would let themselves go. */
  readonly refuseOwn: () => Promise<void>;
};

/** An account or a team folder that the administrator looks after. */
export async function accessHoldable(ctx: Context, actor: Actor, of: HoldOf): Promise<Holdable> {
  if ("teamId" in of) {
    const { id, spaceId, domainId, byId } = await accessManagedTeam(ctx, actor, of.teamId);
    return {
      spaceId,
      accountId: null,
      teamId: id,
      byId,
      entry: (act) => ({ action: `team.${act}`, objectKind: "team", objectId: id, domainId }),
      refuseOwn: () => refuseMember(ctx, id, byId),
    };
  }
  const account = await accessManaged(ctx, actor, of.id);
  return {
    spaceId: account.spaceId,
    accountId: account.id,
    teamId: null,
    byId: account.byId,
    entry: (act) => auditEntry(`account.${act}`, account),
    refuseOwn: async () => refuseSelf(account, "hold-own"),
  };
}

/** Whoever may remove what is in a team folder is held with it. */
async function refuseMember(ctx: Context, teamId: string, byId: string | null): Promise<void> {
  const { rowCount } = await ctx.db.pool.query(
    `SELECT 1 FROM "Account" a, ${heldGrants("$3")} AND a."id" = $1 AND g."objectKind" = 'node' AND g."objectId" = $2 AND 'write' = ANY(g."rights")`,
    [byId, teamId, ctx.clock.now()],
  );
  if (rowCount) throw new Refusal("conflict", "hold-own-team");
}
