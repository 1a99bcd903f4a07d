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
  const { local, domain } = splitAddress(input.address);
  refuseWeakPassword(input.password);
  const hash = await hashPassword(input.password);
  const [accountId, spaceId] = [newId(), newId()];
  await transaction(ctx.db.pool, async (client) => {
    const domainId = await domainIdOf(client, domain);
    await client.query(`INSERT INTO "Space" ("id", "kind") VALUES ($1, 'account')`, [spaceId]);
    await client.query(
      `INSERT INTO "Account" ("id", "spaceId", "domainId", "name", "role", "locale") VALUES ($1, $2, $3, $4, $5::"AccountRole", $6)`,
      [accountId, spaceId, domainId, input.name, input.role ?? "user", input.locale ?? "en"],
    );
    const { rowCount } = await client.query(
      `INSERT INTO "Address" ("id", "domainId", "local", "kind", "accountId") VALUES ($1, $2, $3, 'account', $4) ON CONFLICT DO NOTHING`,
      [newId(), domainId, local, accountId],
    );
    if (rowCount === 0) throw new Refusal("conflict", "address-taken", { address: `${local}@${domain}` });
    await client.query('INSERT INTO "Password" ("accountId", "hash") VALUES ($1, $2)', [accountId, hash]);
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
