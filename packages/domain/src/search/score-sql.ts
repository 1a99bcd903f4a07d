import type { Wanted } from "@carbyne/query";
import { type MarkedField, marks } from "./fields.ts";
import { termOf } from "./terms.ts";
import type { Parts } from "./sources.ts";

/** What it is worth that a word stands there, as a word of its own rather than at the beginning of one. */
const worth = { subject: 4, filename: 3, from: 2 } as const satisfies Partial<Record<MarkedField, number>>;
const fields = ["subject", "filename", "from"] as const;

/**
 * How much a message is about what is asked for, as SQL: where the words stand, how often in how long a text, and that it is of these days. What
 * came in just now has no index and is weighed by its subject.
 */
export function scoreSql(
  wanted: readonly Wanted[],
  { isIndexed, value, now }: Pick<Parts, "isIndexed" | "value"> & { now: Date },
): string {
  const scores = wanted.flatMap(({ text }) => {
    const words = termOf(text, { isWhole: true })?.words;
    if (!words) return [];
    if (!isIndexed) return [`CASE WHEN strpos(lower(m."subject"), ${value(text.toLowerCase())}) > 0 THEN 4 ELSE 1 END`];
    const query = (mark: string, end: string) =>
      `to_tsquery('simple', ${value(words.map((word, at) => `'${mark}${word}'${at === words.length - 1 ? end : ""}`).join(" & "))})`;
    return [
      ...fields.flatMap((field) => [
        `${worth[field]} * (s."vector" @@ ${query(marks[field], "")})::int`,
        `${worth[field] / 2} * (s."vector" @@ ${query(marks[field], ":*")})::int`,
      ]),
      // 1 divides by the logarithm of the length.
      `10 * ts_rank(s."vector", ${query("", ":*")}, 1)`,
      `(s."vector" @@ ${query("", "")})::int`,
    ];
  });
  const date = isIndexed ? 's."at"' : 'm."internalDate"';
  // What is a year old counts for a little more than half of what is new.
  const age = `greatest(0, extract(epoch FROM ${value(now)}::timestamptz - ${date}))`;
  return `((${["0.01", ...scores].join(" + ")}) * (0.5 + 0.5 * exp(-${age} / 15000000.0)))::float8`;
}
