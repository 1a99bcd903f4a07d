import { crlf } from "./lexer.ts";
import type { Argument, Block, Command, Comment, Script, SieveString, Test } from "./tree.ts";

const width = 100;

/** The script as text that means the same: one command a line, two spaces a level, comments kept. */
export function printScript(script: Script): string {
  const lines = blockLines(script, "");
  return lines.length === 0 ? "" : `${lines.join("\r\n")}\r\n`;
}

function blockLines({ commands, comments }: Block, indent: string): string[] {
  return [
    ...commands.flatMap((command, index) => [
      ...(command.isApart && index > 0 ? [""] : []),
      ...commandLines(command, indent),
    ]),
    ...comments.map((comment) => indent + printComment(comment)),
  ];
}

function commandLines(command: Command, indent: string): string[] {
  const above = command.comments.map((comment) => indent + printComment(comment));
  const trailing = command.trailing ? ` ${printComment(command.trailing)}` : "";
  const head = indent + printNode(command, indent);
  if (command.block === null) return [...above, `${glue(head, "", ";")}${trailing}`];
  return [...above, glue(head, " ", "{"), ...blockLines(command.block, `${indent}  `), `${indent}}${trailing}`];
}

/** What follows a multi-line text goes to the next line: its dot is the last of a line. RFC 5228 §2.4.2. */
function glue(before: string, space: string, after: string): string {
  return before.endsWith("\r\n.") ? `${before}\r\n${after}` : before + space + after;
}

function printNode({ name, args, tests, isTestList }: Command | Test, indent: string): string {
  let out = name;
  for (const argument of args) out = glue(out, " ", printArgument(argument, indent));
  if (tests.length === 0) return out;
  if (!isTestList && tests.length === 1)
    return tests.reduce((text, test) => glue(text, " ", printNode(test, indent)), out);
  return glue(
    out,
    " ",
    printItems("()", indent, (inner) => tests.map((test) => printNode(test, inner))),
  );
}

function printArgument(argument: Argument, indent: string): string {
  switch (argument.kind) {
    case "number":
      return printNumber(argument.value);
    case "tag":
      return `:${argument.name}`;
    case "strings": {
      const [first] = argument.strings;
      if (!argument.isList && first) return printString(first);
      return printItems("[]", indent, () => argument.strings.map(printString));
    }
  }
}

/** Items in brackets: on one line where they fit, else each on its own. */
function printItems(brackets: string, indent: string, print: (indent: string) => string[]): string {
  const [open = "", close = ""] = brackets;
  const flat = `${open}${print(indent).join(", ")}${close}`;
  if (flat.length + indent.length <= width && !/[\r\n]/.test(flat)) return flat;
  const inner = `${indent}  `;
  const items = print(inner);
  const lines = items.map((item, index) => inner + (index < items.length - 1 ? glue(item, "", ",") : item));
  return `${open}\r\n${lines.join("\r\n")}\r\n${indent}${close}`;
}

/** With the largest unit that divides it, as people write sizes. */
function printNumber(value: number): string {
  for (const [unit, size] of units) if (value >= size && value % size === 0) return `${value / size}${unit}`;
  return String(value);
}
const units = [
  ["G", 1024 ** 3],
  ["M", 1024 ** 2],
  ["K", 1024],
] as const;

function printString({ value, form }: SieveString): string {
  const text = crlf(value.replaceAll("\0", ""));
  if (form === "text" && (text === "" || text.endsWith("\r\n"))) return `text:\r\n${text.replace(/^\./gm, "..")}.`;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function printComment({ kind, text }: Comment): string {
  const safe = text.replaceAll("\0", "");
  return kind === "hash" ? `#${safe.replace(/[\r\n]+/g, " ")}` : `/*${crlf(safe).replaceAll("*/", "* /")}*/`;
}
