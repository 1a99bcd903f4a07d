import type { Query } from "./parse.ts";

const mostWords = 20;

/** The words that a search wants to see, to be shown where they are; not what it leaves out. */
export function wordsOf(query: Query | null): string[] {
  return [...new Set(collect(query))].slice(0, mostWords);
}

function collect(query: Query | null): string[] {
  if (!query || query.kind === "not") return [];
  if (query.kind === "text") return [query.text];
  if (query.kind === "operator") return query.name === "subject" || query.name === "from" ? [query.value] : [];
  return query.of.flatMap(collect);
}
