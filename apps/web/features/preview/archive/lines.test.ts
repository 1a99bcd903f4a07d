import { expect, test } from "vitest";
import { linesOf } from "./lines.ts";

const file = (path: string, sizeBytes = 1) => ({
  path,
  sizeBytes,
  isFolder: path.endsWith("/"),
  changedAt: null,
  isEncrypted: false,
});

test("folders stand before what is in them and before files, named or not", () => {
  const lines = linesOf([file("z.txt"), file("a/b/c.txt"), file("a/"), file("./a/a.txt"), file("B.txt")]);
  expect(lines.map(({ path, depth, isFolder }) => [path, depth, isFolder])).toEqual([
    ["a", 0, true],
    ["a/b", 1, true],
    ["a/b/c.txt", 2, false],
    ["a/a.txt", 1, false],
    ["B.txt", 0, false],
    ["z.txt", 0, false],
  ]);
});

test("a single file that is packed need not have a name", () => {
  expect(linesOf([file("", 7)])).toMatchObject([{ name: "", sizeBytes: 7 }]);
});
