import type pg from "pg";
import type { Context } from "../context.ts";

/** A grant that ends, in its own space, or the holding of one in its holder's. */
export type Reshare = { readonly grantId: string; readonly spaceId: string; readonly accountId: string | null };

/** What these people shared on from a grant, and what was shared on from that. */
export async function resharesOf(
  ctx: Context,
  { grantId, by }: { grantId: string; by: readonly string[] },
): Promise<Reshare[]> {
  if (by.length === 0) return [];
  const { rows } = await ctx.db.pool.query<Reshare>(
    `WITH RECURSIVE family AS (
       SELECT g."id", g."spaceId", 1 AS "generation" FROM "Grant" g WHERE g."viaId" = $1 AND g."byId" = ANY($2) AND g."revokedAt" IS NULL
       UNION SELECT c."id", c."spaceId", f."generation" + 1 FROM family f JOIN "Grant" c ON c."viaId" = f."id" AND c."revokedAt" IS NULL WHERE f."generation" < 50)
     SELECT f."id" AS "grantId", f."spaceId", NULL AS "accountId" FROM family f
     UNION SELECT h."grantId", h."spaceId", h."accountId" FROM family f JOIN "Holding" h ON h."grantId" = f."id"`,
    [grantId, by],
  );
  return rows;
}

/** Ends them, and tells whoever held them. */
export async function endResharesIn(
  client: pg.PoolClient,
  modseqOf: (spaceId: string) => bigint,
  { reshares, at }: { reshares: readonly Reshare[]; at: Date },
): Promise<void> {
  for (const { grantId, accountId, spaceId } of reshares)
    if (accountId === null)
      await client.query('UPDATE "Grant" SET "modseq" = $2, "revokedAt" = coalesce("revokedAt", $3) WHERE "id" = $1', [
        grantId,
        modseqOf(spaceId),
        at,
      ]);
    else
      await client.query('UPDATE "Holding" SET "modseq" = $3 WHERE "grantId" = $1 AND "accountId" = $2', [
        grantId,
        accountId,
        modseqOf(spaceId),
      ]);
}
