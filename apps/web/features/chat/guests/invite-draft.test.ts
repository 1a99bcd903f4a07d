import { expect, test } from "vitest";
import { faultOf, firstDraft, termsOf } from "./invite-draft.ts";

const draft = firstDraft(new Date("2026-01-15T12:00:00Z"));

test("an invitation has an end unless one takes it away, and is open to the end of its last day", () => {
  expect(draft.lastDay).toBe("2026-02-14");
  expect(termsOf(draft).expiresAt).toBe(new Date("2026-02-14T23:59:59").toISOString());
  expect(termsOf({ ...draft, lastDay: "" }).expiresAt).toBeNull();
});

test("a mail is for one address, a link for whoever has it", () => {
  const mail = { ...draft, kind: "mail" as const, address: " gus@far.example ", mostUses: "7" };
  expect(termsOf(mail)).toMatchObject({ address: "gus@far.example", mostUses: null });
  expect(termsOf({ ...mail, kind: "link" })).toMatchObject({ address: null, mostUses: 7 });
});

test("what cannot be so is told before anybody is asked", () => {
  expect(faultOf(draft)).toBeNull();
  expect(faultOf({ ...draft, kind: "mail", address: "gus" })).toBe("address");
  for (const mostUses of ["0", "-1", "1.5", "many", "10001"]) expect(faultOf({ ...draft, mostUses })).toBe("mostUses");
  expect(faultOf({ ...draft, mostUses: "10000" })).toBeNull();
});
