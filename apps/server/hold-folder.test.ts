import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { holdFolder } from "./hold-folder.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-hold-"));
const file = path.join(folder, "supervisor.pid");
afterAll(() => rmSync(folder, { recursive: true }));

test("a folder has one supervisor at a time, and is free again afterwards", () => {
  const release = holdFolder(folder);
  expect(() => holdFolder(folder)).toThrow(`is in use: Carbyne runs already, as process ${process.pid}`);
  release();
  expect(existsSync(file)).toBe(false);
  holdFolder(folder)();
});

test("what a killed supervisor left holds nothing, nor does a number that another process has now", () => {
  const { pid } = spawnSync("true");
  for (const left of [`${pid} 1\n`, `${process.pid} 1\n`, "", "nonsense\n", "-1 1\n"]) {
    writeFileSync(file, left);
    holdFolder(folder)();
  }
});
