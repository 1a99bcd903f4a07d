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
  "bcc",
  "subject",
  "has",
  "filename",
  "in",
  "is",
  "tag",
  "list",
  "rfc822msgid",
  "before",
  "after",
  "on",
  "larger",
  "smaller",
  "older_than",
  "newer_than",
] as const;
export type Operator = (typeof operators)[number];

/** What people know from elsewhere, or write in a hurry. */
export const otherNames: Readonly<Record<string, Operator>> = {
  label: "tag",
  keyword: "tag",
  folder: "in",
  size: "larger",
  since: "after",
  until: "before",
  older: "before",
  newer: "after",
  date: "on",
  attachment: "filename",
  messageid: "rfc822msgid",
  owner: "from",
  type: "has",
  name: "filename",
};

const longest = 1000;
const deepest = 20;
const mostTerms = 50;

type Token =
  | { readonly kind: "open" | "close" | "or" | "not" }
  /** An operator without a value: one in brackets may follow. */
  | { readonly kind: "scope"; readonly name: Operator }
  | { readonly kind: "term"; readonly query: Query };

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
      const of = kind === "term" || kind === "open" || kind === "scope" ? parseOne(depth) : null;
      return of && { kind: "not", of };
    }
    if (token?.kind === "scope") {
      const of = tokens[at]?.kind === "open" ? parseOne(depth) : null;
      return of && scoped(of, token.name);
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

/** `from:(ann OR bob)` is `from:ann OR from:bob`. */
function scoped(query: Query, name: Operator): Query {
  if (query.kind === "text") return { kind: "operator", name, value: query.text };
  if (query.kind === "operator") return query;
  if (query.kind === "not") return { kind: "not", of: scoped(query.of, name) };
  return { kind: query.kind, of: query.of.map((one) => scoped(one, name)) };
}

/** A minus, a bracket, an operator with its value (after which a space may be typed), a phrase, a word. */
const token = new RegExp(
  `(-)(?=["(\\p{L}\\p{N}])|(\\()|(\\))|(${[...operators, ...Object.keys(otherNames)].join("|")}):[ ]?(?:"([^"]*)"?|([^\\s()"]+)|(?=[\\s()]|$))|"([^"]*)"?|([^\\s()"]+)`,
  "giu",
);
/** Keyboards put these in by themselves. */
const typographic: readonly (readonly [RegExp, string])[] = [
  [/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\uff02]/g, '"'],
  [/\uff1a/g, ":"],
  [/[\u2010-\u2015\u2212\uff0d](?=\S)/g, "-"],
];

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const plain = typographic.reduce((typed, [sign, by]) => typed.replace(sign, by), text);
  for (const [whole, minus, open, close, name, quoted, value, phrase] of plain.matchAll(token)) {
    if (minus) tokens.push({ kind: "not" });
    else if (open) tokens.push({ kind: "open" });
    else if (close) tokens.push({ kind: "close" });
    else if (name !== undefined) tokens.push(operatorOf(name, (quoted ?? value ?? "").trim()));
    else if (phrase !== undefined) {
      if (phrase.trim() !== "") tokens.push({ kind: "term", query: { kind: "text", text: phrase, isPhrase: true } });
    } else if (whole === "OR") tokens.push({ kind: "or" });
    else if (whole !== "AND" && /[^\p{P}\p{Z}\p{C}]/u.test(whole)) tokens.push({ kind: "term", query: words(whole) });
  }
  return tokens;
}

function words(text: string): Query {
  return { kind: "text", text, isPhrase: false };
}

function operatorOf(written: string, value: string): Token {
  const lower = written.toLowerCase();
  const name = operators.find((operator) => operator === lower) ?? otherNames[lower] ?? "subject";
  return value === "" ? { kind: "scope", name } : { kind: "term", query: { kind: "operator", name, value } };
}
