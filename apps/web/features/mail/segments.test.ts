import { expect, test } from "vitest";
import { lineOf, rowAt, type Stretch, trimmed, withStretch, withTotal } from "./segments.ts";
import { buildList, buildRow, inboxKey, lettered, shortly } from "./test-rows.ts";

const add = (data: ReturnType<typeof buildList>, letters: string, start: number, more: Partial<Stretch> = {}) =>
  shortly(withStretch(data, { rows: Array.from(letters, (letter) => lettered(letter)), start, ...more }, inboxKey));

test("a line and its row find each other", () => {
  const data = buildList({ 0: "ab", 7: "mn" }, 20);
  expect([0, 1, 2, 7, 8, 9].map((line) => rowAt(data, line)?.id)).toEqual(["a", "b", undefined, "m", "n", undefined]);
  expect(["a", "n", "x"].map((id) => lineOf(data, id))).toEqual([0, 8, -1]);
});

test("what was read on from a row goes on there", () => {
  expect(add(buildList({ 0: "ab" }, 50), "bcd", 1)).toBe("0:abcd /50");
  expect(add(buildList({ 0: "ab", 20: "mn" }, 50), "klm", 17)).toBe("0:ab 18:klmn /50");
});

test("what was jumped to stands by itself, where it was guessed to be, and never touches what it does not overlap", () => {
  expect(add(buildList({ 0: "ab" }, 50), "mn", 30)).toBe("0:ab 30:mn /50");
  expect(add(buildList({ 0: "ab", 4: "xy" }, 50), "mn", 2)).toBe("0:ab 3:mn 6:xy /52");
});

test("a gap that closes puts right how many lines it had been thought to have", () => {
  expect(add(buildList({ 0: "ab", 10: "mn", 30: "xy" }, 50), "bcm", 1)).toBe("0:abcmn 23:xy /43");
  expect(add(buildList({ 0: "ab", 3: "mn" }, 5), "bcdefm", 1)).toBe("0:abcdefmn /8");
});

test("the ends of the list are where the server says that nothing more is", () => {
  expect(add(buildList({ 0: "ab" }, 50), "bcd", 1, { isLast: true })).toBe("0:abcd /4");
  expect(add(buildList({ 30: "mn" }, 50), "abm", 20, { isFirst: true })).toBe("0:abmn /22");
  expect(add(buildList({ 0: "ab" }, 50), "", 40, { isLast: true })).toBe("0:ab /2");
});

test("the total that was counted holds, but never less than what is loaded", () => {
  expect(shortly(withTotal(buildList({ 0: "ab", 90: "mn" }, 100), 50))).toBe("0:ab 48:mn /50");
  expect(shortly(withTotal(buildList({ 0: "abcd" }, 4), 2))).toBe("0:abcd /4");
});

test("of very many rows those far from sight are let go, except the top", () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => buildRow(`r${at}`, 100_000 - at));
  const data = { ...buildList({}), segments: [{ start: 0, rows }], total: 5_000 };
  const kept = trimmed(data, { first: 3_000, last: 3_020 });
  expect(kept.segments.map(({ start, rows: { length } }) => [start, length])).toEqual([
    [0, 100],
    [2_200, 1_620],
  ]);
  expect(trimmed(kept, { first: 0, last: 20 })).toBe(kept);
});
