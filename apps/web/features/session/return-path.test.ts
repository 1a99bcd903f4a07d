import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

test.each([
  ["/mail/inbox", "/mail/inbox"],
  ["/mail/search?q=from:ana", "/mail/search?q=from:ana"],
  [undefined, "/"],
  ["", "/"],
  ["https://elsewhere.example/", "/"],
  ["//elsewhere.example/", "/"],
  ["/\\elsewhere.example/", "/"],
  ["/\t/elsewhere.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?to=/sign-in", "/"],
  ["mail", "/"],
])("%j leads to %j", (to, path) => {
  expect(returnPath(to)).toBe(path);
});
