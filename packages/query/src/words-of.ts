import type { Query } from "./parse.ts";

const mostWords = 20;

/** The words that a search wants to see, to be shown where they are; not what it leaves out. */
export function wordsOf(query: Query | null): string[] {
  return [...new Set(collect(query, ["subject", "from"]).map((one) => one.text))].slice(0, mostWords);
}

/** Something that a search wants a message to say. */
export type Wanted = {
  readonly text: string;
  /** Where it has to be. */
  readonly field: "any" | "subject" | "from" | "filename";
  readonly isPhrase: boolean;
};

/** What a search wants messages to say, without what it leaves out and what it asks of them besides. */
export function wantedOf(query: Query | null): Wanted[] {
  return collect(query, ["subject", "from", "filename"]).slice(0, mostWords);
}

function collect(query: Query | null, fields: readonly Wanted["field"][]): Wanted[] {
  if (!query || query.kind === "not") return [];
  if (query.kind === "text") return [{ text: query.text, field: "any", isPhrase: query.isPhrase }];
  if (query.kind !== "operator") return query.of.flatMap((one) => collect(one, fields));
  const field = fields.find((one) => one === query.name);
  return field ? [{ text: query.value, field, isPhrase: false }] : [];
}
