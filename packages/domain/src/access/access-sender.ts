import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount, type OwnAccount } from "./access-account.ts";

/** Refuses an address that the account may not send as. Its own, its aliases and any of them with a plus part are allowed. */
export async function accessSender(ctx: Context, account: OwnAccount, address: string): Promise<void> {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0)).toLowerCase();
  const { rowCount } = await ctx.db.pool.query({
    name: "access-sender",
    text: `SELECT 1 FROM "Address" a JOIN "Domain" d ON d."id" = a."domainId"
           WHERE a."accountId" = $1 AND d."name" = $2 AND d."state" = 'active' AND a."local" IN ($3, split_part($3, '+', 1)) LIMIT 1`,
    values: [account.id, address.slice(at + 1).toLowerCase(), local],
  });
  if (!rowCount) throw new Refusal("forbidden", "sender-not-yours", { address: address.slice(0, 320) });
}

/** Every address that the actor may send as, the usual one first. */
export async function sendingAddresses(ctx: Context, actor: Actor): Promise<string[]> {
  const account = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ address: string }>(
    `SELECT a."local" || '@' || d."name" AS "address" FROM "Address" a JOIN "Domain" d ON d."id" = a."domainId"
     WHERE a."accountId" = $1 AND d."state" = 'active' ORDER BY a."kind" = 'alias', a."createdAt"`,
    [account.id],
  );
  return rows.map((row) => row.address);
}
