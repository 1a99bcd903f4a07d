import { type Argument, type Command, type Comment, type Script, type Test } from "../syntax/tree.ts";
import { commandOf } from "./action.ts";
import { command, listOf, test, texts } from "./build.ts";
import { testOf } from "./condition.ts";
import type { Rule } from "./model.ts";

/** How the name of a rule begins, in a comment that other programs leave alone. */
export const nameMark = "rule:";

/**
 * The script that rules are: an `if` for each, its name in a comment above it. One that is switched off asks for `false` first, so that it stays
 * where it is and does nothing. `notes` are what was written in a script that had no rule: the first rule takes them over.
 */
export function scriptOfRules(rules: readonly Rule[], notes: readonly string[] = []): Script {
  const commands = rules.map((rule, at) =>
    ifOf(at === 0 && notes.length > 0 ? { ...rule, notes: [...notes, ...(rule.notes ?? [])] } : rule),
  );
  const needed = extensionsOf(commands);
  const first = needed.length > 0 ? [command("require", [texts(needed)])] : [];
  return { commands: [...first, ...commands], comments: rules.length === 0 ? notes.map(hashComment) : [] };
}

function ifOf({ name, notes = [], isEnabled, match, conditions, actions }: Rule): Command {
  const tests = conditions.length > 0 ? conditions.map(testOf) : [test("true")];
  const asked = listOf(match === "all" ? "allof" : "anyof", tests);
  const isNamed = name.trim() !== "";
  const comments: Comment[] = [
    // Without a name, or a note would be taken for one.
    ...(isNamed || notes.length > 0 ? [`${nameMark} ${oneLine(name)}`.trim()] : []),
    ...notes.map(oneLine),
  ].map(hashComment);
  return {
    ...command("if"),
    tests: [isEnabled ? asked : listOf("allof", [test("false"), asked])],
    block: { commands: actions.map(commandOf), comments: [] },
    comments,
    isApart: true,
  };
}

function hashComment(text: string): Comment {
  return { kind: "hash", text: ` ${oneLine(text)}` };
}

/** A comment ends with its line. */
function oneLine(name: string): string {
  return name.replace(/[\r\n\0]+/g, " ").trim();
}

const byCommand: Readonly<Record<string, string>> = { fileinto: "fileinto", addflag: "imap4flags", reject: "reject" };
const byTest: Readonly<Record<string, string>> = {
  body: "body",
  date: "date",
  attachment: "vnd.carbyne.attachment",
};
const byTag: Readonly<Record<string, string>> = {
  copy: "copy",
  specialuse: "special-use",
  regex: "regex",
  value: "relational",
};

/** What the script has to require, each once. */
function extensionsOf(commands: readonly Command[]): string[] {
  const found = new Set<string>();
  const add = (name: string | undefined) => name !== undefined && found.add(name);
  const inArguments = (args: readonly Argument[]) => {
    for (const one of args)
      if (one.kind === "tag") add(byTag[one.name]);
      else if (one.kind === "strings" && one.strings[0]?.value.startsWith("i;")) add(comparator(one.strings[0].value));
  };
  const inTest = (one: Test) => {
    add(byTest[one.name]);
    inArguments(one.args);
    one.tests.forEach(inTest);
  };
  const inCommand = (one: Command) => {
    add(byCommand[one.name]);
    inArguments(one.args);
    one.tests.forEach(inTest);
    one.block?.commands.forEach(inCommand);
  };
  commands.forEach(inCommand);
  return [...found].sort();
}

/** RFC 5228 §2.7.3: the two comparators that are always there need no word. */
function comparator(name: string): string | undefined {
  return name === "i;unicode-casemap" ? `comparator-${name}` : undefined;
}
