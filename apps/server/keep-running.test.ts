import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { silentLogger } from "@carbyne/kernel";
import { afterAll, expect, test } from "vitest";
import { keepRunning } from "./keep-running.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-kept-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that writes down each of its starts, and then does as told. */
function program(name: string, body: string) {
  const file = path.join(folder, `${name}.mjs`);
  const trace = path.join(folder, `${name}.trace`);
  writeFileSync(trace, "");
  writeFileSync(
    file,
    `import { appendFileSync } from "node:fs";\nappendFileSync(${JSON.stringify(trace)}, "s");\n${body}`,
  );
  return { name, file, environment: {}, log: silentLogger, starts: () => readFileSync(trace, "utf8").length };
}

const wellBehaved = `
  process.on("SIGTERM", () => process.disconnect());
  process.on("message", ({ renewed }) => renewed.cert === "bye" && process.exit(3));
  process.send("ready");
  setInterval(() => process.connected ? process.send("alive") : process.exit(0), 50);
`;

test("a killed process is started again, and one that is stopped is not", async () => {
  const child = program("killed", wellBehaved);
  const kept = keepRunning(child);
  await kept.isReady;
  const before = kept.pid();
  process.kill(before ?? 0, "SIGKILL");
  await expect.poll(() => kept.pid() !== before && child.starts(), { timeout: 10_000 }).toBe(2);
  await kept.stop();
  const ended = child.starts();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect([kept.pid(), child.starts()]).toEqual([undefined, ended]);
});

test("a process that keeps falling is started ever more rarely", async () => {
  const child = program("falling", "process.exit(1);");
  const kept = keepRunning(child);
  // Pauses of 0.2, 0.4, 0.8, 1.6 s: it cannot have begun more often in two seconds, however fast the machine is.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await kept.stop();
  expect(child.starts()).toBeGreaterThan(1);
  expect(child.starts()).toBeLessThan(5);
});

test("a process that hangs is ended and started again", async () => {
  const child = program("hanging", `process.send("ready"); for (;;) {}`);
  const kept = keepRunning({ ...child, watch: { lookMs: 200, looks: 3 } });
  await expect.poll(child.starts, { timeout: 15_000 }).toBeGreaterThan(1);
  await kept.stop();
});

test("a process that speaks is left alone, and is told of renewed certificates", async () => {
  const child = program("speaking", wellBehaved);
  const kept = keepRunning({ ...child, watch: { lookMs: 300, looks: 5 } });
  await kept.isReady;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(child.starts()).toBe(1);
  kept.tell({ renewed: { cert: "bye", key: "" } });
  await expect.poll(child.starts, { timeout: 10_000 }).toBe(2);
  await kept.stop();
});
