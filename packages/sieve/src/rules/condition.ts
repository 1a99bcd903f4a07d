import type { Argument, SieveString, Test } from "../syntax/tree.ts";
import { listOf, not, number, tag, test, text, texts } from "./build.ts";
import type { Condition, TextComparison, TextField } from "./model.ts";

/** The header fields of a text condition; `header` names its own, and a body has none. */
const headers = {
  from: ["from"],
  to: ["to"],
  cc: ["cc"],
  "to-or-cc": ["to", "cc"],
  subject: ["subject"],
  list: ["list-id"],
} as const satisfies Partial<Record<TextField, readonly string[]>>;
type KnownField = keyof typeof headers;

const addressed = new Set<string>(["from", "to", "cc", "to-or-cc"]);
const unicodeCase = "i;unicode-casemap";

/** The test that a condition is. */
export function testOf(condition: Condition): Test {
  const plain = plainTest(condition);
  return condition.isNegated ? not(plain) : plain;
}

function plainTest(condition: Condition): Test {
  if (condition.field === "attachment") return test("attachment");
  if (condition.field === "size") return test("size", [tag(condition.comparison), number(condition.bytes)]);
  if (condition.field === "date")
    return test("date", [...dateMatch(condition.comparison), text("date"), text("date"), text(condition.day)]);
  if (condition.field === "body") return test("body", [tag("text"), ...match(condition), texts(condition.values)]);
  return headerTest(condition);
}

function dateMatch(comparison: "before" | "after" | "on"): Argument[] {
  return comparison === "on" ? [tag("is")] : [tag("value"), text(comparison === "before" ? "lt" : "gt")];
}

type TextCondition = Extract<Condition, { values: unknown }>;

function headerTest(condition: TextCondition): Test {
  const { field, comparison, values } = condition;
  const names = field === "header" || field === "body" ? [condition.header] : headers[field];
  if (comparison === "exists")
    // `exists` asks for all of its fields; any value contains nothing.
    return names.length > 1
      ? test("header", [tag("contains"), texts(names), text("")])
      : test("exists", [texts(names)]);
  const asked = (name: "address" | "header", some: readonly string[]) =>
    test(name, [...match({ ...condition, values: some }), texts(names), texts(some)]);
  // Exactly an address; anything else may be in the name as well.
  if (!addressed.has(field)) return asked("header", values);
  if (comparison === "is") return asked("address", values);
  if (comparison !== "matches") return asked("header", values);
  // The field goes on behind an address, so that a pattern of one never fits the whole field.
  const [ofAddresses, ofNames] = [values.filter(isAddressPattern), values.filter((value) => !isAddressPattern(value))];
  if (ofNames.length === 0) return asked("address", values);
  if (ofAddresses.length === 0) return asked("header", values);
  return listOf("anyof", [asked("address", ofAddresses), asked("header", ofNames)]);
}

