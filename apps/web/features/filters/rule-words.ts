import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSizes } from "../../client/sizes.ts";
import { useTagsByKeyword } from "../mail/tags/api.ts";
import { useFolders } from "./folders.ts";
import type { Condition, Rule, RuleAction } from "./types.ts";
import { formatLocale } from "../../client/locale.ts";

export interface RuleWords {
  condition: (condition: Condition) => string;
  action: (action: RuleAction) => string;
  /** The whole rule as a sentence. */
  rule: (rule: Rule) => string;
  /** A name for a rule that was given none. */
  name: (rule: Rule) => string;
  /** Whether a folder that it names is not there. */
  lacksFolder: (rule: Rule) => boolean;
}

const shownValues = 3;

/** Rules in plain words. */
export function useRuleWords(): RuleWords {
  const t = useTranslations("filters");
  const locale = useLocale();
  const sizes = useSizes();
  const folders = useFolders();
  const tags = useTagsByKeyword();
  return useMemo(() => {
    const list = (type: Intl.ListFormatType, items: readonly string[]) =>
      new Intl.ListFormat(formatLocale(locale), { type }).format(items);
    const dates = new Intl.DateTimeFormat(formatLocale(locale), { dateStyle: "medium", timeZone: "UTC" });
    const values = (all: readonly string[]) => {
      const shown = all.slice(0, shownValues).map((text) => t("words.quoted", { text }));
      const rest = all.length - shown.length;
      return list("disjunction", rest > 0 ? [...shown, t("words.others", { count: rest })] : shown);
    };
    const folder = (path: string) => folders.find((one) => one.path === path)?.label ?? (path || "…");

    const condition = (one: Condition): string => {
      if (one.field === "attachment") return one.isNegated ? t("words.noAttachment") : t("words.attachment");
      const comparison = comparisonKey(one);
      if (one.field === "size")
        return t("words.condition", {
          field: t("field.size"),
          comparison: t(`comparison.${comparison}`),
          values: sizes(one.bytes),
        });
      if (one.field === "date")
        return t("words.condition", {
          field: t("field.date"),
          comparison: t(`comparison.${comparison}`),
          values: dates.format(new Date(`${one.day}T00:00:00Z`)),
        });
      const field = one.field === "header" ? t("words.header", { name: one.header }) : t(`field.${one.field}`);
      return t("words.condition", {
        field,
        comparison: t(`comparison.${comparison}`),
        values: values(one.values),
      }).trim();
    };

    const action = (one: RuleAction): string => {
      if (one.kind === "move" || one.kind === "copy") return t(`does.${one.kind}`, { folder: folder(one.mailbox) });
      if (one.kind === "tag") return t("does.tag", { tag: tags.get(one.keyword)?.name ?? one.keyword });
      if (one.kind === "redirect")
        return t(one.keepsCopy ? "does.redirectCopy" : "does.redirect", { address: one.address });
      return one.kind === "reject" ? t("does.reject", { reason: one.reason }) : t(`does.${one.kind}`);
    };

    const rule = (one: Rule): string => {
      const actions = list("conjunction", one.actions.map(action));
      if (one.conditions.length === 0) return t("words.always", { actions });
      const conditions = list(one.match === "all" ? "conjunction" : "disjunction", one.conditions.map(condition));
      return t("words.if", { conditions, actions });
    };

    const name = (one: Rule): string => {
      const [first] = one.conditions;
      return first ? condition(first) : t("words.everyMessage");
    };
    const lacksFolder = (one: Rule) =>
      folders.length > 0 &&
      one.actions.some((done) => "mailbox" in done && !folders.some(({ path }) => path === done.mailbox));
    return { condition, action, rule, name, lacksFolder };
  }, [t, locale, sizes, folders, tags]);
}

export type ComparisonKey = (typeof comparisons)[keyof typeof comparisons][number];

/** The ways in which each kind of field can be compared, a negation being a way of its own. */
export const comparisons = {
  text: ["contains", "containsNot", "is", "isNot", "matches", "matchesNot", "regex", "regexNot", "exists", "existsNot"],
  body: ["contains", "containsNot", "matches", "matchesNot", "regex", "regexNot"],
  size: ["over", "under"],
  date: ["before", "after", "on", "onNot"],
  attachment: ["has", "hasNot"],
} as const;

/** The comparison of a condition together with its negation. A size that is not over is under. */
export function comparisonKey(condition: Condition): ComparisonKey {
  if (condition.field === "attachment") return condition.isNegated ? "hasNot" : "has";
  if (condition.field === "size") {
    const isOver = (condition.comparison === "over") !== condition.isNegated;
    return isOver ? "over" : "under";
  }
  if (condition.field === "date" && condition.comparison !== "on") {
    const isBefore = (condition.comparison === "before") !== condition.isNegated;
    return isBefore ? "before" : "after";
  }
  return condition.isNegated ? (`${condition.comparison}Not` as ComparisonKey) : condition.comparison;
}
