import { type Argument, type Command, nowhere, type SieveString, type Test } from "../syntax/tree.ts";

/** Parts of a script that a program makes. */

export function text(value: string): Argument {
  return { kind: "strings", strings: [quoted(value)], isList: false, span: nowhere };
}

export function texts(values: readonly string[]): Argument {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return text(only);
  return { kind: "strings", strings: values.map(quoted), isList: true, span: nowhere };
}

function quoted(value: string): SieveString {
  return { value, form: "quoted", span: nowhere };
}

export function tag(name: string): Argument {
  return { kind: "tag", name, span: nowhere };
}

export function number(value: number): Argument {
  return { kind: "number", value, span: nowhere };
}

export function test(name: string, args: readonly Argument[] = []): Test {
  return { name, args, tests: [], isTestList: false, span: nowhere };
}

export function not(one: Test): Test {
  return { ...test("not"), tests: [one] };
}

export function listOf(name: "allof" | "anyof", tests: readonly Test[]): Test {
  return { ...test(name), tests, isTestList: true };
}

export function command(name: string, args: readonly Argument[] = []): Command {
  return {
    name,
    args,
    tests: [],
    isTestList: false,
    block: null,
    comments: [],
    trailing: null,
    isApart: false,
    span: nowhere,
  };
}
