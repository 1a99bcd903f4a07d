import { transaction } from "@carbyne/db";
import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessAdmin } from "../access/index.ts";
import { createAccount as makeAccount } from "../accounts/index.ts";
import { splitAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import type { SettingKey } from "../settings/index.ts";
import { announceProofs, refuseWeakPassword, setPassword } from "../sign-in/index.ts";
import { accessManaged, type ManagedAccount } from "./access-managed.ts";
import type { State } from "./domains.ts";
import { type Role, roleOf, storedRole } from "./roles.ts";

export type AccountRow = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly role: Role;
  /** A mailbox that belongs to nobody alone has no password and is worked with by its members. */
  readonly isShared: boolean;
  readonly state: State;
  readonly usedBytes: number;
  readonly quotaBytes: number | null;
  /** What it may send within a day; 0 is no limit, null the limit that is inherited. */
  readonly messagesPerDay: number | null;
  readonly recipientsPerDay: number | null;
  /** ISO 8601; null when never. */
  readonly lastSeenAt: string | null;
  readonly createdAt: string;
};

type Row = {
  id: string;
  name: string;
  address: string;
  role: string;
  kind: string;
  state: string;
  usedBytes: string;
  quotaBytes: number | null;
  messagesPerDay: number | null;
  recipientsPerDay: number | null;
  lastSeenAt: Date | null;
  createdAt: Date;
};

const pageSize = 100;

function ownSetting(key: SettingKey): string {
  return `(SELECT s."value" FROM "Setting" s WHERE s."scope" = 'account' AND s."scopeId" = a."id" AND s."key" = '${key}')`;
}

const selectRows = `SELECT a."id", a."name", a."role", a."kind", a."state", a."createdAt", x."local" || '@' || d."name" AS "address",
    (SELECT p."usedBytes" FROM "Space" p WHERE p."id" = a."spaceId") AS "usedBytes",
    ${ownSetting("account.quotaBytes")} AS "quotaBytes", ${ownSetting("mail.messagesPerDay")} AS "messagesPerDay",
    ${ownSetting("mail.recipientsPerDay")} AS "recipientsPerDay",
    (SELECT max(t."lastUsedAt") FROM "Token" t WHERE t."accountId" = a."id" AND (t."kind" <> 'appPassword' OR t."lastUsedVia" IS NOT NULL)) AS "lastSeenAt"
  FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId" JOIN "Address" x ON x."accountId" = a."id" AND x."kind" IN ('account', 'shared')`;

