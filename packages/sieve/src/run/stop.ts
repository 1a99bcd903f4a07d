import { makeProblem, type Problem, type ProblemCode } from "../problem.ts";
import type { Span } from "../syntax/tree.ts";

/** Thrown inside of a run that cannot go on; becomes a problem of its outcome. */
export class Stopped extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Ends a run with a problem at the command or test at hand. */
export function stop(code: ProblemCode, span: Span, params: Problem["params"] = {}): never {
  throw new Stopped(makeProblem(code, span, params));
}
