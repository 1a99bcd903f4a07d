import { type Extension, isOfferable } from "../extensions.ts";
import type { Limits } from "../limits.ts";
import { makeProblem, type Problem, type ProblemCode } from "../problem.ts";
import type { Parsed } from "../syntax/parser.ts";
import type { Command, Script, Span, Test } from "../syntax/tree.ts";
import { bindArguments, type Checking } from "./bind.ts";
import { checks } from "./checks.ts";
import { commands } from "./commands.ts";
import type { Definition } from "./definition.ts";
import type { Call, Plan } from "./plan.ts";
import { tests } from "./tests.ts";

/** Problems that `ihave` puts off until the command is met, RFC 5463 §4. */
const deferrable: ReadonlySet<ProblemCode> = new Set([
  "unknown-command",
  "unknown-test",
  "extension-missing",
  "tag-unknown",
  "comparator-unknown",
]);

/** Checks what the syntax cannot say and makes the script ready to run. */
export function checkScript(
  { script, broken }: Parsed,
  { offered, limits, report }: { offered: readonly string[]; limits: Limits; report: (problem: Problem) => void },
): Plan {
  const checker = new Checker(broken, new Set(offered), limits, report);
  return checker.script(script);
}

class Checker {
  readonly broken: Parsed["broken"];
  readonly offered: ReadonlySet<string>;
  readonly limits: Limits;
  readonly report: (problem: Problem) => void;
  readonly required = new Set<string>();

  constructor(
    broken: Parsed["broken"],
    offered: ReadonlySet<string>,
    limits: Limits,
    report: (problem: Problem) => void,
  ) {
    this.broken = broken;
    this.offered = offered;
    this.limits = limits;
    this.report = report;
  }

  script(script: Script): Plan {
    const first = script.commands.findIndex(({ name }) => name !== "require");
    const head = script.commands.slice(0, first < 0 ? undefined : first);
    for (const command of head) this.require(command);
    const body = script.commands.slice(head.length);
    if (this.required.has("ihave")) for (const name of offersIn(body)) this.required.add(name);
    return { calls: this.block(body), required: this.required };
  }

  private require(command: Command): void {
    const problems: Problem[] = [];
    const { args } = bindArguments(command, commands["require"] ?? {}, this.checking(problems));
    if (!this.broken.has(command)) {
      this.shape(command, commands["require"] ?? {}, problems);
      for (const problem of problems) this.report(problem);
    }
    const [list] = args;
    for (const { constant, span } of list?.kind === "strings" ? list.list : []) {
      const name = constant ?? "";
      if (this.offered.has(name)) this.required.add(name);
      else this.report(makeProblem("extension-unknown", span, { name }));
      // Who counts in seconds need not name both, RFC 6131 §2.
      if (name === "vacation-seconds" && this.offered.has(name)) this.required.add("vacation");
    }
  }

  private block(list: readonly Command[]): Call[] {
    const calls: Call[] = [];
    for (const [index, command] of list.entries()) {
      const { name } = command;
      if (name === "require") this.report(makeProblem("require-late", nameSpan(command)));
      else if (this.broken.has(command)) this.block(command.block?.commands ?? []);
      else {
        const before = list[index - 1]?.name;
        if ((name === "elsif" || name === "else") && before !== "if" && before !== "elsif")
          this.report(makeProblem("else-without-if", nameSpan(command), { name }));
        const call = this.call(command, own(commands, name), "unknown-command");
        if (call) calls.push(call);
      }
    }
    return calls;
  }

  private test(test: Test): Call | null {
    return this.broken.has(test) ? null : this.call(test, own(tests, test.name), "unknown-test");
  }

  private call(node: Command | Test, definition: Definition | undefined, unknown: ProblemCode): Call | null {
    const problems: Problem[] = [];
    const { name, span } = node;
    const checking = this.checking(problems);
    const block = "block" in node && node.block ? this.block(node.block.commands) : [];
    if (!definition) {
      const isOther = unknown === "unknown-command" ? own(tests, name) : own(commands, name);
      const code = isOther ? (unknown === "unknown-command" ? "test-as-command" : "command-as-test") : unknown;
      checking.tell(code, nameSpan(node), { name });
      return this.finish({ name, tags: new Map(), args: [], tests: [], block, span, failure: null }, problems);
    }
    if (definition.extension) checking.needs(definition.extension, nameSpan(node), name);
    const { tags, args } = bindArguments(node, definition, checking);
    this.shape(node, definition, problems);
    const inner = node.tests.flatMap((test) => this.test(test) ?? []);
    const call: Call = { name, tags, args, tests: inner, block, span, failure: null };
    if (problems.length === 0) own(checks, name)?.(call, checking, this.limits);
    return this.finish(call, problems);
  }

  /** Whether tests and block are there where they belong. */
  private shape(node: Command | Test, definition: Definition, problems: Problem[]): void {
    const tell = (code: ProblemCode): number => problems.push(makeProblem(code, nameSpan(node), { name: node.name }));
    const count = node.tests.length;
    if (definition.tests === undefined && count > 0) tell("test-extra");
    if (definition.tests === "many" && !node.isTestList) tell("tests-missing");
    if (definition.tests === "one") {
      if (count === 0) tell("test-missing");
      else if (node.isTestList) tell(count > 1 ? "tests-extra" : "test-in-parentheses");
    }
    if (!("block" in node)) return;
    if (definition.hasBlock && node.block === null) tell("block-missing");
    if (!definition.hasBlock && node.block !== null) tell("block-extra");
  }

  /** Reports what was found, or keeps it for the run where the script asks by `ihave` first. */
  private finish(call: Call, problems: readonly Problem[]): Call {
    const isPutOff = this.required.has("ihave") && problems.every(({ code }) => deferrable.has(code));
    if (isPutOff) return { ...call, failure: problems[0] ?? null };
    for (const problem of problems) this.report(problem);
    return call;
  }

  private checking(problems: Problem[]): Checking {
    return {
      tell: (code, span, params) => problems.push(makeProblem(code, span, params)),
      needs: (extension, span, name) => {
        if (!this.isRequired(extension)) problems.push(makeProblem("extension-missing", span, { name, extension }));
      },
      isRequired: (extension) => this.isRequired(extension),
    };
  }

  private isRequired(extension: Extension): boolean {
    return this.required.has(extension);
  }
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function nameSpan({ name, span }: Command | Test): Span {
  return { ...span, length: name.length };
}

/** Extensions of ours that a script asks for with `ihave` anywhere. */
function offersIn(list: readonly (Command | Test)[]): string[] {
  return list
    .flatMap((node) => [
      ...(node.name === "ihave"
        ? node.args.flatMap((argument) =>
            argument.kind === "strings" ? argument.strings.map(({ value }) => value) : [],
          )
        : []),
      ...offersIn(node.tests),
      ...("block" in node && node.block ? offersIn(node.block.commands) : []),
    ])
    .filter(isOfferable);
}
