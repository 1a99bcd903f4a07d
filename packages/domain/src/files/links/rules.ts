import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, type LinkKind } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import type { StoredLinkTerms } from "./terms.ts";

/** What an administrator wants of links that lead to everybody. */
export type LinkRules = {
  readonly isAllowed: boolean;
  readonly needsCode: boolean;
  /** 0 is no limit. */
  readonly mostDays: number;
};

const dayMs = 86_400_000;

/** The rules for the actor's own links, for whoever fills in the form of one. */
export async function linkRules(ctx: Context, actor: Actor): Promise<LinkRules> {
  return rulesFor(ctx, (await accessOwnAccount(ctx, actor)).id);
}

async function rulesFor(ctx: Context, accountId: string): Promise<LinkRules> {
  const settings = await resolveSettings(ctx, accountId);
  return {
    isAllowed: settings["files.publicLinks"].value === true,
    needsCode: settings["files.publicLinkCode"].value === true,
    mostDays: Number(settings["files.publicLinkDays"].value),
  };
}

type Made = { readonly kind: LinkKind; readonly creatorId: string };

/** Terms of a link as its maker may have them: one without an end gets the latest that there may be. What is for people here alone is not asked about. */
export async function followRules(
  ctx: Context,
  { kind, creatorId }: Made,
  terms: StoredLinkTerms,
): Promise<StoredLinkTerms> {
  if (kind === "collaborate" && !terms.isForVisitors) return terms;
  const { isAllowed, needsCode, mostDays } = await rulesFor(ctx, creatorId);
  if (!isAllowed) throw new Refusal("forbidden", "link-forbidden");
  if (needsCode && terms.passwordHash === null) throw new Refusal("invalid", "link-code-demanded");
  if (mostDays === 0) return terms;
  const latest = new Date(ctx.clock.now().getTime() + mostDays * dayMs);
  if (terms.expiresAt === null) return { ...terms, expiresAt: latest };
  // The last day counts to its end.
  if (terms.expiresAt.getTime() > latest.getTime() + dayMs)
    throw new Refusal("invalid", "link-end-late", { days: mostDays });
  return terms;
}
