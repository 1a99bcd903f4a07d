import { expect, test } from "vitest";
import { buildList } from "../test-rows.ts";
import { wantedFor } from "./load-list.ts";

const data = buildList({ 0: "abcdefghij", 1_000: "klmnop" }, 5_000);

test("what is near to loaded rows is read on from them, what is far is jumped to", () => {
  expect(wantedFor(data, { first: 0, last: 5 })).toMatchObject({ kind: "after", row: { id: "j" } });
  expect(wantedFor(data, { first: 120, last: 130 })).toMatchObject({ kind: "after", row: { id: "j" } });
  expect(wantedFor(data, { first: 400, last: 420 })).toEqual({ kind: "at", start: 360 });
  expect(wantedFor(data, { first: 950, last: 970 })).toMatchObject({ kind: "before", row: { id: "k" } });
  expect(wantedFor(data, { first: 1_000, last: 1_005 })).toMatchObject({ kind: "before", row: { id: "k" } });
  expect(wantedFor(data, { first: 4_990, last: 4_999 })).toEqual({ kind: "at", start: 4_950 });
});

test("nothing is read where everything is there", () => {
  expect(wantedFor(buildList({ 0: "abc" }), { first: 0, last: 2 })).toBeNull();
  expect(wantedFor(buildList({}), { first: 0, last: 0 })).toBeNull();
});

test("a search is read on at its end", () => {
  const found = { ...buildList({ 0: "abcdefghij" }), nextCursor: "x" };
  expect(wantedFor(found, { first: 0, last: 9 })).toEqual({ kind: "cursor", cursor: "x", start: 10 });
});
