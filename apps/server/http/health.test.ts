import { maintenance } from "@carbyne/domain";
import { newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { roleHealth } from "./health.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const stateOf = async (source: Record<string, string>) =>
  Object.fromEntries((await roleHealth({ ctx, env: readEnv(source) })).map(({ name, ok }) => [name, ok]));

test("a role that never came up is down where a supervisor runs them all, and none of ours elsewhere", async () => {
  expect(await stateOf({ CARBYNE_SUPERVISED: "1" })).toEqual({ http: false, mail: false, sfu: false, jobs: false });
  await maintenance.beat(ctx, { id: newId(), node: "here", role: "http" });
  expect(await stateOf({ CARBYNE_SUPERVISED: "1" })).toEqual({ http: true, mail: false, sfu: false, jobs: false });
  expect(await stateOf({})).toEqual({ http: true });
});

test("a role counts by its latest sign of life, and by none that is an hour old", async () => {
  const at = async (seconds: number, role: "mail" | "jobs") => {
    const id = newId();
    await maintenance.beat(ctx, { id, node: "here", role });
    const heartbeatAt = new Date(Date.now() - seconds * 1000);
    await ctx.db.prisma.serviceNode.update({ where: { id }, data: { heartbeatAt } });
  };
  await at(30, "mail");
  await at(4000, "jobs");
  expect(await stateOf({})).toMatchObject({ mail: false });
  expect(await stateOf({})).not.toHaveProperty("jobs");
  // The fallen process left its row; the one that took its place speaks.
  await at(1, "mail");
  expect(await stateOf({})).toMatchObject({ mail: true });
});

test("a role for meetings without a media worker is told of, and is no reason to send people elsewhere", async () => {
  const id = newId();
  const own = async () => (await roleHealth({ ctx, env: readEnv({}) })).find(({ name }) => name === "sfu");
  await maintenance.beat(ctx, { id, node: "here", role: "sfu" });
  expect(await own()).toMatchObject({ ok: true, detail: expect.stringContaining("no media worker") });
  await maintenance.beat(ctx, { id, node: "here", role: "sfu", address: "127.0.0.1:1" });
  expect(await own()).toMatchObject({ ok: true, detail: "" });
});
