import { accessSender, type OwnAccount, type SenderAccess } from "../access/index.ts";
import type { Context } from "../context.ts";

export type Sender = {
  readonly name: string;
  readonly address: string;
  readonly replyTo: string;
  /** Whose address it is, and how the account may use it. */
  readonly access: SenderAccess;
};

type Wish = { readonly identityId?: string | undefined; readonly fromAddress?: string | undefined };

/**
 * As whom a message is written: the identity that was chosen, else the one of the address that it names, else the account itself. Refuses an
 * address that the account may not send as, also when it was chosen while it still could.
 */
export async function resolveSender(ctx: Context, account: OwnAccount, wish: Wish): Promise<Sender> {
  // Nothing chosen is the account itself, whose identity may say more than the account.
  const identityId = wish.identityId ?? (wish.fromAddress === undefined ? account.id : undefined);
  const { rows } = await ctx.db.pool.query<{ name: string | null; address: string; replyTo: string }>(
    `SELECT "name", "address", "replyTo" FROM "Identity" WHERE "spaceId" = $1 AND "deletedAt" IS NULL AND ($2::uuid IS NULL OR "id" = $2)
       AND ($3::text IS NULL OR "address" IN (lower($3), regexp_replace(lower($3), '\\+[^@]*@', '@')))
     ORDER BY "id" = $4 DESC, "position" LIMIT 1`,
    [account.spaceId, identityId ?? null, wish.fromAddress ?? null, account.id],
  );
  const identity = rows[0];
  const address = wish.fromAddress ?? identity?.address ?? account.address;
  const access = await accessSender(ctx, account, address);
  return { name: identity?.name ?? access.owner.name, address, replyTo: identity?.replyTo ?? "", access };
}
