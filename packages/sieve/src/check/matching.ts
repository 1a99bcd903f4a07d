import { isExtension } from "../extensions.ts";
import type { Limits } from "../limits.ts";
import { compileRegex } from "../match/regex.ts";
import type { Checking } from "./bind.ts";
import type { Call, Strings, Value } from "./plan.ts";

export const comparators = ["i;octet", "i;ascii-casemap", "i;ascii-numeric", "i;unicode-casemap"] as const;
export type Comparator = (typeof comparators)[number];
export const relations = ["gt", "ge", "lt", "le", "eq", "ne"] as const;
export type Relation = (typeof relations)[number];
export type MatchType = "is" | "contains" | "matches" | "regex" | "count" | "value";

export interface Matching {
  readonly type: MatchType;
  readonly comparator: Comparator;
  readonly relation: Relation;
}

/** The comparison that a test asks for, RFC 5228 §2.7.1 and §2.7.3, RFC 5231 §4. */
export function matchingOf(tags: Call["tags"]): Matching {
  const type = matchTypes.find((name) => tags.has(name)) ?? "is";
  const comparator = comparators.find((name) => name === constantOf(tags.get("comparator"))) ?? "i;ascii-casemap";
  const relation = relations.find((name) => name === constantOf(tags.get(type))?.toLowerCase()) ?? "eq";
  return { type, comparator, relation };
}
const matchTypes: readonly MatchType[] = ["is", "contains", "matches", "regex", "count", "value"];

/** The text of an argument that is one constant string. */
export function constantOf(value: Value | null | undefined): string | null {
  return value?.kind === "strings" ? (value.list[0]?.constant ?? null) : null;
}

/** Checks the comparator, the relation and the patterns of a test. */
export function checkMatching(call: Call, keys: Value | null | undefined, checking: Checking, limits: Limits): void {
  const { type, comparator } = matchingOf(call.tags);
  checkComparator(call, checking);
  const given = call.tags.get(type);
  if (given?.kind === "strings" && !relations.some((name) => name === constantOf(given)?.toLowerCase()))
    checking.tell("relation-unknown", given.span, { relation: constantOf(given) ?? "" });
  if (comparator === "i;ascii-numeric" && (type === "contains" || type === "matches" || type === "regex"))
    checking.tell("comparator-unfit", call.span, { comparator, match: type });
  if (type === "regex" && keys?.kind === "strings") checkPatterns(keys, comparator, checking, limits);
}

function checkComparator(call: Call, checking: Checking): void {
  const given = call.tags.get("comparator");
  if (given?.kind !== "strings") return;
  const name = constantOf(given);
  if (name === null) return checking.tell("not-constant", given.span);
  const extension = `comparator-${name}`;
  if (!comparators.some((known) => known === name) || !isExtension(extension))
    return checking.tell("comparator-unknown", given.span, { comparator: name });
  // These two are always there, RFC 5228 §2.7.3.
  if (name !== "i;octet" && name !== "i;ascii-casemap") checking.needs(extension, given.span, name);
}

function checkPatterns(keys: Strings, comparator: Comparator, checking: Checking, limits: Limits): void {
  for (const { constant, span } of keys.list) {
    if (constant === null) continue;
    const regex = compileRegex(constant, regexOptions(comparator, limits));
    if (regex === "too-large") checking.tell("pattern-large", span, { pattern: constant });
    else if ("part" in regex) checking.tell("pattern-bad", span, { pattern: constant, part: regex.part });
  }
}

/** How a pattern is compiled for a comparator. */
export function regexOptions(comparator: Comparator, limits: Limits) {
  return {
    ignoresCase: comparator === "i;ascii-casemap" || comparator === "i;unicode-casemap",
    maxLength: limits.patternLength,
    maxSize: limits.patternSize,
  };
}
