import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, type Inline, isOnlyEmoji, parseMessage } from "./parse.ts";
import { plainText } from "./plain.ts";

const ann = "0198a9b0-0000-7000-8000-00000000000a";

/** The tree in short: `p("a ", b("b"))`. */
function inlineShort(part: Inline): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return `‹${part.text}›`;
    case "break":
      return "⏎";
    case "mention":
      return `{${part.mention.kind} ${"id" in part.mention ? part.mention.id.slice(-1) : part.mention.whom}}`;
    case "link":
      return `[${part.content.map(inlineShort).join("")}|${part.href}]`;
    case "strong":
    case "em":
    case "strike":
      return `${part.kind}(${part.content.map(inlineShort).join("")})`;
  }
}
function short(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return block.content.map(inlineShort).join("");
    case "heading":
      return `# ${block.content.map(inlineShort).join("")}`;
    case "quote":
      return `> ${block.blocks.map(short).join(" / ")}`;
    case "list":
      return block.items
        .map(
          ({ isDone, blocks }, at) =>
            `${block.isOrdered ? `${block.start + at}.` : "-"}${isDone === null ? "" : isDone ? "[x]" : "[ ]"} ${blocks.map(short).join(" / ")}`,
        )
        .join("; ");
    case "code":
      return `code ${block.language}: ${block.text}`;
    case "rule":
      return "---";
  }
}
const parsed = (text: string) => parseMessage(text).map(short);

test.each([
  ["**bold** and _slanted_ and ~~gone~~", ["strong(bold) and em(slanted) and strike(gone)"]],
  ["*one* star, snake_case_name, 2 * 3 * 4", ["em(one) star, snake_case_name, 2 * 3 * 4"]],
  ["about ~5 or ~6 km", ["about ~5 or ~6 km"]],
  ["`a *b* <@all>` is code", ["‹a *b* <@all>› is code"]],
  ["one\ntwo\n\nthree", ["one⏎two", "three"]],
  ["```ts\nconst a = 1;\n\nb();\n```\nand on", ["code ts: const a = 1;\n\nb();", "and on"]],
  ["```\nnever closed", ["code : never closed"]],
  ["- a\n- b\n  1. c\n  2. d", ["- a; - b / 1. c; 2. d"]],
  ["- [ ] buy\n- [x] done", ["-[ ] buy; -[x] done"]],
  ["3. third\n4. fourth", ["3. third; 4. fourth"]],
  ["> said\n> **so**\n\nwell", ["> said⏎strong(so)", "well"]],
  ["# Plan\ntext", ["# Plan", "text"]],
  ["#plan is no heading", ["#plan is no heading"]],
  ["a\n---\nb", ["a", "---", "b"]],
  ["not a title\n====", ["not a title⏎===="]],
])("%j is read as %j", (text, expected) => {
  expect(parsed(text)).toEqual(expected);
});

test.each([
  [
    "see https://example.org/a_b_c?q=1&r=2.",
    ["see [https://example.org/a_b_c?q=1&r=2|https://example.org/a_b_c?q=1&r=2]."],
  ],
  ["(www.example.org)", ["([www.example.org|http://www.example.org])"]],
  ["write to ann@example.org", ["write to [ann@example.org|mailto:ann@example.org]"]],
  ["[the plan](https://example.org/x)", ["[the plan|https://example.org/x]"]],
  ["<https://example.org>", ["[https://example.org|https://example.org]"]],
  ["[x](javascript:alert(1))", ["[x](javascript:alert(1))"]],
  ["[x](data:text/html,hi) [y](/files)", ["[x](data:text/html,hi) [y](/files)"]],
  ["![cat](https://example.org/cat.png)", ["[cat|https://example.org/cat.png]"]],
  ["[a][b]\n\n[b]: https://example.org", ["[a][b]", "[b]: [https://example.org|https://example.org]"]],
])("addresses: %j is read as %j", (text, expected) => {
  expect(parsed(text)).toEqual(expected);
});

