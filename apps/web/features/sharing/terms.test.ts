import { expect, test } from "vitest";
import { dayOf, draftOf, firstTerms, termsOf } from "./terms.ts";

test("the last day is shared to its end, and comes back as the same day", () => {
  const terms = termsOf({ ...firstTerms, lastDay: "2026-12-24" });
  expect(new Date(terms.expiresAt ?? "").getHours()).toBe(23);
  expect(dayOf(new Date(terms.expiresAt ?? ""))).toBe("2026-12-24");
  expect(termsOf(firstTerms).expiresAt).toBeNull();
  expect(termsOf({ ...firstTerms, lastDay: "nonsense" }).expiresAt).toBeNull();
});

test("terms go through the form unchanged", () => {
  const share = {
    role: null,
    includesSubfolders: false,
    canSendAs: false,
    canSendOnBehalf: true,
    sentCopy: "owner",
    expiresAt: null,
    note: "For the audit",
  } as const;
  expect(termsOf(draftOf(share))).toEqual(share);
});
