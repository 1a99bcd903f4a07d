import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { type RawCommand, readCommand, type Unreadable } from "./command-reader.ts";
import { Input, Silence } from "./input.ts";

const limits = { lineBytes: 100, literalBytes: 20, commandBytes: 300, messageBytes: 50 };

async function read(text: string, count = 1): Promise<(RawCommand | Unreadable | null | "go")[]> {
  const stream = new PassThrough();
  const input = new Input(stream, { idleMs: 100, stallMs: 100 });
  stream.end(Buffer.from(text, "latin1"));
  const results: (RawCommand | Unreadable | null | "go")[] = [];
  while (count-- > 0)
    results.push(
      await readCommand(input, limits, async () => {
        results.push("go");
      }),
    );
  return results;
}

test.each([
  ["a NOOP\r\n", { tag: "a", name: "NOOP", pieces: [{ line: "" }] }],
  ["a uid  fetch 1 x\r\n", { tag: "a", name: "UID FETCH", pieces: [{ line: " 1 x" }] }],
  ["A.1]x login b\n", { tag: "A.1]x", name: "LOGIN", pieces: [{ line: " b" }] }],
  ["\r\n", { tag: "*", problem: "syntax", isFatal: false }],
  ["+ NOOP\r\n", { tag: "*", problem: "syntax", isFatal: false }],
  ["a\r\n", { tag: "a", problem: "syntax", isFatal: false }],
  [" a NOOP\r\n", { tag: "*", problem: "syntax", isFatal: false }],
  [`a ${"x".repeat(200)}\r\n`, { tag: "*", problem: "too-long", isFatal: false }],
  ["a NOOP", null],
  ["", null],
  ["a LOGIN {4+}\r\nab", null],
])("%j", async (text, command) => {
  expect(await read(text)).toEqual([command]);
});

test("literals are asked for, unless they come unasked", async () => {
  expect(await read("a LOGIN {3}\r\nann {2+}\r\nx\n\r\nb NOOP\r\n", 2)).toEqual([
    "go",
    {
      tag: "a",
      name: "LOGIN",
      pieces: [
        { line: " {3}" },
        { literal: Buffer.from("ann"), isBinary: false },
        { line: " {2+}" },
        { literal: Buffer.from("x\n"), isBinary: false },
        { line: "" },
      ],
    },
    { tag: "b", name: "NOOP", pieces: [{ line: "" }] },
  ]);
});

test("a literal too large is refused where it stands, or read and forgotten", async () => {
  const tooLong = { tag: "a", problem: "too-long", isFatal: false };
  expect(await read(`a LOGIN {21}\r\nb NOOP\r\n`, 2)).toEqual([tooLong, expect.objectContaining({ tag: "b" })]);
  expect(await read(`a LOGIN {21+}\r\n${"x".repeat(21)} {1+}\r\ny\r\nb NOOP\r\n`, 2)).toEqual([
    tooLong,
    expect.objectContaining({ tag: "b" }),
  ]);
  expect(await read(`a LOGIN ${"{20+}\r\n".concat("x".repeat(20), " ").repeat(20)}\r\n`)).toEqual([tooLong]);
  expect(await read("a APPEND box {51}\r\n")).toEqual([{ tag: "a", problem: "too-big", isFatal: false }]);
  expect(await read("a APPEND {51}\r\n")).toEqual([tooLong]);
  expect(await read("a APPEND box {9999999999+}\r\n")).toEqual([{ tag: "a", problem: "too-big", isFatal: true }]);
});

test("silence inside of a command ends it", async () => {
  const stream = new PassThrough();
  const input = new Input(stream, { idleMs: 10_000, stallMs: 20 });
  stream.write("a LOGIN {4+}\r\nab");
  await expect(readCommand(input, limits, async () => {})).rejects.toThrow(Silence);
});
