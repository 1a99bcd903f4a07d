import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../access/index.ts";
import { saySeen } from "../chat/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings, writeSetting } from "../settings/index.ts";

/** What a person may change of the own account itself; kept in its row, asked for like a setting. */
const columns = { "ui.locale": "locale", "account.zone": "zone", "account.name": "name" } as const;
type ColumnKey = keyof typeof columns;

const checks: Record<ColumnKey, (value: string) => boolean> = {
  "ui.locale": (value) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(value),
  "account.zone": isZone,
  "account.name": (value) => value.trim() !== "" && value.length <= 200 && !/\p{Cc}/u.test(value),
};

/** Every setting with its value for the actor's own account. */
export async function ownSettings(ctx: Context, actor: Actor): Promise<Record<string, unknown>> {
  const account = await accessOwnAccount(ctx, actor);
  const resolved = await resolveSettings(ctx, account.id);
  const values: Record<string, unknown> = {};
  for (const [key, { value }] of Object.entries(resolved)) values[key] = value;
  for (const [key, column] of Object.entries(columns)) values[key] = account[column];
  return values;
}

/** Settings that limit a person are an administrator's to set, whatever scope they are read at. */
const notOwn: readonly string[] = [
  "account.quotaBytes",
  "retention.deletedDays",
  "mail.messagesPerDay",
  "mail.recipientsPerDay",
  "signIn.appPasswordsOnly",
];

/** Sets a value for the actor's own account; null goes back to what is inherited. */
export async function setOwnSetting(
  ctx: Context,
  actor: Actor,
  { key, value }: { key: string; value: unknown },
): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  if (notOwn.includes(key)) throw new Refusal("forbidden", "setting-scope", { key, scope: "account" });
  if (!isColumn(key)) {
    await writeSetting(ctx, { scope: "account", scopeId: account.id }, key, value);
    if (key === "chat.presence" || key.startsWith("notify.quiet")) saySeen(ctx, account.id);
    return;
  }
  if (typeof value !== "string" || !checks[key](value)) throw new Refusal("invalid", "setting-value", { key });
  await ctx.db.prisma.account.update({ where: { id: account.id }, data: { [columns[key]]: value.trim() } });
}

function isColumn(key: string): key is ColumnKey {
  return Object.hasOwn(columns, key);
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}
