// `npm run check`: types, lint, format, the rules of the house and the unit tests; `npm test` does this and more. Plain JavaScript: it may have to
// begin on the machine's own Node.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { install, root } from "./install.mjs";
import { makeWorker } from "./media-worker/worker.mjs";

const bin = path.join(root, "node_modules/.bin");
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, CHECKPOINT_DISABLE: "1" };

const steps = [
  ["database client", "prisma", ["generate"]],
  ["types", "tsc", ["--noEmit", "-p", "tsconfig.json"]],
  ["types of the web app", "tsc", ["--noEmit", "-p", "apps/web/tsconfig.json"]],
  ["lint", "oxlint", ["--type-aware"]],
  ["format", "biome", ["format", "."]],
  ...["boundaries", "rfcs", "tokens", "audience", "sizes", "dead", "migrations"].map((name) => [
    name,
    "node",
    [`tooling/check-${name}.ts`],
  ]),
];

/** Runs a step; what it printed is shown when it fails. Each counts as one test. */
async function step([name, command, args]) {
  const begun = Date.now();
  const child = spawn(path.join(bin, command), args, { cwd: root, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const [status] = await once(child, "close");
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (status !== 0) console.error(output);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs the steps: the first makes what the others read, and these go two at a time. */
async function runSteps() {
  const [first, ...others] = steps;
  const results = [await step(first)];
  const run = async () => {
    for (let next = others.shift(); next; next = others.shift()) results.push(await step(next));
  };
  await Promise.all([run(), run()]);
  return results;
}

/** Runs Vitest and counts its tests; a file that does not even load counts as failed. Names the files in which something failed. */
export function vitest(args) {
  const file = path.join(os.tmpdir(), `carbyne-tests-${process.pid}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { status } = spawnSync(path.join(bin, "vitest"), ["run", ...reporters, ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, files: [] };
  const {
    numPassedTests: passed,
    numFailedTests,
    numFailedTestSuites,
    testResults,
  } = JSON.parse(readFileSync(file, "utf8"));
  rmSync(file);
  const files = testResults.filter((one) => one.status === "failed").map((one) => path.relative(root, one.name));
  return { passed, failed: Math.max(numFailedTests, status === 0 ? 0 : Math.max(1, numFailedTestSuites)), files };
}

/**
 * The same, and what failed is tried once more, a file at a time on a machine that does nothing else: tests of a file build on each other, so one alone
 * cannot be tried again. Says which file needed it.
 */
export function vitestTwice(args) {
  const first = vitest(args);
  if (first.failed === 0 || first.files.length === 0 || first.files.length > 3) return first;
  console.log(`Trying once more: ${first.files.join(", ")}`);
  const second = vitest([...args, ...first.files]);
  return { passed: first.passed + first.failed - second.failed, failed: second.failed };
}

export function sum(results) {
  return results.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}

/** The quick half of all tests. */
export async function check() {
  // Without it the tests of meetings have nothing to speak with; it is made once for a machine.
  await makeWorker(console.log).catch((error) => console.error(error.message));
  return sum([...(await runSteps()), vitestTwice([])]);
}

/** The last line that a run prints, and the process's end. */
export function finish({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

if (process.argv[1] === path.join(root, "tooling/check.mjs")) {
  install();
  finish(await check());
}
