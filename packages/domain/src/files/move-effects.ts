import type { Actor } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessMovable } from "./move-nodes.ts";
import { extentOf } from "./relocate.ts";

/** What ends when entries are moved over to, or out of, a team folder: the shares and links on them and on all that lies in them. */
export async function moveEffects(
  ctx: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
): Promise<{ shares: number; links: number }> {
  const nodes = await accessMovable(ctx, actor, ids);
  const { ids: all } = await extentOf(
    ctx.db.pool,
    nodes.map((node) => node.id),
  );
  const { rows } = await ctx.db.pool.query<{ shares: number; links: number }>(
    `SELECT (SELECT count(*)::int FROM "Grant" g WHERE g."objectKind" = 'node' AND g."objectId" = ANY($1) AND g."revokedAt" IS NULL
         AND (g."expiresAt" IS NULL OR g."expiresAt" > $2)) AS "shares",
       (SELECT count(*)::int FROM "FileLink" l WHERE l."nodeId" = ANY($1) AND l."revokedAt" IS NULL AND (l."expiresAt" IS NULL OR l."expiresAt" > $2)) AS "links"`,
    [all, ctx.clock.now()],
  );
  return rows[0] ?? { shares: 0, links: 0 };
}
