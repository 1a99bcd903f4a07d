import { expect, test } from "vitest";
import { sortKey } from "./sort-keys.ts";

test.each([
  ["Ángel Pérez", "angel perez"],
  ["„Zitat“ zuerst", "zitat“ zuerst"],
  ["[list] Re", "list] re"],
  ["ＦＵＬＬ width", "full width"],
  ["東京", "東京"],
  ["\0nul", "nul"],
  ["!!!", ""],
])("%j sorts as %j", (text, expected) => {
  expect(sortKey(text)).toBe(expected);
});

test("a key has an end, and never half a character", () => {
  expect(sortKey("x".repeat(500))).toHaveLength(80);
  expect(sortKey(`${"x".repeat(79)}😁`).isWellFormed()).toBe(true);
});
