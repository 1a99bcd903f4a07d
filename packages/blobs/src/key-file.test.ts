import { mkdtemp, readdir, rm, stat, truncate } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createKeyFile } from "./key-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-key-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("processes that ask at the same time get one key, which only its owner may read", async () => {
  const place = path.join(folder, "keys");
  const keys = await Promise.all(Array.from({ length: 20 }, () => createKeyFile(place)()));
  expect(new Set(keys.map((key) => key.toString("hex"))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  expect(await readdir(place)).toEqual(["secrets.key"]);
  expect((await stat(path.join(place, "secrets.key"))).mode & 0o777).toBe(0o600);
});

test("a key that was cut off is told of and not taken, nor made anew over what it sealed", async () => {
  await createKeyFile(folder)();
  await truncate(path.join(folder, "secrets.key"), 16);
  await expect(createKeyFile(folder)()).rejects.toThrow("16 bytes instead of 32");
  expect((await stat(path.join(folder, "secrets.key"))).size).toBe(16);
});
