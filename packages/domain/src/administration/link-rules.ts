import type { Actor } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import type { LinkRules } from "../files/index.ts";
import { type SettingKey, settings, writeSetting } from "../settings/index.ts";
import { managedDomain } from "./access-managed.ts";

/** Where each rule is kept. */
export const keyOfLinkRule = {
  isAllowed: "files.publicLinks",
  needsCode: "files.publicLinkCode",
  mostDays: "files.publicLinkDays",
} as const satisfies Record<keyof LinkRules, SettingKey>;

/** Rules of what is set, with what holds where nothing is. */
export function linkRulesFrom(set: Record<keyof LinkRules, unknown>): LinkRules {
  const { isAllowed, needsCode, mostDays } = keyOfLinkRule;
  return {
    isAllowed: (set.isAllowed ?? settings[isAllowed].fallback) === true,
    needsCode: (set.needsCode ?? settings[needsCode].fallback) === true,
    mostDays: Number(set.mostDays ?? settings[mostDays].fallback),
  };
}

type Change = {
  readonly id: string;
  readonly rules: { readonly [Rule in keyof LinkRules]?: LinkRules[Rule] | undefined };
};

/** Says what links may be that the people of a domain make for everybody; what is left out stays. Its own administrator may say so too. */
export async function setLinkRules(ctx: Context, actor: Actor, { id, rules }: Change): Promise<void> {
  const { scope } = await accessAdmin(ctx, actor);
  const scopeId = await managedDomain(ctx, id, scope);
  for (const [rule, key] of Object.entries(keyOfLinkRule)) {
    const value = rules[rule as keyof LinkRules];
    if (value !== undefined) await writeSetting(ctx, { scope: "domain", scopeId }, key, value);
  }
  await recordAudit(ctx, actor, {
    action: "domain.link-rules",
    objectKind: "domain",
    objectId: id,
    domainId: id,
    data: { ...rules },
  });
}
