import { makeProblem, type Problem, type ProblemCode } from "../problem.ts";
import type { Command, Comment, Script, SieveString, Span, Test } from "../syntax/tree.ts";
import { actionOf } from "./action.ts";
import { conditionOf } from "./condition.ts";
import type { Condition, Rule, RuleAction } from "./model.ts";
import { nameMark } from "./script-of-rules.ts";

const longestName = 200;

export interface RulesOfScript {
  readonly rules: readonly Rule[] | null;
  readonly obstacle: Problem | null;
  /** What is written in comments of a script without any rule; else it is in the notes of the rules. */
  readonly notes: readonly string[];
}

/** The rules that a script is, or what of it no rule can show. */
export function rulesOf(script: Script): RulesOfScript {
  try {
    const isRule = ({ name }: Command) => name !== "require";
    const needed = script.commands.filter((one) => !isRule(one)).flatMap(stringsIn);
    // A rule has no variables: its texts say `${name}` and mean it.
    if (needed.some(({ value }) => changesTexts.has(value))) script.commands.filter(isRule).forEach(refuseVariables);
    const rules = script.commands.filter(isRule).map(ruleOf);
    const above = script.commands.filter((one) => !isRule(one)).flatMap(commentsIn);
    const notes = rules.length === 0 ? linesOf([...above, ...script.comments]) : [];
    return { rules: withNotes(rules, { above, below: script.comments }), obstacle: null, notes };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { rules: null, obstacle: error.problem, notes: [] };
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

const changesTexts = new Set(["variables", "encoded-character"]);

function refuseVariables(command: Command): void {
  const text = stringsIn(command).find(({ value }) => value.includes("${"));
  if (text) throw new Unfit("not-constant", text.span);
}

function stringsIn({ args, tests, block }: Command | (Test & { block?: null })): SieveString[] {
  return [
    ...args.flatMap((one) => (one.kind === "strings" ? one.strings : [])),
    ...tests.flatMap((one) => stringsIn(one)),
    ...(block?.commands ?? []).flatMap((one) => stringsIn(one)),
  ];
}

function ruleOf(given: Command): Rule {
  const { name, tests, block, span } = given;
  if (name === "elsif" || name === "else") throw new Unfit("rule-else", span, { name });
  const rest = { ...namesOf(given), isEnabled: true, match: "all" } as const;
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

/** The name that we wrote, or else what a person wrote above the command; all other comments are notes. */
function namesOf(given: Command): Pick<Rule, "name" | "notes"> {
  const above = linesOf(given.comments);
  const inside = linesOf(commentsIn({ ...given, comments: [] }));
  const ours = above.findIndex((line) => line.toLowerCase().startsWith(nameMark));
  if (ours !== -1) {
    const name = clean((above[ours] ?? "").slice(nameMark.length)).slice(0, longestName);
    return { name, ...noted([...above.toSpliced(ours, 1), ...inside]) };
  }
  const name = clean(above.join(" "));
  return name.length <= longestName ? { name, ...noted(inside) } : { name: "", ...noted([...above, ...inside]) };
}

function clean(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function noted(notes: readonly string[]): Pick<Rule, "notes"> {
  return notes.length > 0 ? { notes } : {};
}

/** What is written at the ends of the script goes with the first and the last rule. */
function withNotes(
  rules: readonly Rule[],
  { above, below }: { above: readonly Comment[]; below: readonly Comment[] },
): Rule[] {
  return rules.map((rule, at) => {
    const first = at === 0 ? linesOf(above) : [];
    const last = at === rules.length - 1 ? linesOf(below) : [];
    return { ...rule, ...noted([...first, ...(rule.notes ?? []), ...last]) };
  });
}

/** The lines of comments that say something. */
function linesOf(comments: readonly Comment[]): string[] {
  return comments.flatMap(({ text }) =>
    text
      .split(/[\r\n]+/)
      .map((line) => line.replace(/^[\s*]+/, "").trim())
      .filter((line) => line !== ""),
  );
}

/** All comments at and in a command. */
function commentsIn({ comments, block, trailing }: Command): Comment[] {
  const inside = block ? [...block.commands.flatMap(commentsIn), ...block.comments] : [];
  return [...comments, ...inside, ...(trailing ? [trailing] : [])];
}