/** Whether a pattern is of an address alone, such as `*@x.example`. */
export function isAddressPattern(value: string): boolean {
  return value.includes("@") && !/[\s<>"]/.test(value);
}

/** Letters beyond ASCII are compared in any case only where that is asked for; patterns have no such thing. */
function match({ comparison, values }: TextCondition): Argument[] {
  const isWide = comparison !== "regex" && values.some((value) => /\P{ASCII}/u.test(value));
  return [tag(comparison), ...(isWide ? [tag("comparator"), text(unicodeCase)] : [])];
}

/** The condition that a test is; null for one that no condition says. */
export function conditionOf(given: Test): Condition | null {
  if (given.name !== "not") return plainCondition(given);
  const inner = given.tests[0] && plainCondition(given.tests[0]);
  return inner ? { ...inner, isNegated: true } : null;
}

function plainCondition(given: Test): Condition | null {
  const { name, args, tests } = given;
  if (name === "anyof") return patternsCondition(tests);
  if (tests.length > 0) return null;
  if (name === "attachment") return { field: "attachment", isNegated: false };
  const read = readArguments(args);
  if (name === "size") return sizeCondition(read);
  if (name === "date") return dateCondition(read);
  if (name === "exists") return existsCondition(read);
  const comparison = comparisonOf(read);
  if (!comparison) return null;
  if (name === "body") {
    const [values] = read.lists;
    const isText = read.tags.has("text") && read.lists.length === 1;
    return isText && values ? { field: "body", header: "", comparison, values, isNegated: false } : null;
  }
  return name === "header" || name === "address" ? headerCondition(name, comparison, read) : null;
}

/** Patterns of addresses and of names, as a condition with both is written. */
function patternsCondition(tests: readonly Test[]): Condition | null {
  const [first, second] = tests.map((one) => (one.tests.length === 0 ? plainCondition(one) : null));
  if (tests.length !== 2 || tests[0]?.name !== "address" || tests[1]?.name !== "header" || !first || !second)
    return null;
  if (!("values" in first && "values" in second) || first.field !== second.field) return null;
  const isSplit = second.comparison === "matches" && !second.values.some(isAddressPattern);
  return first.comparison === "matches" && isSplit ? { ...first, values: [...first.values, ...second.values] } : null;
}

type Read = { tags: Map<string, string>; lists: string[][]; numbers: number[] };
const valued = new Set(["comparator", "value"]);

/** Tags with the text behind those that take one, and what stands without a tag. */
function readArguments(args: readonly Argument[]): Read {
  const read: Read = { tags: new Map(), lists: [], numbers: [] };
  let open: string | null = null;
  for (const argument of args) {
    if (argument.kind === "tag") {
      read.tags.set(argument.name, "");
      open = valued.has(argument.name) ? argument.name : null;
    } else if (argument.kind === "number") read.numbers.push(argument.value);
    else if (open !== null) {
      read.tags.set(open, argument.strings[0]?.value ?? "");
      open = null;
    } else read.lists.push(argument.strings.map((one: SieveString) => one.value));
  }
  return read;
}

const comparisons: readonly TextComparison[] = ["contains", "is", "matches", "regex"];

/** Exactly one way to compare, and nothing else but the letter case that we would write too. */
function comparisonOf({ tags }: Read): TextComparison | null {
  const [comparison, ...more] = comparisons.filter((one) => tags.has(one));
  const known = new Set(["comparator", "text", comparison]);
  const isPlain = [...tags.keys()].every((name) => known.has(name));
  const comparator = tags.get("comparator") ?? unicodeCase;
  if (more.length > 0 || !isPlain || !["i;ascii-casemap", unicodeCase].includes(comparator)) return null;
  // RFC 5228 §2.7.1: `:is` when nothing is said.
  return comparison ?? "is";
}

function headerCondition(name: string, comparison: TextComparison, { lists }: Read): Condition | null {
  const [fields = [], values = []] = lists;
  if (lists.length !== 2) return null;
  const field = fieldOf(fields);
  const isOfPeople = field !== null && addressed.has(field);
  const isPattern = comparison === "matches" && values.every(isAddressPattern);
  if (name === "address" && !(isOfPeople && (comparison === "is" || isPattern))) return null;
  if (name === "header" && isOfPeople && comparison === "is") return null;
  if (field === "to-or-cc" && comparison === "contains" && values.length === 1 && values[0] === "")
    return { field, header: "", comparison: "exists", values: [], isNegated: false };
  return textCondition(field, fields, { comparison, values });
}

function existsCondition({ tags, lists }: Read): Condition | null {
  const [fields = []] = lists;
  if (tags.size > 0 || lists.length !== 1 || fields.length !== 1) return null;
  return textCondition(fieldOf(fields), fields, { comparison: "exists", values: [] });
}

function textCondition(
  field: KnownField | null,
  fields: readonly string[],
  rest: { comparison: TextComparison; values: string[] },
): Condition | null {
  if (field) return { field, header: "", ...rest, isNegated: false };
  const [header] = fields;
  return fields.length === 1 && header ? { field: "header", header, ...rest, isNegated: false } : null;
}

function fieldOf(fields: readonly string[]): KnownField | null {
  const wanted = fields.map((name) => name.toLowerCase()).join(" ");
  const known = Object.entries(headers) as [KnownField, readonly string[]][];
  return known.find(([, names]) => names.join(" ") === wanted)?.[0] ?? null;
}

function sizeCondition({ tags, numbers: [bytes] }: Read): Condition | null {
  const comparison = tags.has("over") ? "over" : tags.has("under") ? "under" : null;
  return comparison && bytes !== undefined ? { field: "size", comparison, bytes, isNegated: false } : null;
}

function dateCondition({ tags, lists }: Read): Condition | null {
  const [[header] = [], [part] = [], days = []] = lists;
  const [day] = days;
  const relation = tags.get("value");
  const comparison = tags.has("is") ? "on" : relation === "lt" ? "before" : relation === "gt" ? "after" : null;
  const isOurs = header?.toLowerCase() === "date" && part?.toLowerCase() === "date" && days.length === 1;
  if (!isOurs || tags.size !== 1 || !comparison || !day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  return { field: "date", comparison, day, isNegated: false };
}
