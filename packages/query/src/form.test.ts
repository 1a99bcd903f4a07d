import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyForm, formOf, queryOf, type SearchForm } from "./form.ts";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";

test("fields are read from what was typed", () => {
  expect(formOf('from:ann subject:"new roof" has:attachment larger:5m roof -tiles (a OR b)')).toEqual({
    ...emptyForm,
    from: "ann",
    subject: "new roof",
    hasAttachment: true,
    larger: "5m",
    words: "roof (a OR b)",
    without: "tiles",
  });
});

test("a second operator of one kind stays in the words", () => {
  expect(formOf("from:ann from:bob")).toMatchObject({ from: "ann", words: "from:bob" });
});

test("words with OR do not become alternatives to the fields", () => {
  expect(queryOf({ ...emptyForm, from: "ann", words: "a OR b" })).toBe("from:ann (a OR b)");
});

test("each word that may not occur gets its own minus", () => {
  expect(queryOf({ ...emptyForm, words: "roof", without: 'tiles "old slate"' })).toBe('roof -tiles -"old slate"');
});

const value = fc.stringMatching(/^[a-z0-9ü]{1,8}( [a-z0-9]{1,8})?$/);
const form: fc.Arbitrary<SearchForm> = fc.record({
  from: fc.oneof(fc.constant(""), value),
  to: fc.oneof(fc.constant(""), value),
  subject: fc.oneof(fc.constant(""), value),
  filename: fc.oneof(fc.constant(""), value),
  in: fc.oneof(fc.constant(""), value),
  tag: fc.oneof(fc.constant(""), value),
  larger: fc.constantFrom("", "5m"),
  smaller: fc.constantFrom("", "1g"),
  after: fc.constantFrom("", "2026-11-25"),
  before: fc.constantFrom("", "2026-12-24"),
  hasAttachment: fc.boolean(),
  isUnread: fc.boolean(),
  isStarred: fc.boolean(),
  words: fc.oneof(fc.constant(""), value),
  without: fc.constantFrom("", "tiles", "tiles slate"),
});

test("a form that is written and read again is the same form", () => {
  fc.assert(
    fc.property(form, (one) => {
      expect(formOf(queryOf(one))).toEqual(one);
    }),
  );
});

test("what was typed means the same after it went through the form", () => {
  const parts = [
    "from:ann",
    "from:bob",
    "-x",
    "-(a b)",
    '"p q"',
    "(a OR b)",
    "is:unread",
    "in:inbox",
    "word",
    "-from:c",
  ];
  fc.assert(
    fc.property(fc.subarray(parts), (typed) => {
      const sorted = (text: string) => {
        const query = parseQuery(text);
        return (query?.kind === "and" ? query.of : query ? [query] : []).map(printQuery).toSorted();
      };
      expect(sorted(queryOf(formOf(typed.join(" "))))).toEqual(sorted(typed.join(" ")));
    }),
  );
});
