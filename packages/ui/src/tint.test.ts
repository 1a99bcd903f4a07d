import { expect, test } from "vitest";
import { initialsOf, tintOf } from "./tint.ts";

test("an address always has the same tint, whatever its case, inside the palette of twelve", () => {
  expect(tintOf("Ann@Example.org")).toBe(tintOf("ann@example.org"));
  for (const text of ["", "a", "b", "高橋 美咲", "x".repeat(1000)]) {
    expect(tintOf(text)).toBeGreaterThanOrEqual(1);
    expect(tintOf(text)).toBeLessThanOrEqual(12);
  }
});

test.each([
  ["Amara Okafor", "AO"],
  ["Henrik Vestergaard-Lindqvist", "HL"],
  ["élodie", "É"],
  ["高橋 美咲", "高"],
  ["شيرين حداد", "ش"],
  ["info@riverton.example", "I"],
  ["amara.okafor@riverton.example", "AO"],
  ["«»", "?"],
  ["", "?"],
])("the initials of %s are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
