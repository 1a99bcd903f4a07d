import type { Context } from "../../context.ts";

/** Every address that is the account's, in lower case. */
export async function ownAddresses(ctx: Context, accountId: string): Promise<Set<string>> {
  const { rows } = await ctx.db.pool.query<{ address: string }>({
    name: "own-addresses",
    text: `SELECT a."local" || '@' || d."name" AS "address" FROM "Address" a JOIN "Domain" d ON d."id" = a."domainId" WHERE a."accountId" = $1`,
    values: [accountId],
  });
  return new Set(rows.map((row) => row.address));
}
