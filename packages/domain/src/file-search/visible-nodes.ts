import type { OwnAccount } from "../access/index.ts";
import { heldGrants } from "../access/index.ts";
import type { Context } from "../context.ts";

/** Levels of folders below what is shared. */
const maxLevels = 110;

/** What of other people an account may read among files, with all that lies below it: `$2` is the account, `$4` the time. */
const shared = `WITH RECURSIVE shared AS (
    SELECT n."id", n."spaceId", 0 AS "level" FROM "Account" a, ${heldGrants("$4", 'JOIN "Node" n ON n."id" = g."objectId" AND n."spaceId" = g."spaceId"')}
      AND a."id" = $2 AND g."objectKind" = 'node' AND 'read' = ANY(g."rights") AND n."deletedAt" IS NULL AND n."purgedAt" IS NULL
    UNION SELECT n."id", n."spaceId", shared."level" + 1 FROM shared JOIN "Node" n ON n."parentId" = shared."id"
      WHERE n."deletedAt" IS NULL AND n."purgedAt" IS NULL AND shared."level" < ${maxLevels})`;

/** The spaces in which an account sees files, and what names those of others that it sees there. */
export async function visibleNodes(
  ctx: Context,
  account: OwnAccount,
): Promise<{ spaceIds: readonly string[]; sql: string }> {
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>(
    `SELECT DISTINCT g."spaceId" FROM "Account" a, ${heldGrants("$2")} AND a."id" = $1 AND g."objectKind" = 'node'`,
    [account.id, ctx.clock.now()],
  );
  return { spaceIds: [account.spaceId, ...rows.map((row) => row.spaceId)], sql: shared };
}
