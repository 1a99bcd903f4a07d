import { otherNames, operators, type Query } from "./parse.ts";

/** Writes a query as one would type it; `parseQuery` reads the same query from it. */
export function printQuery(query: Query | null): string {
  return query ? print(query, "top") : "";
}

function print(query: Query, inside: "top" | "and" | "or" | "not"): string {
  switch (query.kind) {
    case "text":
      // A minus counts before a letter or a digit only.
      return query.isPhrase || !isPlainWord(query.text) || (inside === "not" && !/^[\p{L}\p{N}]/u.test(query.text))
        ? quoted(query.text)
        : query.text;
    case "operator":
      return `${query.name}:${isPlainValue(query.value.trim()) ? query.value.trim() : quoted(query.value)}`;
    case "not":
      return `-${grouped(print(query.of, "not"), query.of.kind === "not")}`;
    case "and":
      return grouped(query.of.map((one) => print(one, "and")).join(" "), inside !== "top");
    case "or":
      // OR binds weaker than words that stand side by side, so that an "and" within needs no brackets.
      return grouped(
        query.of.map((one) => print(one, one.kind === "and" ? "top" : "or")).join(" OR "),
        inside !== "top",
      );
  }
}

function grouped(text: string, isInside: boolean): string {
  return isInside ? `(${text})` : text;
}

/** What holds a quotation mark cannot be written within two of them; the index does not know signs anyway. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', " ").trim()}"`;
}

const names = [...operators, ...Object.keys(otherNames)].join("|");
const readsOtherwise = new RegExp(`^(?:OR|AND|-.*|(?:${names}):.*)$`, "iu");

function isPlainWord(text: string): boolean {
  return /^[^\s()"]+$/u.test(text) && !readsOtherwise.test(text);
}

function isPlainValue(value: string): boolean {
  return /^[^\s()"]+$/u.test(value);
}
