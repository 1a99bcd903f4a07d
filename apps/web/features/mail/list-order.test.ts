import { expect, test } from "vitest";
import { isAbove, standOf } from "./list-order.ts";
import { buildRow } from "./test-rows.ts";

const at = (id: string, minute: number, more: Partial<ReturnType<typeof buildRow>["stand"]>) => {
  const row = buildRow(id, minute);
  return { ...row, stand: { ...row.stand, ...more } };
};

test.each([
  ["date", "desc", "bac"],
  ["date", "asc", "cab"],
  ["sender", "asc", "acb"],
  ["sender", "desc", "bca"],
  ["size", "desc", "bac"],
  ["size", "asc", "cab"],
] as const)("by %s %s the rows stand %s", (sort, direction, expected) => {
  const rows = [
    at("a", 2, { senderKey: "ana", sizeBytes: 5 }),
    at("b", 3, { senderKey: "ben", sizeBytes: 90 }),
    at("c", 1, { senderKey: "ana", sizeBytes: 5, uid: "9" }),
  ];
  // Of the two that are equal, in size say, the newer one is first, and last in the reverse order.
  const sorted = rows.toSorted((one, other) => (isAbove(one, other, { sort, direction }) ? -1 : 1));
  expect(sorted.map((row) => row.id).join("")).toBe(expected);
});

test("a row says where it stands in the words of the server", () => {
  const row = at("a", 2, { sizeBytes: 5 });
  expect(standOf(row, { sort: "size", direction: "desc" })).toMatchObject({ key: "5", uid: "1", mailboxId: "inbox" });
});
