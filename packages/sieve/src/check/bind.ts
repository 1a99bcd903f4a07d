import type { Extension } from "../extensions.ts";
import type { ProblemCode } from "../problem.ts";
import type { Argument, Command, SieveString, Span, Test } from "../syntax/tree.ts";
import type { Definition, TagRule, ValueKind } from "./definition.ts";
import type { Strings, Value } from "./plan.ts";
import { decodeCharacters, readTemplate, type Template } from "./template.ts";

/** What the checks of one call are given. */
export interface Checking {
  tell(code: ProblemCode, span: Span, params?: Readonly<Record<string, string | number>>): void;
  /** Notes that an extension is needed for `what`, and tells when it is not required. */
  needs(extension: Extension, span: Span, what: string): void;
  isRequired(extension: Extension): boolean;
}

export interface Bound {
  readonly tags: ReadonlyMap<string, Value | null>;
  readonly args: readonly (Value | null)[];
}

/** Sorts the arguments of a call by its definition: tags with their values, then those by position. RFC 5228 §2.6. */
export function bindArguments(node: Command | Test, definition: Definition, checking: Checking): Bound {
  const tags = new Map<string, Value | null>();
  const positional: Argument[] = [];
  const { args, name } = node;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index];
    if (argument?.kind !== "tag") {
      if (argument) positional.push(argument);
      continue;
    }
    const tag = argument.name;
    const rule = ownRule(definition.tags, tag);
    if (!rule) {
      if (tag !== "") checking.tell("tag-unknown", argument.span, { name, tag });
      continue;
    }
    if (positional.length > 0) checking.tell("tag-late", argument.span, { name, tag });
    const other = conflicting(definition, tags, tag);
    if (other !== null) checking.tell(other === tag ? "tag-twice" : "tag-conflict", argument.span, { tag, other });
    if (rule.extension) checking.needs(rule.extension, argument.span, `:${tag}`);
    tags.set(tag, rule.value ? bindTagValue(argument, args[index + 1], { tag, kind: rule.value }, checking) : null);
    if (rule.value && args[index + 1]?.kind !== "tag") index++;
  }
  for (const tag of tags.keys()) {
    const other = ownRule(definition.tags, tag)?.beside;
    if (other !== undefined && !tags.has(other)) checking.tell("tag-alone", node.span, { tag, other });
  }
  return { tags, args: bindPositional(node, positional, definition, checking) };
}

function ownRule(tags: Definition["tags"], tag: string): TagRule | undefined {
  return tags && Object.hasOwn(tags, tag) ? tags[tag] : undefined;
}

function conflicting(definition: Definition, given: ReadonlyMap<string, unknown>, tag: string): string | null {
  if (given.has(tag)) return tag;
  const group = ownRule(definition.tags, tag)?.group;
  if (group === undefined) return null;
  return [...given.keys()].find((other) => ownRule(definition.tags, other)?.group === group) ?? null;
}

function bindTagValue(
  tagArgument: Argument,
  argument: Argument | undefined,
  { tag, kind }: { tag: string; kind: ValueKind },
  checking: Checking,
): Value | null {
  if (argument && fits(argument, kind)) return toValue(argument, checking);
  checking.tell("tag-value-missing", argument?.span ?? tagArgument.span, { tag, expected: kind });
  return null;
}

function bindPositional(
  node: Command | Test,
  given: readonly Argument[],
  definition: Definition,
  checking: Checking,
): (Value | null)[] {
  const kinds = definition.args ?? [];
  const isShort = definition.optional !== undefined && given.length === kinds.length - 1;
  const skipped = isShort ? (definition.optional === "first" ? 0 : kinds.length - 1) : -1;
  const values: (Value | null)[] = [];
  let next = 0;
  for (const [index, kind] of kinds.entries()) {
    if (index === skipped) {
      values.push(null);
      continue;
    }
    const argument = given[next++];
    if (!argument) checking.tell("argument-missing", node.span, { name: node.name, expected: kind });
    else if (!fits(argument, kind)) checking.tell("argument-type", argument.span, { name: node.name, expected: kind });
    values.push(argument && fits(argument, kind) ? toValue(argument, checking) : null);
  }
  const extra = given[next];
  if (extra) checking.tell("argument-extra", extra.span, { name: node.name });
  return values;
}

/** A single string may stand where a list is wanted, RFC 5228 §2.4.2.1, but no list where one string is. */
function fits(argument: Argument, kind: ValueKind): boolean {
  if (kind === "number") return argument.kind === "number";
  return argument.kind === "strings" && (kind === "strings" || !argument.isList);
}

function toValue(argument: Argument, checking: Checking): Value | null {
  if (argument.kind === "number") return { kind: "number", number: argument.value, span: argument.span };
  if (argument.kind === "tag") return null;
  const list = argument.strings.map((string) => toTemplate(string, checking));
  return { kind: "strings", list, span: argument.span } satisfies Strings;
}

function toTemplate({ value, span }: SieveString, checking: Checking): Template {
  let text = value;
  if (checking.isRequired("encoded-character")) {
    const decoded = decodeCharacters(value);
    if ("bad" in decoded) checking.tell("character-bad", span, { code: decoded.bad });
    else text = decoded.text;
  }
  const template = readTemplate(text, span, checking.isRequired("variables"));
  for (const piece of template.pieces)
    if (typeof piece !== "string" && piece.variable.includes("."))
      checking.tell("namespace-unknown", span, { variable: piece.variable });
  return template;
}
