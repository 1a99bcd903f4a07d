import type { Call } from "../../check/plan.ts";
import type { Run } from "../run.ts";
import { address, envelope } from "./address.ts";
import { body } from "./body.ts";
import { currentdate, date } from "./date.ts";
import { duplicate } from "./duplicate.ts";
import { exists, header } from "./header.ts";
import { attachment, environment, hasflag, ihave, mailboxexists, size, specialuse, string } from "./others.ts";

export type RunTest = (run: Run, call: Call) => boolean | Promise<boolean>;

/** Whether a test holds. */
export function runTest(run: Run, call: Call): boolean | Promise<boolean> {
  return tests[call.name]?.(run, call) ?? false;
}

const tests: Readonly<Record<string, RunTest>> = {
  true: () => true,
  false: () => false,

  async not(run, { tests: [inner] }) {
    return inner !== undefined && !(await run.test(inner));
  },

  // The first that decides ends both, RFC 5228 §5.2 and §5.3: a pattern further on sets no variables.
  async allof(run, call) {
    for (const inner of call.tests) if (!(await run.test(inner))) return false;
    return true;
  },

  async anyof(run, call) {
    for (const inner of call.tests) if (await run.test(inner)) return true;
    return false;
  },

  address,
  envelope,
  header,
  exists,
  size,
  body,
  string,
  date,
  currentdate,
  hasflag,
  mailboxexists,
  specialuse_exists: specialuse,
  environment,
  duplicate,
  ihave,
  attachment,
};
