import { type Actor, isId, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import type { Context } from "../context.ts";

export type ManagedAccount = {
  readonly id: string;
  readonly domainId: string;
  readonly role: string;
  readonly kind: string;
  readonly spaceId: string;
  /** Who manages it; null for the command line. */
  readonly byId: string | null;
  /** The domain that the manager is limited to. */
  readonly scope: string | undefined;
};

/** An account that the administrator manages. Of another domain it is not found, and a domain's administrator manages no administrator of all. */
export async function accessManaged(ctx: Context, actor: Actor, id: string): Promise<ManagedAccount> {
  const { scope, accountId: byId } = await accessAdmin(ctx, actor);
  const account = isId(id)
    ? await ctx.db.prisma.account.findFirst({
        where: { id, ...(scope === undefined ? {} : { domainId: scope, role: { not: "admin" } }) },
        select: { id: true, domainId: true, role: true, kind: true, spaceId: true },
      })
    : null;
  if (!account) throw new Refusal("not-found", "account-unknown");
  return { ...account, byId, scope };
}

/** A domain that an administrator manages, who may be limited to one. */
export async function managedDomain(ctx: Context, id: string, scope: string | undefined): Promise<string> {
  const isManaged = isId(id) && (scope === undefined || scope === id);
  const domain = isManaged ? await ctx.db.prisma.domain.findUnique({ where: { id }, select: { id: true } }) : null;
  if (!domain) throw new Refusal("not-found", "domain-unknown");
  return domain.id;
}
