import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";

test.each([
  "one two",
  '"one two" three',
  "one OR two three",
  "(one OR two) three",
  '-"one two" -three',
  "-(one two)",
  'from:"Ann B" in:inbox',
  "a OR b (c OR d)",
  '"OR"',
  '"from:ann"',
  '-":x"',
  "-(-in:a)",
])("%s is written as it was typed", (typed) => {
  expect(printQuery(parseQuery(typed))).toBe(typed);
});

test("what is printed is read as the same", () => {
  const piece = fc.constantFrom(
    "(",
    ")",
    '"',
    "-",
    "OR",
    "from:",
    "in:a",
    'to:"b c"',
    ":",
    "AND",
    "x",
    "ü",
    "日本",
    "a:b",
    "larger:5m",
    "label:",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, isSpaced) => {
      const printed = printQuery(parseQuery(pieces.join(isSpaced ? " " : "")));
      expect(printQuery(parseQuery(printed)), pieces.join(" ")).toBe(printed);
    }),
    { numRuns: 2_000 },
  );
});
