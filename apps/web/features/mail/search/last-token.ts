import { operators, type Operator } from "@carbyne/query";

/** What is being typed at the end of a search: a bare word, or the value of an operator. */
export type LastToken = {
  /** All before it, as it was typed. */
  readonly before: string;
  readonly isNegated: boolean;
  readonly operator: Operator | null;
  /** Without quotation marks. */
  readonly value: string;
};

const last = /(^|[\s(])(-?)(?:([a-z0-9_]+):)?("[^"]*|[^\s"()]*)$/iu;

/** Reads the end of what was typed. */
export function lastToken(text: string): LastToken {
  const [whole = "", gap = "", minus = "", name, value = ""] = last.exec(text) ?? [];
  const before = text.slice(0, text.length - whole.length) + gap;
  const operator = operators.find((one) => one === name?.toLowerCase()) ?? null;
  const typed = operator ? value : name === undefined ? value : `${name}:${value}`;
  return { before, isNegated: minus !== "", operator, value: typed.replaceAll('"', "") };
}

/** The search with the last token replaced by an operator and its value, ready for the next word. */
export function complete({ before, isNegated }: LastToken, operator: Operator, value: string): string {
  const written = /[\s()"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
  return `${before}${isNegated ? "-" : ""}${operator}:${written}${value === "" ? "" : " "}`;
}
