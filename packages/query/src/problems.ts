import type { Operator, Query } from "./parse.ts";
import { parseDay, parseSize, parseSpan } from "./values.ts";
import { flagWords, kindWords, otherFlagWords, otherKindWords } from "./words.ts";

/** An operator whose value means nothing; it is looked for as words then. */
export type Problem = {
  readonly kind: "size" | "day" | "span" | "flag" | "kind";
  readonly name: Operator;
  readonly value: string;
};

const checks: Partial<Record<Operator, { kind: Problem["kind"]; isKnown: (value: string) => boolean }>> = {
  larger: { kind: "size", isKnown: (value) => parseSize(value) !== null },
  smaller: { kind: "size", isKnown: (value) => parseSize(value) !== null },
  before: { kind: "day", isKnown: (value) => parseDay(value) !== null },
  after: { kind: "day", isKnown: (value) => parseDay(value) !== null },
  on: { kind: "day", isKnown: (value) => parseDay(value) !== null },
  older_than: { kind: "span", isKnown: (value) => parseSpan(value) !== null },
  newer_than: { kind: "span", isKnown: (value) => parseSpan(value) !== null },
  is: { kind: "flag", isKnown: (value) => flagWords.some((word) => word === value) || value in otherFlagWords },
  has: { kind: "kind", isKnown: (value) => kindWords.some((word) => word === value) || value in otherKindWords },
};

/** Every operator of a query whose value is none of its own, in order. */
export function problemsOf(query: Query | null): Problem[] {
  if (!query || query.kind === "text") return [];
  if (query.kind === "not") return problemsOf(query.of);
  if (query.kind !== "operator") return query.of.flatMap(problemsOf);
  const { name, value } = query;
  const check = checks[name];
  return check && !check.isKnown(value.trim().toLowerCase()) ? [{ kind: check.kind, name, value }] : [];
}
