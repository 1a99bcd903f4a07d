import { expect, test } from "vitest";
import { type Chosen, extended, toggled } from "./chosen.ts";

const order = ["a", "b", "c", "d", "e"];
const chosen = (ids: string, at: string): Chosen => ({ ids: new Set(ids), at });
const told = ({ ids, at }: Chosen) => `${[...ids].toSorted().join("")} ${at}`;

test("one is chosen by a press and no longer by the next, and the last one may go too", () => {
  expect(told(toggled(chosen("a", "a"), "c"))).toBe("ac c");
  expect(told(toggled(chosen("ac", "c"), "a"))).toBe("c a");
  expect(told(toggled(chosen("c", "a"), "c"))).toBe(" c");
});

test("a stretch is chosen up to where one stood last, in both directions, beside what is chosen", () => {
  expect(told(extended(chosen("b", "b"), "d", order))).toBe("bcd d");
  expect(told(extended(chosen("ad", "d"), "b", order))).toBe("abcd b");
  expect(told(extended(chosen("x", "x"), "b", order))).toBe("bx b");
});
