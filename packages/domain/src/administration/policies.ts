import { type Actor, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings, writeSetting } from "../settings/index.ts";
import { accessManaged, managedDomain } from "./access-managed.ts";
import { auditEntry } from "./accounts.ts";

export type PolicyOf = { readonly kind: "server" } | { readonly kind: "domain" | "account"; readonly id: string };

/** Sets a value for the server, a domain or an account, the nearest of which holds; null goes back to what is inherited. */
export async function setPolicy(
  ctx: Context,
  actor: Actor,
  { of, key, value }: { of: PolicyOf; key: string; value: unknown },
): Promise<void> {
  const { scope } = await accessAdmin(ctx, actor);
  const data = { key, value: JSON.stringify(value) };
  if (of.kind === "account") {
    const account = await accessManaged(ctx, actor, of.id);
    await writeSetting(ctx, { scope: "account", scopeId: account.id }, key, value);
    await recordAudit(ctx, actor, { ...auditEntry("account.policy", account), data });
  } else if (of.kind === "domain") {
    const scopeId = await managedDomain(ctx, of.id, scope);
    await writeSetting(ctx, { scope: "domain", scopeId }, key, value);
    const entry = { action: "domain.policy", objectKind: "domain", objectId: scopeId, domainId: scopeId };
    await recordAudit(ctx, actor, { ...entry, data });
  } else {
    if (scope !== undefined) throw new Refusal("forbidden", "admin-needed");
    await writeSetting(ctx, { scope: "global" }, key, value);
    await recordAudit(ctx, actor, { action: "server.policy", data });
  }
}

/** What holds for an account, and from where it has it. */
export async function accountPolicies(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ key: string; value: unknown; from: string }[]> {
  const account = await accessManaged(ctx, actor, id);
  const resolved = Object.entries(await resolveSettings(ctx, account.id));
  return resolved.map(([key, { value, from }]) => ({ key, value, from }));
}