function rowOf(row: Row): AccountRow {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    role: roleOf(row.role),
    isShared: row.kind === "shared",
    state: row.state === "active" || row.state === "closed" ? row.state : "suspended",
    usedBytes: Number(row.usedBytes),
    quotaBytes: row.quotaBytes || null,
    messagesPerDay: row.messagesPerDay,
    recipientsPerDay: row.recipientsPerDay,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export type ListInput = {
  readonly text?: string | undefined;
  readonly domainId?: string | undefined;
  readonly state?: State | undefined;
  readonly cursor?: string | undefined;
};

/** The accounts that the actor manages, by address, page by page; `text` is part of a name or an address. */
export async function listAccounts(
  ctx: Context,
  actor: Actor,
  { text, domainId, state, cursor }: ListInput,
): Promise<{ items: AccountRow[]; nextCursor: string | null }> {
  const { scope } = await accessAdmin(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>(
    `${selectRows} WHERE ($1::uuid IS NULL OR a."domainId" = $1) AND ($2::uuid IS NULL OR a."domainId" = $2) AND ($3::text IS NULL OR a."state"::text = $3)
       AND ($4::text IS NULL OR position($4 IN lower(a."name")) > 0 OR position($4 IN x."local" || '@' || d."name") > 0)
       AND ($5::text IS NULL OR x."local" || '@' || d."name" > $5) ORDER BY x."local" || '@' || d."name" LIMIT ${pageSize}`,
    [scope ?? null, domainId ?? null, state ?? null, text?.trim().toLowerCase() || null, cursor ?? null],
  );
  const items = rows.map(rowOf);
  return { items, nextCursor: items.length === pageSize ? (items.at(-1)?.address ?? null) : null };
}

/** One account with its aliases. */
export async function getAccount(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<AccountRow & { aliases: string[] }> {
  await accessManaged(ctx, actor, id);
  const [{ rows }, aliases] = await Promise.all([
    ctx.db.pool.query<Row>(`${selectRows} WHERE a."id" = $1`, [id]),
    ctx.db.pool.query<{ address: string }>(
      `SELECT x."local" || '@' || d."name" AS "address" FROM "Address" x JOIN "Domain" d ON d."id" = x."domainId"
       WHERE x."accountId" = $1 AND x."kind" = 'alias' ORDER BY 1`,
      [id],
    ),
  ]);
  const row = rows[0];
  if (!row) throw new Refusal("not-found", "account-unknown");
  return { ...rowOf(row), aliases: aliases.rows.map((alias) => alias.address) };
}

export type CreateInput = {
  readonly address: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
};

/** Makes an account, and its domain if that is new and the actor manages all. Nobody gives a role above the own. */
export async function createAccount(ctx: Context, actor: Actor, input: CreateInput): Promise<{ id: string }> {
  const { scope } = await accessAdmin(ctx, actor);
  if (scope !== undefined) {
    const { domain } = splitAddress(input.address);
    const own = await ctx.db.prisma.domain.findUnique({ where: { id: scope }, select: { name: true } });
    if (own?.name !== domain || input.role === "admin") throw new Refusal("forbidden", "admin-needed");
  }
  const name = input.name.trim() || input.address.slice(0, input.address.lastIndexOf("@"));
  const { accountId: id } = await makeAccount(ctx, { ...input, name, role: storedRole[input.role] });
  await recordAudit(ctx, actor, { action: "account.create", objectKind: "account", objectId: id });
  return { id };
}

/** Sets a new password and ends every session of the account. */
export async function resetPassword(
  ctx: Context,
  actor: Actor,
  { id, password }: { id: string; password: string },
): Promise<void> {
  const account = await accessManaged(ctx, actor, id);
  // Nobody signs in to it: who works with it does so as themselves.
  if (account.kind !== "user") throw new Refusal("conflict", "account-shared");
  refuseWeakPassword(password);
  await setPassword(ctx, id, password);
  await recordAudit(ctx, actor, auditEntry("account.password", account));
}

/** Who manages may lock out, but not himself and not the last administrator. A suspended account still gets its mail, a closed one does not. */
export async function setAccountState(
  ctx: Context,
  actor: Actor,
  { id, state }: { id: string; state: State },
): Promise<void> {
  const account = await accessManaged(ctx, actor, id);
  if (state !== "active") refuseSelf(account, "account-own-state");
  const now = ctx.clock.now();
  await transaction(ctx.db.pool, async (client) => {
    await lockAdmins(client);
    const { rowCount } = await client.query(
      `UPDATE "Account" SET "state" = $2::"AccountState", "closedAt" = CASE WHEN $2 = 'closed' THEN $3::timestamptz END
       WHERE "id" = $1 AND ($2 = 'active' OR ${anotherAdmin})`,
      [id, state, now],
    );
    if (!rowCount) throw new Refusal("conflict", "account-last-admin");
  });
  if (state !== "active") await ctx.db.prisma.token.deleteMany({ where: { accountId: id, kind: "session" } });
  announceProofs(ctx, id);
  await recordAudit(ctx, actor, { ...auditEntry("account.state", account), data: { state } });
}

/** Two administrators who take each other's role away at the same moment must not both succeed: such changes wait for each other. */
export async function lockAdmins(client: pg.PoolClient): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('carbyne:last-admin'))");
}

/** True when the account in question is not the only administrator who can act. */
export const anotherAdmin = `("role" <> 'admin' OR EXISTS (SELECT 1 FROM "Account" o WHERE o."role" = 'admin' AND o."state" = 'active' AND o."id" <> "Account"."id"))`;

export function refuseSelf({ id, byId }: ManagedAccount, reason: string): void {
  if (id === byId) throw new Refusal("conflict", reason);
}

export function auditEntry(action: string, { id, domainId }: ManagedAccount) {
  return { action, objectKind: "account", objectId: id, domainId };
}
