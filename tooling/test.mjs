// `npm test`: installs what is missing, then lint, types and tests; ends with one summary line.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { install, root } from "./install.mjs";

install();
const bin = path.join(root, "node_modules/.bin");
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
const run = (command, args) =>
  spawnSync(path.join(bin, command), args, { cwd: root, env, stdio: "inherit" }).status === 0;

let passed = 0;
let failed = 0;
const count = (ok) => (ok ? passed++ : failed++);

count(run("prisma", ["generate"]));
const linted = ["packages", "apps", "fixtures", "bench", "tooling"];
count(run("oxlint", ["--type-aware", ...linted]));
count(run("tsc", ["--noEmit", "-p", "tsconfig.json"]));
count(run("tsc", ["--noEmit", "-p", "apps/web/tsconfig.json"]));

const report = path.join(os.tmpdir(), `carbyne-tests-${process.pid}.json`);
const clean = run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, "utf8"));
  passed += numPassedTests;
  failed += numFailedTests;
  if (!clean && numFailedTests === 0) failed += Math.max(1, numFailedTestSuites);
  rmSync(report);
} else failed++;

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
