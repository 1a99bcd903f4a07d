import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { seal, unseal } from "./seal.ts";

const withKey = (key: Buffer) => ({ key: () => Promise.resolve(key) });

test("a secret opens with its key and for its purpose, and for nothing else", async () => {
  const ctx = withKey(randomBytes(32));
  const secret = Buffer.from("of all things this");
  const kept = await seal(ctx, "push", secret);
  expect(kept.includes(secret)).toBe(false);
  expect(kept.equals(await seal(ctx, "push", secret))).toBe(false);
  expect(await unseal(ctx, "push", kept)).toEqual(secret);
  await expect(unseal(ctx, "signing", kept)).rejects.toThrow("another key");
  await expect(unseal(withKey(randomBytes(32)), "push", kept)).rejects.toThrow("another key");
  const changed = Buffer.from(kept);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  await expect(unseal(ctx, "push", changed)).rejects.toThrow("another key");
});
