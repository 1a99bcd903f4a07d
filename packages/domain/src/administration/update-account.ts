import { transaction } from "@carbyne/db";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { splitAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { writeSetting } from "../settings/index.ts";
import { accessManaged, type ManagedAccount } from "./access-managed.ts";
import { anotherAdmin, auditEntry, lockAdmins, refuseSelf } from "./accounts.ts";
import { type Role, storedRole } from "./roles.ts";

export type UpdateInput = {
  readonly id: string;
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  /** Null: the limit that is inherited. */
  readonly quotaBytes?: number | null | undefined;
  /** What it may send within a day; 0 is no limit, null the limit that is inherited. */
  readonly messagesPerDay?: number | null | undefined;
  readonly recipientsPerDay?: number | null | undefined;
  /** The whole list; those left out are taken away. */
  readonly aliases?: readonly string[] | undefined;
};

/** Changes an account's name, role, limits and aliases in one step. Refuses a taken alias, and taking the last administrator's role away. */
export async function updateAccount(ctx: Context, actor: Actor, input: UpdateInput): Promise<void> {
  const account = await accessManaged(ctx, actor, input.id);
  const { name, role, quotaBytes, aliases } = input;
  if (role !== undefined && role !== "user" && account.kind !== "user") throw new Refusal("conflict", "account-shared");
  if (role !== undefined && role !== "admin") refuseOwnDemotion(account);
  if (role === "admin" && account.scope !== undefined) throw new Refusal("forbidden", "admin-needed");
  await transaction(ctx.db.pool, async (client) => {
    if (name !== undefined)
      await client.query('UPDATE "Account" SET "name" = $2 WHERE "id" = $1', [input.id, checkedName(name)]);
    if (role !== undefined) await writeRole(client, input.id, role);
    if (aliases !== undefined) await writeAliases(client, account, aliases);
  });
  const limits = {
    "account.quotaBytes": quotaBytes,
    "mail.messagesPerDay": input.messagesPerDay,
    "mail.recipientsPerDay": input.recipientsPerDay,
  };
  for (const [key, value] of Object.entries(limits))
    if (value !== undefined) await writeSetting(ctx, { scope: "account", scopeId: input.id }, key, value);
  const changed = Object.keys(input).filter((key) => key !== "id");
  await recordAudit(ctx, actor, { ...auditEntry("account.update", account), data: { changed } });
}

function refuseOwnDemotion(account: ManagedAccount): void {
  if (account.role === "admin") refuseSelf(account, "account-own-role");
}

function checkedName(name: string): string {
  const clean = name.trim();
  if (clean === "" || clean.length > 200 || /\p{Cc}/u.test(clean)) throw new Refusal("invalid", "name-invalid");
  return clean;
}

async function writeRole(client: pg.PoolClient, id: string, role: Role): Promise<void> {
  await lockAdmins(client);
  const { rowCount } = await client.query(
    `UPDATE "Account" SET "role" = $2::"AccountRole" WHERE "id" = $1 AND ($2 = 'admin' OR ${anotherAdmin})`,
    [id, storedRole[role]],
  );
  if (!rowCount) throw new Refusal("conflict", "account-last-admin");
}

async function writeAliases(client: pg.PoolClient, account: ManagedAccount, aliases: readonly string[]): Promise<void> {
  const wanted = aliases.map((alias) => splitAddress(alias));
  const kept: string[] = [];
  for (const { local, domain } of wanted) {
    const domainId = await ownedDomain(client, account, domain);
    const { rows } = await client.query<{ id: string; accountId: string | null; kind: string }>(
      `INSERT INTO "Address" ("id", "domainId", "local", "kind", "accountId") VALUES ($1, $2, $3, 'alias', $4)
       ON CONFLICT ("domainId", "local") DO UPDATE SET "local" = EXCLUDED."local" RETURNING "id", "accountId", "kind"`,
      [newId(), domainId, local, account.id],
    );
    const row = rows[0];
    if (row?.accountId !== account.id)
      throw new Refusal("conflict", "address-taken", { address: `${local}@${domain}` });
    kept.push(row.id);
  }
  await client.query(
    `DELETE FROM "Address" WHERE "accountId" = $1 AND "kind" = 'alias' AND NOT ("id" = ANY($2::uuid[]))`,
    [account.id, kept],
  );
}

/** An alias is in a domain that is here, and for a domain's administrator in the own one. */
async function ownedDomain(client: pg.PoolClient, account: ManagedAccount, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "Domain" WHERE "name" = $1', [name]);
  const id = rows[0]?.id;
  if (!id || (account.scope !== undefined && account.scope !== id))
    throw new Refusal("not-found", "domain-unknown", { domain: name });
  return id;
}
