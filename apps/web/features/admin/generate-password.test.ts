import { expect, test } from "vitest";
import { generatePassword } from "./generate-password.ts";

test("passwords are four groups without look-alikes, and never the same", () => {
  const made = Array.from({ length: 200 }, generatePassword);
  for (const password of made) expect(password).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{5}(?:-[a-km-zA-HJ-NP-Z2-9]{5}){3}$/);
  expect(new Set(made).size).toBe(made.length);
});
