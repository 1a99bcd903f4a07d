import { expect, test } from "vitest";
import { guestBaseOf } from "./guest-base.ts";

const token = "abcdefghijklmnopqrstuvwxyz_-0123";

test("what a guest's page asks lies below the address of the invitation, on all other pages it does not", () => {
  expect(guestBaseOf(`/r/${token}`)).toBe(`/r/${token}`);
  expect(guestBaseOf(`/r/${token}/about`)).toBe(`/r/${token}`);
  for (const path of ["/", "/chat/r", `/s/${token}`, "/r/short", `/r/${token}4`, `/x/r/${token}`])
    expect(guestBaseOf(path)).toBe("");
});
