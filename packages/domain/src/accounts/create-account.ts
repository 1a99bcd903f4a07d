import { transaction } from "@carbyne/db";
import { newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { splitAddress } from "../addresses/index.ts";
import type { Context } from "../context.ts";
import { createStandardMailboxes } from "../mail/index.ts";
import { hashPassword, refuseWeakPassword } from "../sign-in/index.ts";

export type NewAccount = {
  readonly address: string;
  readonly name: string;
  readonly password: string;
  readonly role?: "user" | "domainAdmin" | "admin";
  readonly locale?: string;
};

/**
 * Makes an account with its space, address, password and standard folders in one transaction, and its domain if that is new. The caller has
 * checked the right to do so. Refuses a taken address, a short password, an address that cannot be one.
 */
export async function createAccount(ctx: Context, input: NewAccount): Promise<{ accountId: string; spaceId: string }> {
  splitAddress(input.address);
  refuseWeakPassword(input.password);
  const hash = await hashPassword(input.password);
  return insertAccount(ctx, input, async (client, accountId) => {
    await client.query('INSERT INTO "Password" ("accountId", "hash") VALUES ($1, $2)', [accountId, hash]);
  });
}

/**
 * Makes a mailbox that belongs to nobody alone, such as info@: an account without a password, whose mail is worked with by those it is shared
 * with. The caller has checked the right to do so.
 */
export async function createSharedAccount(
  ctx: Context,
  input: Pick<NewAccount, "address" | "name" | "locale">,
): Promise<{ accountId: string; spaceId: string }> {
  return insertAccount(ctx, { ...input, kind: "shared" }, () => Promise.resolve());
}

type AccountFields = Omit<NewAccount, "password"> & { readonly kind?: "shared" };

async function insertAccount(
  ctx: Context,
  { address, name, role = "user", locale = "en", kind }: AccountFields,
  more: (client: pg.PoolClient, accountId: string) => Promise<void>,
): Promise<{ accountId: string; spaceId: string }> {
  const { local, domain } = splitAddress(address);
  const [accountId, spaceId] = [newId(), newId()];
  await transaction(ctx.db.pool, async (client) => {
    const domainId = await domainIdOf(client, domain);
    await client.query(`INSERT INTO "Space" ("id", "kind") VALUES ($1, 'account')`, [spaceId]);
    await client.query(
      `INSERT INTO "Account" ("id", "spaceId", "domainId", "kind", "name", "role", "locale") VALUES ($1, $2, $3, $4::"AccountKind", $5, $6::"AccountRole", $7)`,
      [accountId, spaceId, domainId, kind ?? "user", name, role, locale],
    );
    const { rowCount } = await client.query(
      `INSERT INTO "Address" ("id", "domainId", "local", "kind", "accountId") VALUES ($1, $2, $3, $4::"AddressKind", $5) ON CONFLICT DO NOTHING`,
      [newId(), domainId, local, kind ?? "account", accountId],
    );
    if (rowCount === 0) throw new Refusal("conflict", "address-taken", { address: `${local}@${domain}` });
    await more(client, accountId);
    await createStandardMailboxes(client, spaceId);
  });
  return { accountId, spaceId };
}

async function domainIdOf(client: pg.PoolClient, name: string): Promise<string> {
  await client.query('INSERT INTO "Domain" ("id", "name") VALUES ($1, $2) ON CONFLICT DO NOTHING', [newId(), name]);
  const { rows } = await client.query<{ id: string; state: string }>(
    'SELECT "id", "state" FROM "Domain" WHERE "name" = $1',
    [name],
  );
  const domain = rows[0];
  if (!domain || domain.state === "closed") throw new Refusal("conflict", "domain-closed", { domain: name });
  return domain.id;
}
