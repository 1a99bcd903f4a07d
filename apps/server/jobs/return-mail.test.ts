import { accounts, mail } from "@carbyne/domain";
import { type Actor, silentLogger } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../app.ts";
import { readEnv } from "../env.ts";
import { runLoop } from "./loop.ts";
import { returnMail } from "./return-mail.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const run = () => {
  const app: Pick<App, "ctx" | "log" | "env"> = { ctx, log: silentLogger, env: readEnv({}) };
  return runLoop(app as App, returnMail);
};

test("what came due while nobody ran comes back once, also when two run", async () => {
  const { accountId, spaceId } = await accounts.createAccount(ctx, {
    address: "ann@town.example",
    name: "Ann",
    password: "a long enough password",
  });
  const actor: Actor = { kind: "user", accountId };
  const raw = Buffer.from("From: jonas@elsewhere.example\r\nSubject: Roof\r\n\r\nText.\r\n");
  const [delivered] = await mail.deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" });
  const until = new Date(ctx.clock.now().getTime() + 3_600_000).toISOString();
  await mail.actOnConversations(ctx, actor, { ids: [delivered?.threadId ?? ""], act: "snooze", until });
  const inbox = async () => {
    const mailboxes = await mail.listMailboxes(ctx, actor);
    return mailboxes.find((one) => one.role === "inbox")?.total;
  };
  const early = run();
  await early.stop();
  expect(await inbox()).toBe(0);

  ctx.advance(3_600_000);
  const loops = [run(), run()];
  await expect.poll(inbox).toBe(1);
  await Promise.all(loops.map((loop) => loop.stop()));
  expect(await inbox()).toBe(1);
  expect(await mail.nextReturn(ctx)).toBeNull();
});
