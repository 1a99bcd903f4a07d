import { expect, test } from "vitest";
import { buildList } from "../test-rows.ts";
import { headingsOf } from "./list-groups.ts";

test("a heading stands where the group changes, and at the top of a stretch only where it is certain", () => {
  const groups: Record<string, string> = { a: "one", b: "one", c: "two", m: "three", n: "three", o: "four" };
  const { segments } = buildList({ 0: "abc", 100: "mno" });
  expect(headingsOf(segments, (row) => groups[row.id] ?? "")).toEqual([
    { before: 0, label: "one" },
    { before: 2, label: "two" },
    { before: 102, label: "four" },
  ]);
  expect(headingsOf([], () => "")).toEqual([]);
});
