import { type Actor, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import {
  addAppPassword,
  type AppPassword,
  appPasswordsOf,
  type NewAppPassword,
  removeAppPassword,
} from "../app-passwords/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings, writeSetting } from "../settings/index.ts";
import { accessManaged, managedDomain } from "./access-managed.ts";
import { auditEntry } from "./accounts.ts";

const key = "signIn.appPasswordsOnly";

export type AccountPrograms = {
  readonly appPasswords: readonly AppPassword[];
  /** Whether programs need one: what was said for this account, null for nothing, and what holds. */
  readonly ownRequirement: boolean | null;
  readonly isRequired: boolean;
};

/** The programs that have an app password of an account, and whether all need one. */
export async function accountPrograms(ctx: Context, actor: Actor, { id }: { id: string }): Promise<AccountPrograms> {
  await accessManaged(ctx, actor, id);
  const [appPasswords, settings] = await Promise.all([appPasswordsOf(ctx, id), resolveSettings(ctx, id)]);
  const { value, from } = settings[key];
  const isRequired = value === true;
  return { appPasswords, isRequired, ownRequirement: from === "account" ? isRequired : null };
}

/** Takes an app password of an account back. */
export async function revokeAccountProgram(
  ctx: Context,
  actor: Actor,
  { id, appPasswordId }: { id: string; appPasswordId: string },
): Promise<void> {
  const account = await accessManaged(ctx, actor, id);
  await removeAppPassword(ctx, actor, { account, id: appPasswordId });
}

/** Makes an app password for an account, from the server's own command line: an administrator in a browser reads nobody's mail by it. */
export async function createAccountProgram(
  ctx: Context,
  actor: Actor,
  { id, ...input }: NewAppPassword & { id: string },
): Promise<{ id: string; secret: string }> {
  const account = await accessManaged(ctx, actor, id);
  if (account.byId !== null) throw new Refusal("forbidden", "admin-needed");
  if (account.kind !== "user") throw new Refusal("conflict", "account-shared");
  return addAppPassword(ctx, actor, { account, ...input });
}

export type Requirement = {
  readonly of: { readonly kind: "server" } | { readonly kind: "domain" | "account"; readonly id: string };
  /** Null goes back to what is inherited. */
  readonly isOn: boolean | null;
};

/** Says whether programs must sign in with app passwords: for the server, a domain or an account, the nearest of which holds. */
export async function requireAppPasswords(ctx: Context, actor: Actor, { of, isOn }: Requirement): Promise<void> {
  const { scope } = await accessAdmin(ctx, actor);
  if (of.kind === "account") {
    const account = await accessManaged(ctx, actor, of.id);
    await writeSetting(ctx, { scope: "account", scopeId: of.id }, key, isOn);
    await recordAudit(ctx, actor, { ...auditEntry("account.app-passwords-only", account), data: { isOn } });
    return;
  }
  if (of.kind === "server" && scope !== undefined) throw new Refusal("forbidden", "admin-needed");
  const domainId = of.kind === "domain" ? await managedDomain(ctx, of.id, scope) : undefined;
  await writeSetting(
    ctx,
    domainId === undefined ? { scope: "global" } : { scope: "domain", scopeId: domainId },
    key,
    isOn,
  );
  await recordAudit(ctx, actor, {
    action: `${of.kind}.app-passwords-only`,
    ...(domainId === undefined ? {} : { objectKind: "domain", objectId: domainId, domainId }),
    data: { isOn },
  });
}
