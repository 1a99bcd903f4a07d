import type { Template } from "../check/template.ts";
import type { Limits } from "../limits.ts";
import type { Span } from "../syntax/tree.ts";
import { stop } from "./stop.ts";

/** Most characters that one string may become when its variables are filled in. */
const longest = 1 << 20;

/** The variables of a run, RFC 5229: those set by name, and what the last pattern matched. */
export class Variables {
  readonly limits: Limits;
  readonly values = new Map<string, string>();
  matches: readonly string[] = [];

  constructor(limits: Limits) {
    this.limits = limits;
  }

  get(name: string): string {
    return this.values.get(name.toLowerCase()) ?? "";
  }

  set(name: string, value: string, span: Span): void {
    const key = name.toLowerCase();
    if (!this.values.has(key) && this.values.size >= this.limits.variables)
      stop("too-many-variables", span, { limit: this.limits.variables });
    this.values.set(key, this.cut(value));
  }

  /** Remembers what a pattern matched, for `${0}` and on. */
  setMatches(matches: readonly string[]): void {
    this.matches = matches.map((match) => this.cut(match));
  }

  /** A string with its variables filled in; one that was never set is empty. RFC 5229 §3. */
  expand({ pieces, constant, span }: Template): string {
    if (constant !== null) return constant;
    let text = "";
    for (const piece of pieces) {
      if (typeof piece === "string") text += piece;
      else if (/^\d/.test(piece.variable)) text += this.matches[Number(piece.variable)] ?? "";
      else text += this.get(piece.variable);
      if (text.length > longest) stop("too-much-work", span);
    }
    return text;
  }

  /** What is too long is cut, but never inside of a character. RFC 5229 §6. */
  private cut(value: string): string {
    const { variableLength } = this.limits;
    if (value.length <= variableLength) return value;
    return value.slice(0, variableLength).replace(/[\ud800-\udbff]$/, "");
  }
}

const modifiers: readonly [name: string, apply: (value: string) => string][] = [
  ["lower", (value) => value.toLowerCase()],
  ["upper", (value) => value.toUpperCase()],
  ["lowerfirst", (value) => changeFirst(value, (first) => first.toLowerCase())],
  ["upperfirst", (value) => changeFirst(value, (first) => first.toUpperCase())],
  ["quotewildcard", (value) => value.replace(/[*?\\]/g, "\\$&")],
  ["quoteregex", (value) => value.replace(/[\\^$.[\]|()?*+{}]/g, "\\$&")],
  ["length", (value) => String(Array.from(value).length)],
];

/** A value with the modifiers of `set`, those of the highest precedence first. RFC 5229 §4.1. */
export function modify(value: string, tags: ReadonlyMap<string, unknown>): string {
  return modifiers.reduce((text, [name, apply]) => (tags.has(name) ? apply(text) : text), value);
}

function changeFirst(value: string, change: (first: string) => string): string {
  const [first = ""] = value;
  return change(first) + value.slice(first.length);
}
