import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createSandbox } from "./sandbox.ts";

const sandbox = createSandbox<string, { value?: unknown; fault?: string }>({
  module: path.join(import.meta.dirname, "echo.fixture.ts"),
  readable: [import.meta.dirname, path.resolve(import.meta.dirname, "../package.json")],
  timeoutMs: 1_500,
  memoryBytes: 400 * 2 ** 20,
  idleMs: 1_000,
});
afterAll(() => sandbox.close());

test("work is done, one piece after the other", async () => {
  const both = await Promise.all([sandbox.ask("echo"), sandbox.ask("echo")]);
  expect(both).toEqual([
    { status: "done", answer: { value: "echo" } },
    { status: "done", answer: { value: "echo" } },
  ]);
});

test("a piece that hangs, grows without end or ends its process is given up, and the next is done", async () => {
  expect(await sandbox.ask("hang")).toEqual({ status: "failed", reason: "too-long" });
  expect(await sandbox.ask("echo")).toMatchObject({ status: "done" });
  expect(await sandbox.ask("grow")).toMatchObject({ status: "failed" });
  expect(await sandbox.ask("echo")).toMatchObject({ status: "done" });
  expect(await sandbox.ask("exit")).toEqual({ status: "failed", reason: "ended" });
  expect(await sandbox.ask("echo")).toMatchObject({ status: "done" });
});

test.each(["write", "read", "spawn"])("nothing of the machine is within reach: %s", async (act) => {
  expect(await sandbox.ask(act)).toEqual({ status: "done", answer: { fault: "ERR_ACCESS_DENIED" } });
});

test("nothing of our environment is there", async () => {
  const outcome = await sandbox.ask("environment");
  expect(outcome.status === "done" && outcome.answer.value).toEqual(
    expect.not.arrayContaining(["DATABASE_URL", "CARBYNE_DATA_DIR", "PATH", "HOME"]),
  );
});
