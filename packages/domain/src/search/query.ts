/** A search as people write it: words, "phrases", -without, OR, (groups) and operators such as from:anna. */
export type Query =
  | { readonly kind: "and" | "or"; readonly of: readonly Query[] }
  | { readonly kind: "not"; readonly of: Query }
  | { readonly kind: "text"; readonly text: string; readonly isPhrase: boolean }
  | { readonly kind: "operator"; readonly name: Operator; readonly value: string };

export const operators = [
  "from",
  "to",
  "cc",
  "subject",
  "has",
  "filename",
  "in",
  "is",
  "before",
  "after",
  "on",
  "larger",
  "smaller",
  "older_than",
  "newer_than",
] as const;
export type Operator = (typeof operators)[number];

const longest = 1000;
const deepest = 20;
const mostTerms = 50;

type Token = { readonly kind: "open" | "close" | "or" | "not" } | { readonly kind: "term"; readonly query: Query };

/** Reads what was typed. There is no wrong search: what makes no sense as an operator is looked for as words. Null when nothing is asked. */
export function parseQuery(text: string): Query | null {
  const tokens = tokenize(text.slice(0, longest).normalize("NFC"));
  let at = 0;
  let terms = 0;

  const parseOr = (depth: number): Query | null => {
    const parts: Query[] = [];
    do {
      const part = parseAnd(depth);
      if (part) parts.push(part);
    } while (tokens[at]?.kind === "or" && at++ < tokens.length);
    return joined("or", parts);
  };
  const parseAnd = (depth: number): Query | null => {
    const parts: Query[] = [];
    while (at < tokens.length && tokens[at]?.kind !== "or" && !(tokens[at]?.kind === "close" && depth > 0)) {
      const part = parseOne(depth);
      if (part && ++terms <= mostTerms) parts.push(part);
    }
    return joined("and", parts);
  };
  const parseOne = (depth: number): Query | null => {
    const token = tokens[at++];
    if (token?.kind === "term") return token.query;
    if (token?.kind === "not") {
      const kind = tokens[at]?.kind;
      const of = kind === "term" || kind === "open" ? parseOne(depth) : null;
      return of && { kind: "not", of };
    }
    if (token?.kind !== "open" || depth >= deepest) return null;
    const inside = parseOr(depth + 1);
    if (tokens[at]?.kind === "close") at++;
    return inside;
  };
  return parseOr(0);
}

function joined(kind: "and" | "or", parts: readonly Query[]): Query | null {
  return parts.length > 1 ? { kind, of: parts } : (parts[0] ?? null);
}

const token = /(-)(?=["(\p{L}\p{N}])|(\()|(\))|([a-z_]+):(?:"([^"]*)"?|([^\s()]+))|"([^"]*)"?|([^\s()"]+)/giu;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [whole, minus, open, close, name, quoted, value, phrase] of text.matchAll(token)) {
    if (minus) tokens.push({ kind: "not" });
    else if (open) tokens.push({ kind: "open" });
    else if (close) tokens.push({ kind: "close" });
    else if (name !== undefined) tokens.push({ kind: "term", query: operatorOf(name, quoted ?? value ?? "", whole) });
    else if (phrase !== undefined) {
      if (phrase.trim() !== "") tokens.push({ kind: "term", query: { kind: "text", text: phrase, isPhrase: true } });
    } else if (whole === "OR") tokens.push({ kind: "or" });
    else if (/[\p{L}\p{N}]/u.test(whole)) tokens.push({ kind: "term", query: words(whole) });
  }
  return tokens;
}

function words(text: string): Query {
  return { kind: "text", text, isPhrase: false };
}

function operatorOf(name: string, value: string, whole: string): Query {
  const known = operators.find((operator) => operator === name.toLowerCase());
  return known && value.trim() !== "" ? { kind: "operator", name: known, value: value.trim() } : words(whole);
}
