import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery, type Query } from "./parse.ts";

/** A query as one line, for tables. */
function show(query: Query | null): string {
  if (!query) return "";
  switch (query.kind) {
    case "text":
      return query.isPhrase ? `"${query.text}"` : query.text;
    case "operator":
      return `${query.name}:${query.value}`;
    case "not":
      return `-${show(query.of)}`;
    case "and":
    case "or":
      return `(${query.of.map(show).join(query.kind === "and" ? " " : " | ")})`;
  }
}

test.each([
  ["", ""],
  ["  \t ", ""],
  ["one", "one"],
  ["one two", "(one two)"],
  ["one AND two", "(one two)"],
  ['"one two" three', '("one two" three)'],
  ["“one two”", '"one two"'],
  ["„eins zwei“", '"eins zwei"'],
  ["「会議」", '"会議"'],
  ['"never closed', '"never closed"'],
  ["one OR two three", "(one | (two three))"],
  ["(one OR two) three", "((one | two) three)"],
  ["one or two", "(one or two)"],
  ["-one", "-one"],
  ["–one", "-one"],
  ['-"one two"', '-"one two"'],
  ["-(one two)", "-(one two)"],
  ["--one", "--one"],
  ["well-known", "well-known"],
  ["from:ann", "from:ann"],
  ["FROM:ann", "from:ann"],
  ["from: ann", "from:ann"],
  ["from：ann", "from:ann"],
  ['from:"Ann B" x', "(from:Ann B x)"],
  ["-from:ann", "-from:ann"],
  ["from:(ann OR bob)", "(from:ann | from:bob)"],
  ["-subject:(a -b)", "-(subject:a -subject:b)"],
  ["from:", ""],
  ["from: OR", "from:OR"],
  ['from:"', ""],
  ["foo:bar", "foo:bar"],
  ["fromage:x", "fromage:x"],
  ["older_than:3d", "older_than:3d"],
  ["OR", ""],
  ["OR one OR", "one"],
  ["-", ""],
  ["(", ""],
  [")", ""],
  ["() one )(", "one"],
  ["- OR (", ""],
  ["...", ""],
  ["☃", "☃"],
  ["a\u3000b", "(a b)"],
])("%j", (typed, meaning) => {
  expect(show(parseQuery(typed))).toBe(meaning);
});

test("is bounded in depth, terms and length", () => {
  const count = (query: Query | null): number =>
    query?.kind === "and" || query?.kind === "or" ? query.of.reduce((sum, one) => sum + count(one), 0) : query ? 1 : 0;
  expect(count(parseQuery("a ".repeat(500)))).toBe(50);
  expect(count(parseQuery(`${"a OR ".repeat(400)}`))).toBe(50);
  expect(show(parseQuery(`${"(".repeat(900)}a`))).toBe("a");
  expect(show(parseQuery("x".repeat(5_000)))).toHaveLength(1_000);
});

test("reads whatever is typed", () => {
  const piece = fc.oneof(
    fc.constantFrom("(", ")", '"', "-", "OR", "from:", "in:", ":", " ", "AND", "a"),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      show(parseQuery(pieces.join("")));
    }),
    { numRuns: 1_000 },
  );
});
