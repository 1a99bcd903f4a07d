import type { FlagRow } from "../backend.ts";
import type { SetRange } from "../wire/sets.ts";
import type { Query } from "./query.ts";

type Shallow = "all" | "and" | "or" | "not" | "uids" | "flag" | "keyword" | "modseq";
/** Keys that ask for more than UID and flags. */
export type DeepQuery = Exclude<Query, { kind: Shallow }>;

/** Whether a message matches; `deep` answers the keys that need the message itself. */
export function matches(query: Query, row: FlagRow, deep: (query: DeepQuery) => boolean): boolean {
  switch (query.kind) {
    case "all":
      return true;
    case "and":
      return query.of.every((part) => matches(part, row, deep));
    case "or":
      return query.of.some((part) => matches(part, row, deep));
    case "not":
      return !matches(query.of, row, deep);
    case "uids":
      return inRanges(query.ranges, row.uid);
    case "flag":
      return (row.flags & query.bit) !== 0;
    case "keyword":
      return row.keywords.some((keyword) => keyword.toLowerCase() === query.keyword.toLowerCase());
    case "modseq":
      return row.modseq >= query.modseq;
    case "header":
    case "body":
    case "text":
    case "date":
    case "larger":
    case "smaller":
    case "older":
    case "younger":
    case "email-id":
    case "thread-id":
      return deep(query);
  }
}

/** Whether a number lies in one of ascending ranges. */
export function inRanges(ranges: readonly SetRange[], value: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.to ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range.from <= value;
}
