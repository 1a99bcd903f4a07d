import type { Limits } from "../limits.ts";
import * as names from "../match/names.ts";
import type { ProblemCode } from "../problem.ts";
import type { Checking } from "./bind.ts";
import { checkMatching } from "./matching.ts";
import type { Call, Value } from "./plan.ts";

type Check = (call: Call, checking: Checking, limits: Limits) => void;

/** Checks every constant text of an argument; what variables will hold is looked at when the script runs. */
function each(
  value: Value | null | undefined,
  checking: Checking,
  rule: { isGood: (text: string) => boolean; code: ProblemCode; param: string },
): void {
  if (value?.kind !== "strings") return;
  for (const { constant, span } of value.list)
    if (constant !== null && !rule.isGood(constant)) checking.tell(rule.code, span, { [rule.param]: constant });
}

// What a script puts into a header. A test for a name that no field can have is simply never true, RFC 5228 §2.4.2.2.
const header = { isGood: names.isHeaderName, code: "header-bad", param: "header" } as const;
const addressHeader = {
  isGood: (name: string) => !names.isHeaderName(name) || names.addressHeaders.has(name.toLowerCase()),
  code: "header-not-address",
  param: "header",
} as const;
const address = {
  isGood: (text: string) => names.addressIn(text) !== null,
  code: "address-bad",
  param: "address",
} as const;
const envelopePart = {
  isGood: (part: string) => ["from", "to"].includes(part.toLowerCase()),
  code: "envelope-unknown",
  param: "part",
} as const;
const mailbox = { isGood: names.isMailboxName, code: "mailbox-bad", param: "mailbox" } as const;
const use = { isGood: (text: string) => /^\\\w+$/.test(text), code: "use-bad", param: "use" } as const;
const variable = { isGood: names.isVariableName, code: "variable-bad", param: "variable" } as const;
const datePart = {
  isGood: (part: string) => names.dateParts.has(part.toLowerCase()),
  code: "date-part-bad",
  param: "part",
} as const;
const zone = { isGood: (text: string) => names.zoneMinutes(text) !== null, code: "zone-bad", param: "zone" } as const;

function checkIndex({ tags }: Call, checking: Checking): void {
  const index = tags.get("index");
  if (index?.kind === "number" && index.number < 1) checking.tell("index-bad", index.span);
}

// Texts that are no flags are passed over, RFC 5232 §2.
const flagCommand: Check = ({ args: [variables] }, checking) => {
  if (variables) {
    checking.needs("variables", variables.span, "a flag variable");
    each(variables, checking, variable);
  }
};

/** What holds of the arguments of single commands and tests beyond their kinds. */
export const checks: Readonly<Record<string, Check>> = {
  redirect: ({ args }, checking) => each(args[0], checking, address),
  fileinto: ({ tags, args }, checking) => {
    each(args[0], checking, mailbox);
    each(tags.get("specialuse"), checking, use);
  },
  vacation: ({ tags }, checking) => {
    each(tags.get("from"), checking, address);
    each(tags.get("addresses"), checking, address);
  },
  set: ({ args }, checking) => {
    const [name] = args;
    // Variables of matches cannot be set, nor can the name be found out at run time: it has to be constant. RFC 5229 §4.
    if (name?.kind === "strings" && name.list.some(({ constant }) => constant === null))
      checking.tell("not-constant", name.span);
    each(name, checking, variable);
  },
  setflag: flagCommand,
  addflag: flagCommand,
  removeflag: flagCommand,
  addheader: ({ args }, checking) => each(args[0], checking, header),
  deleteheader: (call, checking, limits) => {
    each(call.args[0], checking, header);
    checkIndex(call, checking);
    checkMatching(call, call.args[1], checking, limits);
  },
  address: (call, checking, limits) => {
    each(call.args[0], checking, addressHeader);
    checkIndex(call, checking);
    checkMatching(call, call.args[1], checking, limits);
  },
  envelope: (call, checking, limits) => {
    each(call.args[0], checking, envelopePart);
    checkMatching(call, call.args[1], checking, limits);
  },
  header: (call, checking, limits) => {
    checkIndex(call, checking);
    checkMatching(call, call.args[1], checking, limits);
  },
  size: (call, checking) => {
    if (!call.tags.has("over") && !call.tags.has("under"))
      checking.tell("tag-needed", call.span, { name: call.name, tag: "over", other: "under" });
  },
  body: (call, checking, limits) => {
    checkMatching(call, call.args[0], checking, limits);
  },
  string: (call, checking, limits) => checkMatching(call, call.args[1], checking, limits),
  date: (call, checking, limits) => {
    each(call.args[1], checking, datePart);
    each(call.tags.get("zone"), checking, zone);
    checkIndex(call, checking);
    checkMatching(call, call.args[2], checking, limits);
  },
  currentdate: (call, checking, limits) => {
    each(call.args[0], checking, datePart);
    each(call.tags.get("zone"), checking, zone);
    checkMatching(call, call.args[1], checking, limits);
  },
  hasflag: (call, checking, limits) => {
    const [variables, keys] = call.args;
    if (variables) {
      checking.needs("variables", variables.span, "a flag variable");
      each(variables, checking, variable);
    }
    checkMatching(call, keys, checking, limits);
  },
  mailboxexists: ({ args }, checking) => each(args[0], checking, mailbox),
  specialuse_exists: ({ args }, checking) => {
    each(args[0], checking, mailbox);
    each(args[1], checking, use);
  },
  environment: (call, checking, limits) => checkMatching(call, call.args[1], checking, limits),
  duplicate: ({ tags }, checking) => each(tags.get("header"), checking, header),
};
