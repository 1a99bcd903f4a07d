import { expect, test } from "vitest";
import { complete, lastToken } from "./last-token.ts";

test.each([
  ["", { before: "", operator: null, value: "" }],
  ["roof", { before: "", operator: null, value: "roof" }],
  ["roof from:an", { before: "roof ", operator: "from", value: "an" }],
  ['roof from:"Ann Sm', { before: "roof ", operator: "from", value: "Ann Sm" }],
  ["-in:arch", { before: "", operator: "in", value: "arch", isNegated: true }],
  ["(to:b", { before: "(", operator: "to", value: "b" }],
  ["foo:bar", { before: "", operator: null, value: "foo:bar" }],
  ["roof ", { before: "roof ", operator: null, value: "" }],
])("%j", (text, found) => {
  expect(lastToken(text)).toMatchObject(found);
});

test("a value with a space is put into quotation marks", () => {
  expect(complete(lastToken("roof fr"), "from", "Ann Smith")).toBe('roof from:"Ann Smith" ');
  expect(complete(lastToken("-fr"), "from", "a@b.example")).toBe("-from:a@b.example ");
  expect(complete(lastToken("x lar"), "larger", "")).toBe("x larger:");
});
