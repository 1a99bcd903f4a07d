import { silentLogger } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../app.ts";
import { readEnv } from "../env.ts";
import { type Loop, runLoop } from "./loop.ts";

let ctx: TestContext;
let failures: unknown[] = [];
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

function run(loop: Omit<Loop, "name">) {
  failures = [];
  const log = { ...silentLogger, error: (fields: object) => void failures.push(fields) };
  const app: Pick<App, "ctx" | "log" | "env"> = { ctx, log, env: readEnv({}) };
  // A loop uses nothing else of the process that it runs in.
  return runLoop(app as App, { name: "test", ...loop });
}

const until = async (isSo: () => boolean) => {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 400) throw new Error("it did not come to pass");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

test("rounds follow each other while there is work, then rest", async () => {
  let rounds = 0;
  const job = run({ restMs: 60_000, round: async () => ++rounds < 5 });
  await until(() => rounds === 5);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(rounds).toBe(5);
  expect(job.health()).toEqual({ ok: true, detail: "" });
  await job.stop();
});

test("a hint wakes a resting loop, also one that comes while a round runs", async () => {
  let rounds = 0;
  let wake = () => {};
  let isListening = true;
  const job = run({
    restMs: 60_000,
    listen: (_app, told) => {
      wake = told;
      return () => (isListening = false);
    },
    async round() {
      // New work comes after this round has looked for it.
      if (++rounds === 2) wake();
      return false;
    },
  });
  await until(() => rounds === 1);
  wake();
  await until(() => rounds === 3);
  await job.stop();
  expect(isListening).toBe(false);
  expect(rounds).toBe(3);
});

test("a round that fails is logged and does not end the loop, nor turn it into a storm", async () => {
  let rounds = 0;
  const job = run({
    restMs: 1,
    round: async () => {
      rounds++;
      throw new Error("the disk is full");
    },
  });
  await until(() => failures.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(rounds).toBe(1);
  expect(failures).toEqual([{ err: new Error("the disk is full"), job: "test" }]);
  await job.stop();
});

test("stop waits for the round under way, which is told, and begins no other", async () => {
  let [rounds, isOver] = [0, false];
  const job = run({
    restMs: 0,
    async round(_app, signal) {
      rounds++;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await new Promise((resolve) => setTimeout(resolve, 20));
      isOver = true;
      return true;
    },
  });
  await until(() => rounds === 1);
  await job.stop();
  expect([rounds, isOver]).toEqual([1, true]);
});
