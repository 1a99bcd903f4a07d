import { Refusal } from "@carbyne/kernel";
import type pg from "pg";

/**
 * Refuses a change after which nobody would run a team folder any more, under the lock of its space: of its managers there is one left who is there and
 * whose right has no end; a list can lose all who are in it. What is not a team folder has its owner.
 */
export async function keepManaged(client: pg.ClientBase, rootId: string): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM "TeamFolder" t WHERE t."rootId" = $1 AND NOT EXISTS (
       SELECT 1 FROM "Grant" g JOIN "Holding" h ON h."grantId" = g."id" AND h."state" = 'accepted' JOIN "Account" a ON a."id" = h."accountId" AND a."state" = 'active'
       WHERE g."objectKind" = 'node' AND g."objectId" = t."rootId" AND g."subjectKind" <> 'group' AND 'manage' = ANY(g."rights") AND g."revokedAt" IS NULL AND g."expiresAt" IS NULL)`,
    [rootId],
  );
  if (rowCount) throw new Refusal("conflict", "team-last-manager");
}
