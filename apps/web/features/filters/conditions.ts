import { comparisonKey, type ComparisonKey, comparisons } from "./rule-words.ts";
import type { Condition, Rule, TextCondition } from "./types.ts";

export const fields = [
  "from",
  "to",
  "cc",
  "to-or-cc",
  "subject",
  "list",
  "body",
  "header",
  "attachment",
  "size",
  "date",
] as const;
export type FieldName = (typeof fields)[number];

/** The ways in which a field can be compared. */
export function comparisonsOf(field: FieldName): readonly ComparisonKey[] {
  if (field === "size" || field === "date" || field === "attachment" || field === "body") return comparisons[field];
  return comparisons.text;
}

/** A new condition on a field; what was written for another field of its kind stays. */
export function conditionOn(field: FieldName, before?: Condition): Condition {
  if (field === "attachment") return { field, isNegated: false };
  if (field === "size") return { field, comparison: "over", bytes: 5_000_000, isNegated: false };
  if (field === "date")
    return { field, comparison: "before", day: new Date().toISOString().slice(0, 10), isNegated: false };
  const old = before && "values" in before ? before : undefined;
  const fits = old && comparisonsOf(field).includes(comparisonKey(old));
  return {
    field,
    header: field === "header" ? (old?.header ?? "") : "",
    comparison: fits ? old.comparison : "contains",
    values: [...(old?.values ?? [])],
    isNegated: fits ? old.isNegated : false,
  };
}

/** The condition compared in another way. */
export function comparedBy(condition: Condition, key: ComparisonKey): Condition {
  const isNegated = key.endsWith("Not");
  const comparison = isNegated ? key.slice(0, -3) : key;
  if (condition.field === "attachment") return { ...condition, isNegated };
  if (condition.field === "size") return { ...condition, comparison: comparison as "over", isNegated: false };
  if (condition.field === "date") return { ...condition, comparison: comparison as "on", isNegated };
  const next = comparison as TextCondition["comparison"];
  return { ...condition, comparison: next, isNegated, values: next === "exists" ? [] : condition.values };
}

/** Whether a condition says all that it needs. */
export function isWhole(condition: Condition): boolean {
  if (!("values" in condition)) return true;
  if (condition.field === "header" && !/^[!-9;-~]{1,100}$/.test(condition.header)) return false;
  return condition.comparison === "exists" || condition.values.length > 0;
}

/** A rule that nothing has been said of. */
export function emptyRule(): Rule {
  return {
    name: "",
    isEnabled: true,
    match: "all",
    conditions: [conditionOn("from")],
    actions: [{ kind: "move", mailbox: "" }],
  };
}
