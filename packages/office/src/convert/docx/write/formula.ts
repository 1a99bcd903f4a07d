import {
  type MathComponent,
  MathFraction,
  MathIntegral,
  MathRadical,
  MathRun,
  MathSubScript,
  MathSubSuperScript,
  MathSum,
  MathSuperScript,
} from "docx";
import { mathSigns } from "../math-signs.ts";

/** What is not understood; the formula is written as it stands then. */
class Unknown extends Error {}

const mostTokens = 2000;
const deepest = 20;

/** A formula as office programs set it; one that says more than this understands stands there in LaTeX. */
export function formulaOf(latex: string): MathComponent[] {
  try {
    const parser = parserOf(latex.match(/\\[a-zA-Z]+|\\.|[^\s]/gu) ?? []);
    const components = parser.group(null, 0);
    return components.length > 0 ? components : [new MathRun(latex)];
  } catch (error) {
    if (error instanceof Unknown) return [new MathRun(latex)];
    throw error;
  }
}

const plain = /^[\p{L}\p{N}+\-*/=<>()[\]|,.:;!'°%]$/u;
const functions = new Set(["sin", "cos", "tan", "log", "ln", "exp", "lim", "min", "max", "det", "arg"]);

function parserOf(tokens: readonly string[]) {
  if (tokens.length > mostTokens) throw new Unknown();
  let at = 0;
  const next = (): string => tokens[at++] ?? "";

  /** What stands up to a token, or to the end. */
  function group(end: string | null, depth: number): MathComponent[] {
    if (depth > deepest) throw new Unknown();
    const components: MathComponent[] = [];
    while (at < tokens.length && tokens[at] !== end) components.push(...term(depth));
    if (end !== null && next() !== end) throw new Unknown();
    return components;
  }
  /** One thing, with what hangs on it. */
  function term(depth: number): MathComponent[] {
    const sign = tokens[at];
    if (sign === "\\sum" || sign === "\\int") return large(depth);
    const base = atom(depth);
    const { sub, sup } = scripts(depth);
    if (sub && sup) return [new MathSubSuperScript({ children: base, subScript: sub, superScript: sup })];
    if (sub) return [new MathSubScript({ children: base, subScript: sub })];
    return sup ? [new MathSuperScript({ children: base, superScript: sup })] : base;
  }
  function scripts(depth: number): { sub?: MathComponent[]; sup?: MathComponent[] } {
    const found: { sub?: MathComponent[]; sup?: MathComponent[] } = {};
    for (let sign = tokens[at]; sign === "_" || sign === "^"; sign = tokens[at]) {
      at++;
      found[sign === "_" ? "sub" : "sup"] = atom(depth);
    }
    return found;
  }
  function large(depth: number): MathComponent[] {
    const isSum = next() === "\\sum";
    const { sub, sup } = scripts(depth);
    const children = at < tokens.length && tokens[at] !== "}" ? term(depth) : [];
    const options = { children, ...(sub ? { subScript: sub } : {}), ...(sup ? { superScript: sup } : {}) };
    return [isSum ? new MathSum(options) : new MathIntegral(options)];
  }
  function atom(depth: number): MathComponent[] {
    const token = next();
    if (token === "{") return group("}", depth + 1);
    if (plain.test(token)) return [new MathRun(token)];
    if (token === "\\frac") return [new MathFraction({ numerator: atom(depth + 1), denominator: atom(depth + 1) })];
    if (token === "\\sqrt") {
      const degree = tokens[at] === "[" ? (at++, group("]", depth + 1)) : undefined;
      return [new MathRadical({ children: atom(depth + 1), ...(degree ? { degree } : {}) })];
    }
    const name = token.slice(1);
    const sign = mathSigns.get(name) ?? (functions.has(name) ? name : undefined);
    if (!token.startsWith("\\") || sign === undefined) throw new Unknown();
    return [new MathRun(sign)];
  }
  return { group };
}
