export { type Extension, extensions } from "./extensions.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export type { Problem, ProblemCode } from "./problem.ts";
export type { Condition, Rule, RuleAction, TextComparison, TextField } from "./rules/model.ts";
export type { RunOptions } from "./run/options.ts";
export type { Action, DuplicateMark, HeaderEdits, HeaderField, Outcome, Vacation } from "./run/outcome.ts";
export { type ParseOptions, type ParseResult, parseScript } from "./script.ts";
export { printScript } from "./syntax/printer.ts";
export type { Argument, Block, Command, Comment, Script, SieveString, Span, Test } from "./syntax/tree.ts";
