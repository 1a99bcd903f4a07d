import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isRunning, processesOf, pssOf } from "./processes.ts";
import { makeFolder, removeFolder } from "./scratch.ts";

let mark = "";
beforeAll(() => {
  mark = makeFolder("processes");
});
afterAll(() => removeFolder(mark));

/** A parent that starts two sleepers: a plain child without the mark, and one that left its session and has it as its folder. */
const parent = `
  const { spawn } = require("node:child_process");
  const plain = spawn("sleep", ["60"], { env: { PATH: process.env.PATH } });
  const away = spawn("sleep", ["60"], { env: { PATH: process.env.PATH }, cwd: process.env.MARK, detached: true });
  console.log(plain.pid, away.pid);
  process.on("SIGTERM", () => { plain.kill(); process.exit(); });
  setInterval(() => {}, 1000);
`;

test("children, and those who only carry the folder, are found, weighed, and seen to be gone", async () => {
  const child = spawn(process.execPath, ["-e", parent], {
    env: { ...process.env, MARK: mark },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  const [plain = 0, away = 0] = String(line).trim().split(" ").map(Number);
  const ids = processesOf(child.pid, mark).map(({ pid }) => pid);
  expect(new Set(ids)).toEqual(new Set([child.pid, plain, away]));
  expect(pssOf(plain)).toBeGreaterThan(50_000);
  expect(pssOf(child.pid ?? 0)).toBeGreaterThan(5_000_000);

  child.kill("SIGTERM");
  await once(child, "exit");
  expect(processesOf(undefined, mark).map(({ pid, name }) => [pid, name])).toEqual([[away, "sleep"]]);
  process.kill(away, "SIGKILL");
  await expect.poll(() => isRunning(away)).toBe(false);
  expect(processesOf(undefined, mark)).toEqual([]);
});

test("a process that is not there weighs nothing", () => {
  expect(pssOf(2 ** 22 + 1)).toBe(0);
});
