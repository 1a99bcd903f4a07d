import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, type OwnAccount } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { announceProofs } from "../sign-in/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { hashOfTyped, makeSecret } from "./secret.ts";

/** What an app password can be good for. */
export const scopes = ["imap", "pop3", "smtp", "webdav"] as const;
export type Scope = (typeof scopes)[number];

export type AppPassword = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  /** Null: it stays until it is taken back. */
  readonly expiresAt: string | null;
  readonly isOver: boolean;
  /** Null while nobody has used it. */
  readonly lastUse: { readonly at: string; readonly via: string; readonly ip: string | null } | null;
};

const most = 50;
const undoMs = 10 * 60_000;

/** The app passwords of an account, the newest first. The caller has checked the right to see them. */
export async function appPasswordsOf(ctx: Context, accountId: string): Promise<AppPassword[]> {
  const tokens = await ctx.db.prisma.token.findMany({
    where: { accountId, kind: "appPassword", revokedAt: null },
    orderBy: { id: "desc" },
    select: {
      id: true,
      label: true,
      scopes: true,
      ip: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      lastUsedVia: true,
    },
  });
  const now = ctx.clock.now();
  return tokens.map(({ id, label: name, scopes: uses, ip, createdAt, expiresAt, lastUsedAt, lastUsedVia: via }) => ({
    id,
    name,
    scopes: uses,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    isOver: expiresAt !== null && expiresAt <= now,
    lastUse: via === null ? null : { at: lastUsedAt.toISOString(), via, ip },
  }));
}

/** The actor's own app passwords. */
export async function listAppPasswords(ctx: Context, actor: Actor): Promise<AppPassword[]> {
  return appPasswordsOf(ctx, (await accessOwnAccount(ctx, actor)).id);
}

export type NewAppPassword = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The instant from which it is refused. */
  readonly expiresAt?: Date | null | undefined;
};

/** Makes an app password and returns its secret, which is kept nowhere: the table holds a hash. */
export async function createAppPassword(
  ctx: Context,
  actor: Actor,
  input: NewAppPassword,
): Promise<{ id: string; secret: string }> {
  return addAppPassword(ctx, actor, { account: await accessOwnAccount(ctx, actor), ...input });
}

type Owner = Pick<OwnAccount, "id" | "spaceId" | "domainId">;

/** Makes one for an account. The caller has checked the right to do so. */
export async function addAppPassword(
  ctx: Context,
  actor: Actor,
  { account, name, scopes: uses, expiresAt = null }: NewAppPassword & { account: Owner },
): Promise<{ id: string; secret: string }> {
  const label = name.trim();
  if (label === "" || label.length > 100 || /\p{Cc}/u.test(label)) throw new Refusal("invalid", "app-password-name");
  const wanted = scopes.filter((scope) => uses.includes(scope));
  if (wanted.length === 0) throw new Refusal("invalid", "app-password-for-nothing");
  if (expiresAt && expiresAt <= ctx.clock.now()) throw new Refusal("invalid", "app-password-end");
  const secret = makeSecret();
  const id = newId();
  await changeSpace(ctx, account.spaceId, async (client) => {
    // Under the space's lock, so that two windows together cannot go beyond.
    const { rowCount } = await client.query(
      `INSERT INTO "Token" ("id", "kind", "accountId", "hash", "label", "scopes", "createdAt", "lastUsedAt", "expiresAt")
       SELECT $1, 'appPassword', $2, $3, $4, $5, $6, $6, $7
       WHERE (SELECT count(*) FROM "Token" t WHERE t."accountId" = $2 AND t."kind" = 'appPassword' AND t."revokedAt" IS NULL) < ${most}`,
      [id, account.id, Buffer.from(hashOfTyped(secret) ?? []), label, wanted, ctx.clock.now(), expiresAt],
    );
    if (!rowCount) throw new Refusal("conflict", "app-passwords-too-many", { max: most });
  });
  await audit(ctx, actor, { action: "app-password.create", account, id, data: { name: label, scopes: wanted } });
  return { id, secret };
}

/** Takes an app password back: it is refused at once, and programs that are signed in with it are cut off. */
export async function revokeAppPassword(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await removeAppPassword(ctx, actor, { account: await accessOwnAccount(ctx, actor), id });
}

/** Takes one of an account back. The caller has checked the right to do so. */
export async function removeAppPassword(
  ctx: Context,
  actor: Actor,
  { account, id }: { account: Owner; id: string },
): Promise<void> {
  await change(ctx, { account, id, set: '"revokedAt" = $3', where: '"revokedAt" IS NULL' });
  announceProofs(ctx, account.id);
  await audit(ctx, actor, { action: "app-password.revoke", account, id });
}

/** Undoes that it was taken back, shortly after. */
export async function restoreAppPassword(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  await change(ctx, {
    account,
    id,
    set: '"revokedAt" = NULL',
    where: `"revokedAt" > $3::timestamptz - interval '${undoMs} ms'`,
  });
  await audit(ctx, actor, { action: "app-password.restore", account, id });
}

async function change(
  ctx: Context,
  { account, id, set, where }: { account: Owner; id: string; set: string; where: string },
): Promise<void> {
  if (!isId(id)) throw new Refusal("not-found", "app-password-unknown");
  await changeSpace(ctx, account.spaceId, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE "Token" SET ${set} WHERE "id" = $1 AND "accountId" = $2 AND "kind" = 'appPassword' AND ${where}`,
      [id, account.id, ctx.clock.now()],
    );
    if (!rowCount) throw new Refusal("not-found", "app-password-unknown");
  });
}

async function audit(
  ctx: Context,
  actor: Actor,
  {
    account,
    id,
    action,
    data,
  }: { account: Owner; id: string; action: string; data?: { name: string; scopes: Scope[] } },
): Promise<void> {
  await recordAudit(ctx, actor, {
    action,
    objectKind: "account",
    objectId: account.id,
    domainId: account.domainId,
    data: { ...data, appPassword: id },
  });
}
