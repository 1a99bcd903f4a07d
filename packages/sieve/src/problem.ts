import { sentences } from "./sentences.ts";
import type { Span } from "./syntax/tree.ts";

export type ProblemCode = keyof typeof sentences;

/** What is wrong in a script, or went wrong while it ran. */
export interface Problem extends Span {
  readonly code: ProblemCode;
  /** What the words are filled with; a translation uses the same names. */
  readonly params: Readonly<Record<string, string | number>>;
  /** The sentence in English. */
  readonly message: string;
}

/** A problem with its sentence. */
export function makeProblem(code: ProblemCode, span: Span, params: Problem["params"] = {}): Problem {
  const { offset, length, line, column } = span;
  const message = sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? "");
    return name === "expected" ? (kinds[value] ?? value) : shorten(value);
  });
  return { code, params, message, offset, length, line, column };
}

const kinds: Readonly<Record<string, string>> = { string: "a text", strings: "a list of texts", number: "a number" };

/** Words that a person wrote are quoted back only as far as a line has room. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
