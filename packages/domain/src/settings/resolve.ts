import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../context.ts";
import { isSettingKey, type SettingKey, type SettingScope, settings } from "./registry.ts";

/** The scope id of the global scope, which has no row of its own. */
const globalId = "00000000-0000-0000-0000-000000000000";

export type Resolved = { readonly value: unknown; readonly from: SettingScope | "default" };

type Row = { scope: SettingScope; key: string; value: unknown };

const query = (holder: string) => `SELECT s."scope", s."key", s."value" FROM (${holder}) a JOIN "Setting" s ON
    (s."scope" = 'account' AND s."scopeId" = a."id") OR (s."scope" = 'class' AND s."scopeId" = a."classId") OR
    (s."scope" = 'domain' AND s."scopeId" = a."domainId") OR (s."scope" = 'global' AND s."scopeId" = $2)
  ORDER BY array_position(ARRAY['global','domain','class','account'], s."scope"::text)`;

/** Every setting of an account, each from the nearest scope that sets it: account, class of service, domain, global, default. */
export async function resolveSettings(ctx: Context, accountId: string): Promise<Record<SettingKey, Resolved>> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "settings-of-account",
    text: query('SELECT "id", "classId", "domainId" FROM "Account" WHERE "id" = $1'),
    values: [accountId, globalId],
  });
  return nearest(rows);
}

/** Some settings of many accounts, by the id of each. */
export async function resolveForMany<Key extends SettingKey>(
  ctx: Context,
  accountIds: readonly string[],
  keys: readonly Key[],
): Promise<Map<string, Record<Key, unknown>>> {
  const { rows } = await ctx.db.pool.query<Row & { id: string }>({
    name: "settings-of-many",
    text: `SELECT a."id", s."scope", s."key", s."value" FROM "Account" a JOIN "Setting" s ON s."key" = ANY($3) AND (
        (s."scope" = 'account' AND s."scopeId" = a."id") OR (s."scope" = 'class' AND s."scopeId" = a."classId") OR
        (s."scope" = 'domain' AND s."scopeId" = a."domainId") OR (s."scope" = 'global' AND s."scopeId" = $2))
      WHERE a."id" = ANY($1) ORDER BY array_position(ARRAY['global','domain','class','account'], s."scope"::text)`,
    values: [accountIds, globalId, keys],
  });
  const fallbacks = Object.fromEntries(keys.map((key) => [key, settings[key].fallback])) as Record<Key, unknown>;
  const many = new Map(accountIds.map((id) => [id, { ...fallbacks }]));
  for (const { id, key, value } of rows) {
    const one = many.get(id);
    const known = keys.find((wanted) => wanted === key);
    if (one && known && settings[known].schema.safeParse(value).success) one[known] = value;
  }
  return many;
}

/** Every setting of whatever a space belongs to, in a change of it: an account, or a team folder or a room, for which its domain decides. */
export async function settingsOfSpace(
  client: pg.ClientBase | pg.Pool,
  spaceId: string,
): Promise<Record<SettingKey, Resolved>> {
  const { rows } = await client.query<Row>({
    name: "settings-of-space",
    text: query(`SELECT "id", "classId", "domainId" FROM "Account" WHERE "spaceId" = $1
      UNION ALL SELECT NULL, NULL, "domainId" FROM "TeamFolder" WHERE "spaceId" = $1
      UNION ALL SELECT NULL, NULL, "domainId" FROM "Room" WHERE "spaceId" = $1`),
    values: [spaceId, globalId],
  });
  return nearest(rows);
}

/** Every setting as it holds in a domain for whom nothing nearer says otherwise; with null as it holds where no domain does. */
export async function settingsOfDomain(ctx: Context, domainId: string | null): Promise<Record<SettingKey, Resolved>> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "settings-of-domain",
    text: query('SELECT NULL::uuid AS "id", NULL::uuid AS "classId", $1::uuid AS "domainId"'),
    values: [domainId, globalId],
  });
  return nearest(rows);
}

function nearest(rows: readonly Row[]): Record<SettingKey, Resolved> {
  const resolved: Record<string, Resolved> = {};
  for (const [key, { fallback }] of Object.entries(settings)) resolved[key] = { value: fallback, from: "default" };
  // From far to near: the nearest scope is written last. A value that no longer fits its schema counts as not set.
  for (const { scope, key, value } of rows) {
    if (isSettingKey(key) && settings[key].schema.safeParse(value).success) resolved[key] = { value, from: scope };
  }
  return resolved as Record<SettingKey, Resolved>;
}

/**
 * Sets a value at one scope, or with null resets it to what is inherited. The caller has checked the right to the scope.
 * Refuses an unknown key, a scope where the setting may not be set, and a value of the wrong shape.
 */
export async function writeSetting(
  ctx: Context,
  at: { scope: SettingScope; scopeId?: string },
  key: string,
  value: unknown,
): Promise<void> {
  if (!isSettingKey(key)) throw new Refusal("invalid", "setting-unknown", { key });
  const { schema, scopes } = settings[key];
  if (!(scopes as readonly string[]).includes(at.scope))
    throw new Refusal("forbidden", "setting-scope", { key, scope: at.scope });
  const row = { scope: at.scope, scopeId: at.scopeId ?? globalId, key };
  if (value === null) {
    await ctx.db.prisma.setting.deleteMany({ where: row });
    return;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal("invalid", "setting-value", { key });
  await ctx.db.prisma.setting.upsert({
    where: { scope_scopeId_key: row },
    create: { ...row, value: parsed.data },
    update: { value: parsed.data },
  });
}
