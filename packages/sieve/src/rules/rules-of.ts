import { makeProblem, type Problem, type ProblemCode } from "../problem.ts";
import type { Command, Comment, Script, Span, Test } from "../syntax/tree.ts";
import { actionOf } from "./action.ts";
import { conditionOf } from "./condition.ts";
import type { Condition, Rule, RuleAction } from "./model.ts";
import { nameMark } from "./script-of-rules.ts";

const longestName = 200;

/** The rules that a script is, or what of it no rule can show. */
export function rulesOf(script: Script): { readonly rules: readonly Rule[] | null; readonly obstacle: Problem | null } {
  try {
    const commands = script.commands.filter(({ name }) => name !== "require");
    return { rules: commands.map(ruleOf), obstacle: null };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { rules: null, obstacle: error.problem };
  }
}

/** Something that a script can say and a rule cannot. */
class Unfit extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, span: Span, params: Problem["params"] = {}) {
    super(code);
    this.problem = makeProblem(code, span, params);
  }
}

function ruleOf(given: Command): Rule {
  const { name, tests, block, comments, span } = given;
  if (name === "elsif" || name === "else") throw new Unfit("rule-else", span, { name });
  const rest = { name: nameOf(comments), isEnabled: true, match: "all" } as const;
  // What stands outside of an `if` is for every message.
  if (name !== "if") return { ...rest, conditions: [], actions: [actionIn(given)] };
  const [asked] = tests;
  const actions = (block?.commands ?? []).map(actionIn);
  if (!asked) throw new Unfit("rule-test", span, { name });
  const [guard, inner, ...more] = asked.name === "allof" ? asked.tests : [];
  const isOff = guard?.name === "false" && inner !== undefined && more.length === 0;
  return { ...rest, isEnabled: !isOff, ...conditionsOf(isOff ? inner : asked), actions };
}

function conditionsOf(asked: Test): { match: Rule["match"]; conditions: Condition[] } {
  const isList = asked.name === "allof" || asked.name === "anyof";
  const match = asked.name === "anyof" ? "any" : "all";
  const tests = isList ? asked.tests : [asked];
  const [only] = tests;
  if (tests.length === 1 && only?.name === "true") return { match, conditions: [] };
  return {
    match,
    conditions: tests.map((one) => {
      const condition = conditionOf(one);
      if (!condition) throw new Unfit("rule-test", one.span, { name: one.name });
      return condition;
    }),
  };
}

function actionIn(given: Command): RuleAction {
  const action = actionOf(given);
  if (action) return action;
  throw new Unfit(given.block ? "rule-nested" : "rule-command", given.span, { name: given.name });
}

/** The name that we wrote, or else what a person wrote above the command. */
function nameOf(comments: readonly Comment[]): string {
  const lines = comments.map(({ text }) => text.trim());
  const ours = lines.find((line) => line.toLowerCase().startsWith(nameMark));
  const name = ours === undefined ? lines.join(" ") : ours.slice(nameMark.length);
  return name.replace(/\s+/g, " ").trim().slice(0, longestName);
}
