import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount, type OwnAccount } from "./access-account.ts";
import { heldGrants } from "./held-grants.ts";

/** How an account may write in the name of an address. */
export type SenderAccess = {
  /** `own` address, in somebody's name as if they wrote (`as`), or saying for whom one writes (`on-behalf`). */
  readonly kind: "own" | "as" | "on-behalf";
  /** Whose address it is. */
  readonly owner: { readonly id: string; readonly spaceId: string; readonly name: string };
  /** Where the copy in Sent belongs: with whoever writes, with the owner, or with both. */
  readonly sentCopy: "own" | "owner" | "both";
};

type Row = {
  id: string;
  spaceId: string;
  name: string;
  kind: SenderAccess["kind"];
  sentCopy: SenderAccess["sentCopy"];
};

/** The address's account, and the account's own relation to it; a grant to write as somebody is stronger than one to write on their behalf. */
const sender = `SELECT w."id", w."spaceId", w."name", 'own' AS "kind", 'own' AS "sentCopy", 0 AS "rank" FROM "Account" a JOIN "Account" w ON w."id" = a."id"
    WHERE a."id" = $1 AND EXISTS (SELECT 1 FROM box WHERE box."accountId" = a."id")
  UNION ALL
  SELECT o."id", o."spaceId", o."name", CASE WHEN 'sendAs' = ANY(g."rights") THEN 'as' ELSE 'on-behalf' END, g."sentCopy"::text,
    CASE WHEN 'sendAs' = ANY(g."rights") THEN 1 ELSE 2 END
  FROM "Account" a, ${heldGrants("$4")} AND a."id" = $1 AND g."objectKind" = 'account' AND g."rights" && ARRAY['sendAs', 'sendOnBehalf']
    AND EXISTS (SELECT 1 FROM box WHERE box."accountId" = o."id")`;

/**
 * Refuses an address that the account may not send as. Its own, its aliases and any of them with a plus part are allowed, and those of accounts
 * that let it write in their name.
 */
export async function accessSender(ctx: Context, account: OwnAccount, address: string): Promise<SenderAccess> {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0)).toLowerCase();
  const { rows } = await ctx.db.pool.query<Row>({
    name: "access-sender",
    text: `WITH box AS (
             SELECT x."accountId" FROM "Address" x JOIN "Domain" d ON d."id" = x."domainId"
             WHERE d."name" = $2 AND d."state" = 'active' AND x."local" IN ($3, split_part($3, '+', 1)))
           SELECT s."id", s."spaceId", s."name", s."kind", s."sentCopy" FROM (${sender}) s ORDER BY s."rank" LIMIT 1`,
    values: [account.id, address.slice(at + 1).toLowerCase(), local, ctx.clock.now()],
  });
  const row = rows[0];
  if (!row) throw new Refusal("forbidden", "sender-not-yours", { address: address.slice(0, 320) });
  const { kind, sentCopy, ...owner } = row;
  return { kind, owner, sentCopy };
}

/** Every address that the actor may send as, the usual one first, the own ones before those of others. */
export async function sendingAddresses(ctx: Context, actor: Actor): Promise<string[]> {
  const account = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ address: string }>(
    `SELECT x."local" || '@' || d."name" AS "address" FROM "Address" x JOIN "Domain" d ON d."id" = x."domainId"
     WHERE d."state" = 'active' AND (x."accountId" = $1 OR x."accountId" IN (
       SELECT o."id" FROM "Account" a, ${heldGrants("$2")} AND a."id" = $1 AND g."objectKind" = 'account' AND g."rights" && ARRAY['sendAs', 'sendOnBehalf']))
     ORDER BY x."accountId" <> $1, x."kind" = 'alias', x."createdAt"`,
    [account.id, ctx.clock.now()],
  );
  return rows.map((row) => row.address);
}

/** Accounts that let this one write in their name, each with its main address; the id is that of what lets it. */
export async function grantedSenders(
  ctx: Context,
  { id }: Pick<OwnAccount, "id">,
): Promise<{ id: string; name: string; address: string }[]> {
  const { rows } = await ctx.db.pool.query<{ id: string; name: string; address: string }>(
    `SELECT g."id", o."name", x."local" || '@' || od."name" AS "address" FROM "Account" a, ${heldGrants("$2", `JOIN "Address" x ON x."accountId" = o."id" AND x."kind" IN ('account', 'shared')`)}
       AND a."id" = $1 AND g."objectKind" = 'account' AND g."rights" && ARRAY['sendAs', 'sendOnBehalf'] ORDER BY o."name", g."id"`,
    [id, ctx.clock.now()],
  );
  return rows;
}
