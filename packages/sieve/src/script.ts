import { checkScript } from "./check/check.ts";
import type { Plan } from "./check/plan.ts";
import { extensions as allExtensions } from "./extensions.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { makeProblem, type Problem } from "./problem.ts";
import { parse } from "./syntax/parser.ts";
import type { Script } from "./syntax/tree.ts";

export interface ParseOptions {
  /** What `require` may name; everything that is known when not given. */
  readonly extensions?: readonly string[];
  readonly limits?: Partial<Limits>;
}

export interface ParseResult {
  /** Null as soon as there is a problem. */
  readonly script: Script | null;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

const plans = new WeakMap<Script, Plan>();

/** Reads and checks a script, and tells all that is wrong with it. */
export function parseScript(text: string, options: ParseOptions = {}): ParseResult {
  const limits = { ...defaultLimits, ...options.limits };
  const found = new Problems(limits.problems);
  const parsed = parse(text, limits, found.add);
  const plan = checkScript(parsed, { offered: options.extensions ?? allExtensions, limits, report: found.add });
  const problems = found.list();
  if (problems.length > 0) return { script: null, problems };
  plans.set(parsed.script, plan);
  return { script: parsed.script, problems };
}

/** What a script does, ready to run; made once. A script that no parser has seen is checked first. */
export function planOf(script: Script, limits: Limits): Plan | readonly Problem[] {
  const known = plans.get(script);
  if (known) return known;
  const found = new Problems(limits.problems);
  const plan = checkScript({ script, broken: new Set() }, { offered: allExtensions, limits, report: found.add });
  const problems = found.list();
  if (problems.length > 0) return problems;
  plans.set(script, plan);
  return plan;
}

/** Problems up to a limit, each place and code once. */
class Problems {
  readonly found = new Map<string, Problem>();
  readonly limit: number;
  isCut = false;

  constructor(limit: number) {
    this.limit = limit;
  }

  readonly add = (problem: Problem): void => {
    if (this.found.size >= this.limit) this.isCut = true;
    else this.found.set(`${problem.offset} ${problem.code}`, problem);
  };

  list(): Problem[] {
    const problems = [...this.found.values()].sort((a, b) => a.offset - b.offset);
    const last = problems.at(-1);
    return this.isCut && last ? [...problems, makeProblem("too-many-problems", last)] : problems;
  }
}
