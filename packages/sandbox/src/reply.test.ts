import fc from "fast-check";
import { expect, test } from "vitest";
import { readReply } from "./reply.ts";

test("the end and the files of a command", () => {
  const files = new Map([
    ["a.png", Buffer.from("ab\nc")],
    ["b", Buffer.alloc(0)],
  ]);
  expect(readReply(Buffer.from("exit 3\nfile 4 a.png\nab\ncfile 0 b\n"))).toEqual({ code: 3, files });
});

test.each([
  "",
  "exit",
  "exit 3",
  "exit x\n",
  "exit 0\nfile 9 a\nab",
  "exit 0\nfile 1 ../a\na",
  "exit 0\nmore\n",
  "exit 0\nfile 999999999999 a\n",
])("a reply that is broken off or forged is none: %j", (text) => expect(readReply(Buffer.from(text))).toBeNull());

test("whatever comes is read without a fault", () => {
  const line = fc.constantFrom("exit 0\n", "file 3 a\n", "file -1 a\n", "abc", "\n", "file 3 a b\n");
  fc.assert(
    fc.property(
      fc.array(fc.oneof(line, fc.string()), { maxLength: 8 }),
      (parts) => void readReply(Buffer.from(parts.join(""))),
    ),
  );
});
