import { expect, test } from "vitest";
import type { OwnLink } from "./api.ts";
import { dayOf } from "../../sharing/terms.ts";
import { draftOf, faultOf, firstDraft, keepRules, newDraft, termsOf } from "./draft.ts";

test("what is not said is not limited, and only what a kind of link has goes to the server", () => {
  expect(termsOf(firstDraft)).toEqual({ description: "", code: null, expiresAt: null, downloadLimit: null });
  expect(termsOf({ ...firstDraft, kind: "view", downloadLimit: "3" })).not.toHaveProperty("downloadLimit");
  expect(termsOf({ ...firstDraft, kind: "upload", uploadLimit: "2" })).toMatchObject({ uploadLimit: 2_000_000_000 });
});

test("a code that is not typed anew is kept, and one that is not wanted any more goes", () => {
  const link: OwnLink = {
    id: "1",
    kind: "download",
    role: null,
    isForVisitors: false,
    token: "a",
    description: "Plans",
    hasCode: true,
    expiresAt: "2026-12-24T22:59:59.000Z",
    isOver: false,
    downloadLimit: 3,
    downloads: 1,
    uploadLimit: null,
    uploadedBytes: 0,
    byName: null,
    canChange: true,
    createdAt: "2026-11-26T10:00:00.000Z",
  };
  const draft = draftOf(link);
  expect(termsOf(draft)).toMatchObject({ description: "Plans", downloadLimit: 3 });
  expect(termsOf(draft)).not.toHaveProperty("code");
  expect(termsOf({ ...draft, code: "Dachstuhl" })).toMatchObject({ code: "Dachstuhl" });
  expect(termsOf({ ...draft, hasCode: false })).toMatchObject({ code: null });
});

test("a short code and limits that are no numbers are told before they are sent", () => {
  expect(faultOf(firstDraft, false)).toBeNull();
  expect(faultOf({ ...firstDraft, hasCode: true }, false)).toBe("code");
  expect(faultOf({ ...firstDraft, hasCode: true }, true)).toBeNull();
  expect(faultOf({ ...firstDraft, hasCode: true, code: "12345" }, true)).toBe("code");
  for (const downloadLimit of ["0", "x", "1.5", "-1"])
    expect(faultOf({ ...firstDraft, downloadLimit }, false)).toBe("downloadLimit");
  expect(faultOf({ ...firstDraft, kind: "upload", uploadLimit: "" }, false)).toBe("uploadLimit");
});

test("what an administrator wants is in the form from the start, and what it does not allow is told before it is sent", () => {
  const rules = { isAllowed: true, needsCode: true, mostDays: 7 };
  const inDays = (count: number) => dayOf(new Date(Date.now() + count * 86_400_000));
  const draft = newDraft(rules);
  expect(draft).toMatchObject({ kind: "download", hasCode: true, lastDay: inDays(7) });
  expect(faultOf(draft, false, rules)).toBe("code");
  expect(faultOf({ ...draft, code: "Dachstuhl" }, false, rules)).toBeNull();
  for (const lastDay of ["", inDays(9)])
    expect(faultOf({ ...draft, code: "Dachstuhl", lastDay }, false, rules)).toBe("lastDay");
  expect(keepRules({ ...firstDraft, lastDay: inDays(2) }, rules).lastDay).toBe(inDays(2));
  expect(newDraft({ isAllowed: false, needsCode: true, mostDays: 7 })).toEqual({ ...firstDraft, kind: "collaborate" });
  expect(faultOf({ ...firstDraft, kind: "collaborate" }, false, rules)).toBeNull();
});
