import { expect, test } from "vitest";
import { isId, newId } from "./ids.ts";

test("ids are version 7, in order and never the same", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids.slice(0, 100))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a string that is no id is known as such", () => {
  expect(isId(newId())).toBe(true);
  expect(isId("'; drop table")).toBe(false);
});
