import { expect, test } from "vitest";
import { parseScript } from "../script.ts";

/** Problems as `line:column+length code`. */
function problemsOf(text: string): string[] {
  return parseScript(text).problems.map(({ line, column, length, code }) => `${line}:${column}+${length} ${code}`);
}

test.each([
  ["keep\nstop;", ["1:4+1 semicolon-missing"]],
  ["if true keep;", ["1:7+1 block-missing"]],
  ["if keep { }", ["1:2+1 block-missing", "1:4+4 block-extra"]],
  ['keep "a";', ["1:6+3 argument-extra"]],
  ["foo;", ["1:1+3 unknown-command"]],
  ["if foo { }", ["1:4+3 unknown-test"]],
  ["true;", ["1:1+4 test-as-command"]],
  ["if not (stop) { }", ["1:4+3 test-in-parentheses", "1:9+4 command-as-test"]],
  ["if (true) { }", ["1:1+2 test-in-parentheses"]],
  ["if anyof true { }", ["1:4+5 tests-missing"]],
  ["if not { }", ["1:4+3 test-missing"]],
  ["else { }", ["1:1+4 else-without-if"]],
  ["if true { } stop; elsif true { }", ["1:19+5 else-without-if"]],
  ['stop; require "copy";', ["1:7+7 require-late"]],
  ['if true { require "copy"; }', ["1:11+7 require-late"]],
  ['require "nothing";', ["1:9+9 extension-unknown"]],
  ['fileinto "x";', ["1:1+8 extension-missing"]],
  ['redirect :copy "a@example.org";', ["1:10+5 extension-missing"]],
  ["keep :foo;", ["1:6+4 tag-unknown"]],
  ["keep :;", ["1:6+1 tag-name-missing"]],
  ['if header "subject" :is "x" { }', ["1:21+3 tag-late"]],
  ['if header :is :contains "subject" "x" { }', ["1:15+9 tag-conflict"]],
  ['if header :is :is "subject" "x" { }', ["1:15+3 tag-twice"]],
  ['if header :comparator :is "subject" "x" { }', ["1:23+3 tag-value-missing"]],
  ['if header :comparator "i;x" "subject" "x" { }', ["1:23+5 comparator-unknown"]],
  ['if header "subject" { }', ["1:4+16 argument-missing"]],
  ["if size 5 { }", ["1:4+6 tag-needed"]],
  ['if size :over "5" { }', ["1:15+3 argument-type"]],
  ['redirect ["a@example.org"];', ["1:10+17 argument-type"]],
  ['redirect "a example.org";', ["1:10+15 address-bad"]],
  ['require "editheader"; addheader "sub ject" "x";', ["1:33+10 header-bad"]],
  ['if address "subject" "x" { }', ["1:12+9 header-not-address"]],
  ["if size :over 10x { }", ["1:15+3 number-malformed"]],
  ["if size :over 99999999G { }", ["1:15+9 number-too-large"]],
  ["keep @ @ ;", ["1:6+1 unexpected-character"]],
  ['redirect "abc', ["1:10+1 string-unclosed", "1:13+1 semicolon-missing"]],
  [
    "redirect text: abc\n.\n;",
    ["1:1+8 test-extra", "1:10+5 text-start", "1:16+3 unknown-test", "2:1+1 unexpected-character"],
  ],
  ["redirect text:\nabc\n", ["1:10+5 text-unclosed", "2:4+1 semicolon-missing"]],
  ["keep; /* x", ["1:7+2 comment-unclosed"]],
  ["if true {", ["1:9+1 block-unclosed"]],
  ["keep; }", ["1:7+1 brace-extra"]],
  ['if exists ["a" "b"] { }', ["1:11+1 list-unclosed"]],
  ['if exists ["a", ] { }', ["1:17+1 string-expected"]],
  ["if anyof (true, { }", ["1:17+1 test-expected"]],
  ["if anyof (true { }", ["1:10+1 tests-unclosed"]],
  ['"a"; keep;', ["1:1+3 command-expected"]],
  ["if anyof (", ["1:11+0 end-early"]],
  ["keep;\0", ["1:6+1 nul-character"]],
])("%j is wrong at %j", (text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test("all problems are told, each at its place", () => {
  const text = 'keep\nfileinto "x";\nif header :is "a" { redirect "b"; }\n"lost" if true;\nfoo;\nelse { }\n';
  expect(problemsOf(text)).toEqual([
    "1:4+1 semicolon-missing",
    "2:1+8 extension-missing",
    "3:4+14 argument-missing",
    "3:30+3 address-bad",
    "4:1+6 command-expected",
    "5:1+3 unknown-command",
    "6:1+4 else-without-if",
  ]);
});

test("a problem has a sentence with what it is about", () => {
  const [problem] = parseScript('\r\n  redirect "nobody";').problems;
  expect(problem).toEqual({
    code: "address-bad",
    params: { address: "nobody" },
    message: "“nobody” is not a mail address.",
    offset: 13,
    line: 2,
    column: 12,
    length: 8,
  });
});

test.each([
  ["nesting", `${"if true { ".repeat(33)}keep;${" }".repeat(33)}`, "too-deep"],
  ["nested tests", `if ${"not ".repeat(40)}true { }`, "too-deep"],
  ["very deep tests", `if ${"not ".repeat(60_000)}true { }`, "too-deep"],
  ["commands", "keep;".repeat(5_001), "too-many-commands"],
  ["length", " ".repeat(300_000), "script-too-long"],
  ["a list", `if exists [${Array(2_001).fill('"a"').join(",")}] { }`, "list-too-long"],
])("a script past the limit of %s is refused", (_, text, code) => {
  expect(parseScript(text).problems.map((problem) => problem.code)).toEqual([code]);
});

test("thirty levels of blocks and tests are fine", () => {
  const text = `${`if allof (true, not ${"not ".repeat(20)}false) { `.repeat(30)}keep;${" }".repeat(30)}`;
  expect(parseScript(text).problems).toEqual([]);
});

test("problems end somewhere", () => {
  const { problems } = parseScript("foo;".repeat(1_000));
  expect(problems).toHaveLength(51);
  expect(problems.at(-1)?.code).toBe("too-many-problems");
});

test("only offered extensions can be required", () => {
  const text = 'require ["copy", "fileinto"];';
  expect(parseScript(text, { extensions: ["fileinto"] }).problems.map(({ params }) => params)).toEqual([
    { name: "copy" },
  ]);
});

test("strings: escapes, line breaks, several lines, dots and comments behind text:", () => {
  const parsed = parseScript(
    'require ["reject","ihave"];error "a\\"\\b\\\\\nc";\nreject text: # why\none\n..two\n\n.\n;',
  ).script;
  const texts = parsed?.commands.flatMap(({ args }) =>
    args.flatMap((argument) => (argument.kind === "strings" ? argument.strings.map(({ value }) => value) : [])),
  );
  expect(texts).toEqual(["reject", "ihave", 'a"b\\\r\nc', "one\r\n.two\r\n\r\n"]);
});

test("numbers have units", () => {
  const { script } = parseScript("if size :over 2k { } if size :over 3M { } if size :over 1G { } if size :over 7 { }");
  expect(script?.commands.map(({ tests: [size] }) => size?.args[1])).toMatchObject(
    [2048, 3_145_728, 1_073_741_824, 7].map((value) => ({ kind: "number", value })),
  );
});
