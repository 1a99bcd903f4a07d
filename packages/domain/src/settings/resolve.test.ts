import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { resolveSettings, writeSetting } from "./resolve.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

test("the nearest scope wins and a reset inherits again", async () => {
  const { accountId } = await createAccount(ctx, {
    address: "a@one.example",
    name: "",
    password: "correct horse battery",
  });
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: accountId } });
  const undo = async () => (await resolveSettings(ctx, accountId))["mail.undoSeconds"];
  expect(await undo()).toEqual({ value: 10, from: "default" });
  await writeSetting(ctx, { scope: "account", scopeId: accountId }, "mail.undoSeconds", 20);
  await writeSetting(ctx, { scope: "domain", scopeId: domainId }, "mail.undoSeconds", 5);
  await writeSetting(ctx, { scope: "global" }, "mail.undoSeconds", 1);
  expect(await undo()).toEqual({ value: 20, from: "account" });
  await writeSetting(ctx, { scope: "account", scopeId: accountId }, "mail.undoSeconds", null);
  expect(await undo()).toEqual({ value: 5, from: "domain" });
  await writeSetting(ctx, { scope: "domain", scopeId: domainId }, "mail.undoSeconds", null);
  expect(await undo()).toEqual({ value: 1, from: "global" });
});

test("unknown keys, wrong shapes and scopes that may not are refused", async () => {
  await expect(writeSetting(ctx, { scope: "global" }, "no.such", 1)).rejects.toThrow("invalid: setting-unknown");
  await expect(writeSetting(ctx, { scope: "global" }, "mail.undoSeconds", "soon")).rejects.toThrow(
    "invalid: setting-value",
  );
  const account = { scope: "account", scopeId: "00000000-0000-7000-8000-000000000000" } as const;
  await expect(writeSetting(ctx, account, "mail.maxMessageBytes", 70_000)).rejects.toThrow("forbidden: setting-scope");
});
