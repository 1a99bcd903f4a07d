import { type Matching, matchingOf, regexOptions } from "../check/matching.ts";
import type { Call } from "../check/plan.ts";
import { compare, fold, holds } from "../match/comparators.ts";
import { compileRegex, type Regex } from "../match/regex.ts";
import { matchWildcards } from "../match/wildcard.ts";
import type { Run } from "./run.ts";

/** Whether one of the values matches one of the keys, by the comparison that the call asks for. RFC 5228 §2.7. */
export function matchesAny(
  run: Run,
  call: Call,
  { values, keys, setsMatches = true }: { values: readonly string[]; keys: readonly string[]; setsMatches?: boolean },
): boolean {
  const matching = matchingOf(call.tags);
  if (matching.type === "count") return matchesCount(run, call, { count: values.length, keys });
  const relation = relationOf(run, call, matching);
  for (const value of values) {
    const folded = matching.type === "contains" || matching.type === "is" ? foldOnce(run, matching, value) : value;
    for (const key of keys) {
      const found = matchesOne(run, { ...matching, relation }, { value, folded, key });
      if (found === null) continue;
      if (setsMatches && found.length > 0 && run.plan.required.has("variables")) run.variables.setMatches(found);
      return true;
    }
  }
  return false;
}

/** `:count` of RFC 5231 §4.2: compares how many there are. */
export function matchesCount(
  run: Run,
  call: Call,
  { count, keys }: { count: number; keys: readonly string[] },
): boolean {
  const matching = matchingOf(call.tags);
  const relation = relationOf(run, call, matching);
  return keys.some((key) => holds(relation, compare(matching.comparator, String(count), key)));
}

/** The relation, which may come from a variable. */
function relationOf(run: Run, call: Call, { type, relation }: Matching): Matching["relation"] {
  const given = run.text(call.tags.get(type))?.toLowerCase();
  return relations.find((name) => name === given) ?? relation;
}
const relations: readonly Matching["relation"][] = ["gt", "ge", "lt", "le", "eq", "ne"];

/** What a pattern matched, nothing for other comparisons that hold, null when it does not match. */
function matchesOne(
  run: Run,
  { type, comparator, relation }: Matching,
  { value, folded, key }: { value: string; folded: string; key: string },
): string[] | null {
  run.spend(value.length + 100);
  switch (type) {
    case "is":
      return folded === fold(comparator, key) ? [] : null;
    case "contains":
      return folded.includes(fold(comparator, key)) ? [] : null;
    case "matches":
      return matchWildcards(value, key, { comparator, spend: (steps) => run.spend(steps * 4) });
    case "regex":
      return matchRegex(run, { pattern: key, comparator, value });
    case "value":
      return holds(relation, compare(comparator, value, key)) ? [] : null;
    case "count":
      return null;
  }
}

function matchRegex(
  run: Run,
  { pattern, comparator, value }: { pattern: string; comparator: Matching["comparator"]; value: string },
): string[] | null {
  const regex = regexOf(run, pattern, comparator);
  // A pattern that a variable made wrong matches nothing.
  if (regex === null) return null;
  run.spend(value.length * regex.size * 2);
  return regex.exec(value);
}

function regexOf(run: Run, pattern: string, comparator: Matching["comparator"]): Regex | null {
  const key = `${comparator} ${pattern}`;
  const known = run.patterns.get(key);
  if (known !== undefined) return known;
  run.spend(pattern.length * 1000);
  const compiled = compileRegex(pattern, regexOptions(comparator, run.limits));
  const regex = compiled !== "too-large" && "exec" in compiled ? compiled : null;
  run.patterns.set(key, regex);
  return regex;
}

/** Bodies are long and looked at again and again: each is folded once. */
function foldOnce(run: Run, { comparator }: Matching, value: string): string {
  if (value.length < 1000) return fold(comparator, value);
  run.spend(value.length);
  const byText = run.folded.get(comparator) ?? new Map<string, string>();
  run.folded.set(comparator, byText);
  const known = byText.get(value) ?? fold(comparator, value);
  byText.set(value, known);
  return known;
}
