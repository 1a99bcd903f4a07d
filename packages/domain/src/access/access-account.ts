import { type Actor, actingAccount, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";

export type OwnAccount = {
  readonly id: string;
  readonly spaceId: string;
  readonly domainId: string;
  readonly name: string;
  readonly locale: string;
  readonly zone: string;
  readonly role: "user" | "domainAdmin" | "admin";
  readonly address: string;
};

/** The account that the actor acts as. Refuses actors without one, and accounts and domains that may not act. */
export async function accessOwnAccount(ctx: Context, actor: Actor): Promise<OwnAccount> {
  const id = actingAccount(actor);
  const { rows } = id
    ? await ctx.db.pool.query<OwnAccount>({
        name: "own-account",
        text: `SELECT a."id", a."spaceId", a."domainId", a."name", a."locale", a."zone", a."role", p."local" || '@' || d."name" AS "address"
               FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
               JOIN "Address" p ON p."accountId" = a."id" AND p."kind" <> 'alias' AND p."kind" <> 'mask'
               WHERE a."id" = $1 AND a."state" = 'active' AND d."state" = 'active' LIMIT 1`,
        values: [id],
      })
    : { rows: [] };
  const account = rows[0];
  if (!account) throw new Refusal("unauthenticated", "sign-in-needed");
  return account;
}

export type AdminAccess = {
  /** The administrator's account; null for the server's own command line, whose caller owns the machine. */
  readonly accountId: string | null;
  /** The domain whose accounts it may manage, undefined for all. */
  readonly scope: string | undefined;
};

/** Lets administrators through, and the server itself. */
export async function accessAdmin(ctx: Context, actor: Actor): Promise<AdminAccess> {
  if (actor.kind === "system") return { accountId: null, scope: undefined };
  const account = await accessOwnAccount(ctx, actor);
  if (account.role === "user") throw new Refusal("forbidden", "admin-needed");
  return { accountId: account.id, scope: account.role === "admin" ? undefined : account.domainId };
}
