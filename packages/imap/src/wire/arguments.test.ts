import { expect, test } from "vitest";
import { Arguments } from "./arguments.ts";
import type { Piece } from "./command-reader.ts";

function args(line: string, ...rest: (string | Buffer)[]): Arguments {
  const pieces = [line, ...rest].map(
    (piece): Piece => (typeof piece === "string" ? { line: piece } : { literal: piece, isBinary: false }),
  );
  return new Arguments(pieces, false);
}

test.each([
  ["atom", "atom"],
  ['"quoted string"', "quoted string"],
  ['"a \\"b\\" \\\\"', 'a "b" \\'],
  ['""', ""],
  ["a]b", "a]b"],
  ['"gr\xc3\xbc\xc3\x9fe"', "grüße"],
])("the astring %j is %j", (line, value) => {
  const reader = args(line);
  expect(reader.astring()).toBe(value);
  reader.end();
});

test.each(["", " ", "(", ")", "%", "*", '"open', '"bad \\escape"', '"a\0b"', "{3}", '"\xff"', "a\x7f"])(
  "%j is no astring",
  (line) =>
    expect(() => {
      const reader = args(line);
      reader.astring();
      reader.end();
    }).toThrow(),
);

test("literals stand where strings may", () => {
  const reader = args("{5} (", Buffer.from("a\r\n(b"), " {0+}", Buffer.alloc(0), ")");
  expect(() => args("{5}", Buffer.from("a\0"), "").astring()).toThrow("NUL");
  expect(() => reader.astring()).toThrow();
  const good = args("{5}", Buffer.from("a\r\n(b"), " {0+}", Buffer.alloc(0), ")");
  expect(good.astring()).toBe("a\r\n(b");
  good.space();
  expect(good.isAtEnd()).toBe(false);
  expect(good.string()).toBe("");
  good.expect(")");
  good.end();
});

test.each([
  ["1", [[1, 1]]],
  ["1:*", [[1, Infinity]]],
  [
    "*:4,2",
    [
      [Infinity, 4],
      [2, 2],
    ],
  ],
  ["4294967295", [[4_294_967_295, 4_294_967_295]]],
])("the set %s", (line, ranges) => {
  const reader = args(line);
  expect(reader.sequenceSet()).toEqual(ranges.map(([from, to]) => ({ from, to })));
  reader.end();
});

test.each(["0", "1:", ":1", "1,", ",1", "1:2:3", "-1", "1 :2", "4294967296", "a", "$1", "1,$"])(
  "%j is no set",
  (line) =>
    expect(() => {
      const reader = args(line);
      reader.sequenceSet();
      reader.end();
    }).toThrow(),
);

test("flags are told apart from keywords", () => {
  expect(args("(\\seen \\Answered $Work work $work \\Recent)").flagList()).toEqual({
    flags: 3,
    keywords: ["$Work", "work"],
  });
  expect(args("\\Draft x").flags()).toEqual({ flags: 16, keywords: ["x"] });
  for (const line of ["(\\Nonsense)", "(a b", "(a  b)", "(\\)", "(a(b))"])
    expect(() => args(line).flagList()).toThrow();
});

test("lists can not be nested without end", () => {
  const reader = args("(".repeat(200));
  const nested = (): unknown => reader.list(nested);
  expect(nested).toThrow("too deep");
});

test("numbers have bounds", () => {
  expect(args("0").number()).toBe(0);
  expect(args("9007199254740991").number()).toBe(Number.MAX_SAFE_INTEGER);
  expect(args("18446744073709551615").modseq()).toBe(Number.MAX_SAFE_INTEGER);
  for (const line of ["", "x", "-1", "9007199254740992"]) expect(() => args(line).number()).toThrow();
  expect(() => args("0").nonZero()).toThrow();
});