test.each([
  ['<img src=x onerror="a()"> <b>x</b>', ['<img src=x onerror="a()"> <b>x</b>']],
  ["<script>\nalert(1)\n</script>", ["<script>⏎alert(1)⏎</script>"]],
  ["<!-- a --> &lt;b&gt; &amp;", ["<!-- a --> &lt;b&gt; &amp;"]],
  ["    four spaces", ["    four spaces"]],
  ["| a | b |\n|---|---|\n| 1 | 2 |", ["| a | b |⏎|---|---|⏎| 1 | 2 |"]],
])("what is no Markdown here stays as it was typed: %j", (text, expected) => {
  expect(parsed(text)).toEqual(expected);
});

test("people, everybody and rooms are named, also within bold words, and no others", () => {
  expect(parsed(`<@${ann}> and **<@all>**, <@here> in <#${ann}>`)).toEqual([
    "{person a} and strong({everyone all}), {everyone here} in {room a}",
  ]);
  expect(parsed("<@somebody> <@123> <#all> < @all>")).toEqual(["<@somebody> <@123> <#all> < @all>"]);
});

test.each([
  ["👍", true],
  ["👍🏽 🎉\u200d", false],
  ["👩‍👩‍👧‍👦🇩🇪 ❤️", true],
  ["🎉🎉🎉🎉", false],
  ["👍 yes", false],
  ["1", false],
  ["", false],
])("%j is only emoji: %j", (text, expected) => {
  expect(isOnlyEmoji(text)).toBe(expected);
});

test("a message is one plain line for lists", () => {
  const nameOf = (mention: { kind: string }) => (mention.kind === "person" ? "Ann" : null);
  expect(
    plainText(`# Plan\n**Hi** <@${ann}>,\n- one [two](https://x.org)\n- \`three\`\n\n> so\n\n<@all>`, nameOf),
  ).toBe("Plan Hi @Ann, • one two • three so @?");
});

const hostile: Record<string, string> = {
  stars: "*a ".repeat(6_000),
  underlines: "_a".repeat(9_000),
  mixed: "**a*b".repeat(3_500),
  pairs: "*a**b**c*".repeat(2_000),
  tildes: "~~a".repeat(6_000),
  brackets: "[".repeat(18_000),
  links: "[a](".repeat(4_500),
  parentheses: "[a](b(".repeat(3_000),
  pictures: "![".repeat(9_000),
  ticks: "`a``".repeat(4_500),
  quotes: ">".repeat(18_000),
  "wide quotes": "> ".repeat(9_000),
  lists: "- ".repeat(9_000),
  numbers: "1. ".repeat(6_000),
  steps: Array.from({ length: 180 }, (_, depth) => `${" ".repeat(depth)}- a`).join("\n"),
  less: "<a".repeat(9_000),
  mentions: "<@all>".repeat(3_000),
  fences: "```\n".repeat(4_500),
  backslashes: "\\".repeat(18_000),
  addresses: "http://a".repeat(2_000),
  mails: "a@b.c".repeat(3_500),
  lines: "> a\n".repeat(4_500),
  spaces: "a  \n".repeat(4_500),
  one: "x".repeat(18_000),
  long: "*".repeat(70_000),
};
test.each(Object.entries(hostile))("%s without end are read in a moment, and not deep", (_, text) => {
  // Of the processor, whatever else runs beside this.
  const before = process.cpuUsage();
  const blocks = parseMessage(text);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(150);
  expect(depthOf(blocks)).toBeLessThan(12);
});

function depthOf(parts: readonly (Block | Inline)[]): number {
  const below = parts.map((part) => {
    if ("blocks" in part) return depthOf(part.blocks);
    if ("items" in part) return Math.max(0, ...part.items.map(({ blocks }) => depthOf(blocks)));
    return "content" in part ? depthOf(part.content) : 0;
  });
  return 1 + Math.max(0, ...below);
}

test("any text is read, without losing a letter", () => {
  const pieces = [
    "a",
    "é",
    "日",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "> ",
    "- ",
    "1. ",
    "# ",
    "[",
    "](",
    ")",
    "<",
    ">",
    "\\",
    "<@all>",
    "http://x.org",
    "👍",
    "|",
    "    ",
    "\t",
    "&amp;",
    "\0",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      const plain = plainText(text, () => "all");
      for (const letter of ["é", "日", "👍"]) expect(plain.split(letter).length).toBe(text.split(letter).length);
    }),
    { seed: 20261126, numRuns: 2_000 },
  );
});
