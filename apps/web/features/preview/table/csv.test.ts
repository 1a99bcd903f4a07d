import { expect, test } from "vitest";
import { parseCsv, widthsOf } from "./csv.ts";

const rows = (text: string, most = 100) => parseCsv(text, most).rows;

test.each([
  ["a,b\r\n1,2\r\n"],
  ["a;b\n1;2"],
  ["a\tb\n1\t2\n"],
  ["a|b\n1|2\n"],
  ["\ufeffa,b\r1,2"],
  ["sep=;\r\na;b\r\n1;2"],
])("the sign that separates is found: %j", (text) => {
  expect(rows(text)).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
});

test("cells in quotes hold everything, and a number with a comma does not separate", () => {
  expect(rows('name;price\n"Nail, long";1,20\n"two\nlines";"say ""yes"""')).toEqual([
    ["name", "price"],
    ["Nail, long", "1,20"],
    ["two\nlines", 'say "yes"'],
  ]);
});

test("what is broken or long ends", () => {
  expect(rows('a,b\n"never ended')).toEqual([["a", "b"], ["never ended"]]);
  expect(rows("")).toEqual([]);
  expect(parseCsv("a\n".repeat(10), 4)).toEqual({ rows: [["a"], ["a"], ["a"], ["a"]], isCut: true });
  expect(widthsOf([["x".repeat(100), "ab"], ["y"]])).toEqual([40, 4]);
});
