import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { linkRules } from "../files/index.ts";
import { writeSetting } from "../settings/index.ts";
import { listDomains, setLinkRules } from "./index.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const cli: Actor = { kind: "system", part: "cli" };

async function build(address: string, role: "user" | "domainAdmin" = "user"): Promise<Actor> {
  const { accountId } = await createAccount(ctx, { address, name: address, password: "long enough pw", role });
  return { kind: "user", accountId };
}

const rulesOf = async (name: string) => (await listDomains(ctx, cli)).find((domain) => domain.name === name);

test("an administrator of a domain says what links its people make; the server's rules hold where nothing is said", async () => {
  const chief = await build("chief@one.example", "domainAdmin");
  const person = await build("person@one.example");
  const other = await build("chief@two.example", "domainAdmin");
  const { id = "", linkRules: before } = (await rulesOf("one.example")) ?? {};
  expect(before).toEqual({ isAllowed: true, needsCode: false, mostDays: 0 });
  await writeSetting(ctx, { scope: "global" }, "files.publicLinkDays", 90);
  await setLinkRules(ctx, chief, { id, rules: { needsCode: true } });
  const now = { isAllowed: true, needsCode: true, mostDays: 90 };
  expect((await rulesOf("one.example"))?.linkRules).toEqual(now);
  expect(await linkRules(ctx, person)).toEqual(now);
  await setLinkRules(ctx, chief, { id, rules: { isAllowed: false, mostDays: 0 } });
  expect(await linkRules(ctx, person)).toEqual({ isAllowed: false, needsCode: true, mostDays: 0 });
  expect(await linkRules(ctx, other)).toEqual({ isAllowed: true, needsCode: false, mostDays: 90 });
  for (const [actor, reason] of [
    [person, "admin-needed"],
    [other, "domain-unknown"],
  ] as const)
    await expect(setLinkRules(ctx, actor, { id, rules: { isAllowed: true } })).rejects.toMatchObject({ reason });
  const wrong = setLinkRules(ctx, cli, { id, rules: { mostDays: -1 } });
  await expect(wrong).rejects.toMatchObject({ reason: "setting-value" });
});
