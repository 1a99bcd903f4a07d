import type { Actor } from "@carbyne/kernel";
import { accessAdmin, accessOwnAccount, accessTeam, heldGrants } from "../access/index.ts";
import type { Context } from "../context.ts";
import { storageIn } from "../quota/index.ts";
import { mayCreate } from "./create-team.ts";

export type Team = {
  /** That of its root. */
  readonly id: string;
  readonly name: string;
  readonly access: "read" | "comment" | "write" | "manage";
  /** The share by which the actor is a member, and which can be given back. */
  readonly grantId: string;
};

const access = `CASE WHEN bool_or('manage' = ANY(g."rights")) THEN 'manage' WHEN bool_or('write' = ANY(g."rights")) THEN 'write'
  WHEN bool_or('comment' = ANY(g."rights")) THEN 'comment' ELSE 'read' END`;

/** The team folders that the actor is a member of, and whether they may make another. */
export async function listTeams(ctx: Context, actor: Actor): Promise<{ teams: Team[]; canCreate: boolean }> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows: teams } = await ctx.db.pool.query<Team>({
    name: "list-teams",
    text: `SELECT n."id", n."name", ${access} AS "access", (array_agg(g."id"))[1] AS "grantId" FROM "Account" a, ${heldGrants("$2", 'JOIN "Node" n ON n."id" = g."objectId"')}
             AND a."id" = $1 AND g."objectKind" = 'node' AND g."objectId" = team."rootId" AND 'read' = ANY(g."rights")
           GROUP BY n."id" ORDER BY n."nameKey", n."id"`,
    values: [own.id, ctx.clock.now()],
  });
  return { teams, canCreate: await mayCreate(ctx, own) };
}

export type TeamDetails = {
  readonly id: string;
  readonly name: string;
  readonly usedBytes: number;
  /** Null where nothing limits it. */
  readonly quotaBytes: number | null;
};

/** How much a team folder takes and may take, for its members. */
export async function getTeam(ctx: Context, actor: Actor, { id }: { id: string }): Promise<TeamDetails> {
  const { name, spaceId } = await accessTeam(ctx, actor, id, "read");
  return { id, name, ...(await storageIn(ctx, spaceId)) };
}

export type TeamOverview = TeamDetails & { readonly managers: readonly string[] };

/** Every team folder that the administrator looks after, with the addresses of who runs it. */
export async function listAllTeams(ctx: Context, actor: Actor): Promise<TeamOverview[]> {
  const { scope } = await accessAdmin(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ id: string; spaceId: string; name: string; managers: string[] }>(
    `SELECT n."id", n."spaceId", n."name", ARRAY(
       SELECT x."local" || '@' || xd."name" FROM "Grant" g JOIN "Holding" h ON h."grantId" = g."id" AND h."state" = 'accepted'
         JOIN "Account" a ON a."id" = h."accountId" AND a."state" = 'active' JOIN "Address" x ON x."accountId" = a."id" AND x."kind" = 'account'
         JOIN "Domain" xd ON xd."id" = x."domainId"
       WHERE g."objectKind" = 'node' AND g."objectId" = n."id" AND 'manage' = ANY(g."rights") AND g."revokedAt" IS NULL ORDER BY 1) AS "managers"
     FROM "TeamFolder" t JOIN "Node" n ON n."id" = t."rootId" WHERE $1::uuid IS NULL OR t."domainId" = $1 ORDER BY n."nameKey", n."id"`,
    [scope ?? null],
  );
  const teams: TeamOverview[] = [];
  for (const { spaceId, ...row } of rows) teams.push({ ...row, ...(await storageIn(ctx, spaceId)) });
  return teams;
}
