import { setImmediate } from "node:timers/promises";
import type { Call, Plan, Value } from "../check/plan.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import type { Regex } from "../match/regex.ts";
import type { SieveMessage } from "../message.ts";
import { planOf } from "../script.ts";
import type { Script, Span } from "../syntax/tree.ts";
import { Actions } from "./actions.ts";
import { runCommand } from "./commands.ts";
import { flagList } from "./flags.ts";
import { HeaderList } from "./header-list.ts";
import type { RunOptions } from "./options.ts";
import type { DuplicateMark, Outcome } from "./outcome.ts";
import { Stopped, stop } from "./stop.ts";
import { runTest } from "./tests/index.ts";
import { Variables } from "./variables.ts";

/** Runs a script over a message and says what is to be done with it; never throws for what a script or a message contains. */
export async function runScript(script: Script, message: SieveMessage, options: RunOptions): Promise<Outcome> {
  const limits = { ...defaultLimits, ...options.limits };
  const plan = planOf(script, limits);
  if (!("calls" in plan)) return failed(plan);
  const run = new Run(plan, message, { options, limits });
  try {
    await run.block(plan.calls);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return failed([error.problem]);
  }
  return {
    actions: run.actions.finish(run.flags, run.headers.edits),
    duplicates: [...run.duplicates.values()].map(({ mark }) => mark),
    problems: [],
  };
}

/** An error at run time keeps the message and does nothing else, RFC 5228 §2.10.6. */
function failed(problems: Outcome["problems"]): Outcome {
  return { actions: [{ kind: "keep", flags: [], isImplicit: true, edits: null }], duplicates: [], problems };
}

/** Characters looked at, some ten milliseconds, between turns of whatever else the process does. */
const betweenRests = 5_000_000;

/** One run of one script. */
export class Run {
  readonly plan: Plan;
  readonly message: SieveMessage;
  readonly options: RunOptions;
  readonly limits: Limits;
  readonly headers: HeaderList;
  readonly variables: Variables;
  readonly actions: Actions;
  /** The internal variable of RFC 5232 §2: the flags of a message that is kept or filed. */
  flags: string[];
  readonly duplicates = new Map<string, { mark: DuplicateMark; isSeen: boolean }>();
  /** Compiled patterns; null for one that cannot be used. */
  readonly patterns = new Map<string, Regex | null>();
  /** Texts of bodies by what a test asked for. */
  readonly bodies = new Map<string, string[]>();
  /** Long texts without case, by comparator. */
  readonly folded = new Map<string, Map<string, string>>();
  /** Changes made to the header. */
  edits = 0;
  work = 0;
  /** Work after which others get a turn. */
  restAt = betweenRests;
  /** Where the run is, for a problem with it. */
  at: Span = { offset: 0, length: 0, line: 1, column: 1 };

  constructor(plan: Plan, message: SieveMessage, { options, limits }: { options: RunOptions; limits: Limits }) {
    this.plan = plan;
    this.message = message;
    this.options = options;
    this.limits = limits;
    this.headers = new HeaderList(message);
    this.variables = new Variables(limits);
    this.actions = new Actions(limits);
    this.flags = flagList(message.flags);
  }

  /** Runs commands in order; false when `stop` ended the script. */
  async block(calls: readonly Call[]): Promise<boolean> {
    let isTaken = false;
    for (const call of calls) {
      this.enter(call);
      if (call.name === "stop") return false;
      if (call.name === "if" || call.name === "elsif" || call.name === "else") {
        if (call.name === "if") isTaken = false;
        if (isTaken) continue;
        const [test] = call.tests;
        isTaken = test ? await this.test(test) : true;
        if (isTaken && !(await this.block(call.block))) return false;
      } else runCommand(this, call);
    }
    return true;
  }

  async test(call: Call): Promise<boolean> {
    this.enter(call);
    if (this.work > this.restAt) {
      this.restAt = this.work + betweenRests;
      await setImmediate();
    }
    return runTest(this, call);
  }

  private enter(call: Call): void {
    this.at = call.span;
    if (call.failure) throw new Stopped(call.failure);
    this.spend(1000);
  }

  /** Counts work, in characters looked at; too much of it ends the run. */
  readonly spend = (characters: number): void => {
    this.work += characters;
    if (this.work > this.limits.work * 1000) stop("too-much-work", this.at);
  };

  /** The texts of an argument, variables filled in; none when it was left out. */
  texts(value: Value | null | undefined): string[] {
    return value?.kind === "strings" ? value.list.map((template) => this.variables.expand(template)) : [];
  }

  /** The text of an argument that is one string; null when it was left out. */
  text(value: Value | null | undefined): string | null {
    return this.texts(value)[0] ?? null;
  }

  number(value: Value | null | undefined): number | null {
    return value?.kind === "number" ? value.number : null;
  }
}
