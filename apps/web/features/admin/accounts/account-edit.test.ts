import { expect, test } from "vitest";
import type { Account } from "../types.ts";
import { editOf, quotaBytes, updateOf } from "./account-edit.ts";

const account: Account = {
  id: "01997d3e-0000-7000-8000-000000000001",
  name: "Ana Ruiz",
  address: "ana@riverton.example",
  role: "user",
  isShared: false,
  state: "active",
  usedBytes: 1_000,
  quotaBytes: 2_500_000_000,
  messagesPerDay: null,
  recipientsPerDay: 500,
  lastSeenAt: null,
  createdAt: "2026-01-04T09:00:00Z",
  aliases: ["office@riverton.example"],
};

test("a form that was not touched changes nothing", () => {
  expect(updateOf(account, editOf(account))).toEqual({});
  const unlimited = { ...account, quotaBytes: null };
  expect(updateOf(unlimited, editOf(unlimited))).toEqual({});
});

test("only what differs is sent", () => {
  const edit = editOf(account);
  expect(updateOf(account, { ...edit, name: " Ana R. " })).toEqual({ name: "Ana R." });
  expect(updateOf(account, { ...edit, quota: "" })).toEqual({ quotaBytes: null });
  expect(updateOf(account, { ...edit, aliases: [] })).toEqual({ aliases: [] });
  expect(updateOf(account, { ...edit, messages: "0", recipients: "" })).toEqual({
    messagesPerDay: 0,
    recipientsPerDay: null,
  });
  expect(updateOf(account, { ...edit, role: "admin" })).toEqual({ role: "admin" });
});

test("aliases in another order are the same", () => {
  const two = { ...account, aliases: ["a@x.example", "b@x.example"] };
  expect(updateOf(two, { ...editOf(two), aliases: ["b@x.example", "a@x.example"] })).toEqual({});
});

test.each([
  ["2,5", 2_500_000_000],
  ["0.25", 250_000_000],
  ["", null],
  ["0", undefined],
  ["-1", undefined],
  ["much", undefined],
  ["1e9", undefined],
])("%j gigabytes are %s bytes", (text, bytes) => {
  expect(quotaBytes(text)).toBe(bytes);
});
