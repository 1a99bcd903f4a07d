import { expect, test } from "vitest";
import { sizeFaults } from "./check-sizes.ts";

const file = (path: string, lines: number) => ({ path, text: "x\n".repeat(lines) });

test("files of a readable length in folders with a name are well", () => {
  expect(sizeFaults([file("packages/a/src/b.ts", 350), file("packages/a/src/wire/c.ts", 60)])).toEqual([]);
});

test("a file over 500 lines, too many over 350 and a folder without a meaning are found", () => {
  expect(sizeFaults([...Array.from({ length: 40 }, (_, i) => file(`a/${i}.ts`, 10)), file("a/long.ts", 501)])).toEqual([
    "a/long.ts: 501 lines, more than 500",
  ]);
  expect(sizeFaults([file("a/b.ts", 351), file("a/c.ts", 10)])[0]).toContain("1 of 2 files are longer than 350 lines");
  expect(sizeFaults([file("packages/a/src/utils/deep/b.ts", 1)])[0]).toMatch(/^packages\/a\/src\/utils\/: /);
});
