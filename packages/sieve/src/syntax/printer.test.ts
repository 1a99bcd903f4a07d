import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultLimits } from "../limits.ts";
import { parseScript } from "../script.ts";
import { crlf } from "./lexer.ts";
import { parse } from "./parser.ts";
import { printScript } from "./printer.ts";
import {
  type Argument,
  type Block,
  type Command,
  type Comment,
  nowhere,
  type Script,
  type SieveString,
  type Test,
} from "./tree.ts";

const untidy = `# top
require ["fileinto","vacation"]; # needed

# about x
if anyof(header :contains ["subject","from"] "a\\"b", not size /* big */ :over 100k) { # hi
  # a
  fileinto "X"; /* b */ stop;


  # end
} elsif true { discard; } else
{ vacation :days 3 text:
Hello
..dot
.
;
}
# bye`;

const tidy = `# top
require ["fileinto", "vacation"]; # needed

# about x
/* big */
if anyof (header :contains ["subject", "from"] "a\\"b", not size :over 100K) {
  # hi
  # a
  fileinto "X"; /* b */
  stop;
  # end
}
elsif true {
  discard;
}
else {
  vacation :days 3 text:
Hello
..dot
.
;
}
# bye
`;

test("a script is printed tidily, with its comments", () => {
  const { script } = parseScript(untidy);
  expect(script && printScript(script)).toBe(crlf(tidy));
});

test("long lists go over lines", () => {
  const { script } = parseScript(
    `if header ["subject"] [${Array(12).fill('"quite a long text"').join(",")}] { keep; }`,
  );
  const lines = script ? printScript(script).split("\r\n") : [];
  expect(lines.slice(0, 3)).toEqual(['if header ["subject"] [', '  "quite a long text",', '  "quite a long text",']);
  expect(lines.slice(12)).toEqual(['  "quite a long text"', "] {", "  keep;", "}", ""]);
});

const word = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,8}$/)
  .filter((name) => !["text", "keep", "if", "else"].includes(name));
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(".", "..\r\n", "a\r\n.\r\n", '"\\', "é\r\n", "#"),
);
const string: fc.Arbitrary<SieveString> = fc
  .record({ text: anyText, wantsText: fc.boolean() })
  .map(({ text, wantsText }) => {
    const value = crlf(text.replaceAll("\0", ""));
    const isText = wantsText && (value === "" || value.endsWith("\r\n"));
    return { value, form: isText ? "text" : "quoted", span: nowhere } as const;
  });
const argument: fc.Arbitrary<Argument> = fc.oneof(
  fc.record({ kind: fc.constant("number" as const), value: fc.nat({ max: 2 ** 40 }), span: fc.constant(nowhere) }),
  fc.record({ kind: fc.constant("tag" as const), name: word, span: fc.constant(nowhere) }),
  fc
    .array(string, { maxLength: 4 })
    .map((strings) => ({ kind: "strings" as const, strings, isList: true, span: nowhere })),
  string.map((only) => ({ kind: "strings" as const, strings: [only], isList: false, span: nowhere })),
);
const comment: fc.Arbitrary<Comment> = fc.oneof(
  fc.string().map((text) => ({ kind: "hash" as const, text: text.replace(/[\r\n]/g, "") })),
  anyText
    .map((text) => ({ kind: "bracket" as const, text: crlf(text.replaceAll("\0", "")).replaceAll("*/", "") }))
    .filter(({ text }) => !text.includes("*/")),
);
const noTests = fc.constant<Test[]>([]);

function testAt(depth: number): fc.Arbitrary<Test> {
  return fc
    .record({
      name: word,
      args: fc.array(argument, { maxLength: 3 }),
      tests: depth === 0 ? noTests : fc.array(testAt(depth - 1), { maxLength: 2 }),
      isTestList: fc.boolean(),
      span: fc.constant(nowhere),
    })
    .map((node) => ({ ...node, isTestList: listed(node) }));
}

function commandAt(depth: number): fc.Arbitrary<Command> {
  return fc
    .record({
      name: word,
      args: fc.array(argument, { maxLength: 3 }),
      tests: fc.array(testAt(2), { maxLength: 2 }),
      isTestList: fc.boolean(),
      block: depth === 0 ? fc.constant(null) : fc.option(blockAt(depth - 1)),
      comments: fc.array(comment, { maxLength: 2 }),
      trailing: fc.option(comment.filter(({ text }) => !text.includes("\n"))),
      isApart: fc.boolean(),
      span: fc.constant(nowhere),
    })
    .map((node) => ({ ...node, isTestList: listed(node) }));
}

function blockAt(depth: number): fc.Arbitrary<Block> {
  return fc
    .record({
      commands: fc.array(commandAt(depth), { maxLength: 3 }),
      comments: fc.array(comment, { maxLength: 2 }),
    })
    .map(({ commands, comments }) => ({
      commands: commands.map((command, index) => ({ ...command, isApart: command.isApart && index > 0 })),
      comments,
    }));
}

function listed({ tests, isTestList }: Pick<Test, "tests" | "isTestList">): boolean {
  return tests.length > 1 || (tests.length === 1 && isTestList);
}

test("what is printed reads back as the same tree, and prints the same again", () => {
  fc.assert(
    fc.property(blockAt(2), (script) => {
      const text = printScript(script);
      const again = reread(text);
      expect(bare(again)).toEqual(bare(script));
      expect(printScript(again)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

function reread(text: string): Script {
  return parse(text, { ...defaultLimits, nesting: 100 }, (problem) => {
    throw new Error(`${problem.line}:${problem.column} ${problem.message}\n${text}`);
  }).script;
}

/** The tree without its places. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "span" ? undefined : inner)));
}
