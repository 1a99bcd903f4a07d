import type { Context } from "../context.ts";

/** Whether the server itself answers for a domain. */
export async function isLocalDomain(ctx: Context, name: string): Promise<boolean> {
  const { rowCount } = await ctx.db.pool.query({
    name: "is-local-domain",
    text: `SELECT 1 FROM "Domain" WHERE "name" = $1 AND "state" <> 'closed'`,
    values: [name],
  });
  return Boolean(rowCount);
}
