import { expect, test } from "vitest";
import { mailOf } from "./mail-of.ts";

const date = "2026-11-27T09:00:00.000Z";

test("a message without a mail has no card, and of a mail stands there what is known", () => {
  expect(mailOf({})).toBeNull();
  expect(mailOf({ mail: "no object" })).toBeNull();
  const from = { name: "Jonas Brandt", address: "jonas@brandt.example" };
  expect(mailOf({ mail: { subject: "Tiles", from, date, excerpt: "Dear Maren" } })).toEqual({
    subject: "Tiles",
    from: "Jonas Brandt <jonas@brandt.example>",
    date,
    excerpt: "Dear Maren",
  });
  expect(mailOf({ mail: { subject: "", from: { name: "", address: "a@b.example" }, date } })).toMatchObject({
    from: "a@b.example",
    excerpt: "",
  });
  expect(mailOf({ mail: { from: null, date } })).toMatchObject({ from: "", subject: "" });
});
