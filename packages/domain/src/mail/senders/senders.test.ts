import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { receiveMessage } from "../receive-message.ts";
import { forgetSender, judgeSender, listSenderRules } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson() {
  const address = `s${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "Sam", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  const arrivesIn = async (from: string, isJunk = false) => {
    const raw = Buffer.from(`From: Somebody <${from}>\r\nTo: ${address}\r\n\r\nHi\r\n`);
    const recipients = [{ address, spaceId }];
    const reversePath = "other@way.example";
    const received = await receiveMessage(ctx, { raw, reversePath, recipients, verdict: "unverified", isJunk });
    const [stored] = await received.store();
    const mailbox = await ctx.db.prisma.mailbox.findUniqueOrThrow({ where: { id: stored?.mailboxId ?? "" } });
    return mailbox.role;
  };
  return { actor, arrivesIn };
}

test("blocked mail is junk, allowed mail never is, and allowed wins", async () => {
  const { actor, arrivesIn } = await buildPerson();
  expect([await arrivesIn("ana@x.example"), await arrivesIn("ana@x.example", true)]).toEqual(["inbox", "junk"]);
  await judgeSender(ctx, actor, { sender: " @X.Example ", verdict: "blocked" });
  expect(await arrivesIn("Ana@X.example")).toBe("junk");
  expect(await arrivesIn("ana@mail.x.example")).toBe("junk");
  expect(await arrivesIn("ana@notx.example")).toBe("inbox");
  await judgeSender(ctx, actor, { sender: "Ana@x.example", verdict: "allowed" });
  expect(await arrivesIn("ana@x.example", true)).toBe("inbox");
  expect(await arrivesIn("bob@x.example")).toBe("junk");
  expect((await listSenderRules(ctx, actor)).map(({ sender, verdict }) => [sender, verdict])).toEqual([
    ["ana@x.example", "allowed"],
    ["x.example", "blocked"],
  ]);
});

test("a judgment can be changed and forgotten, and is the person's own", async () => {
  const { actor, arrivesIn } = await buildPerson();
  const stranger = await buildPerson();
  await judgeSender(ctx, actor, { sender: "ana@x.example", verdict: "blocked" });
  expect(await stranger.arrivesIn("ana@x.example")).toBe("inbox");
  expect(await listSenderRules(ctx, stranger.actor)).toEqual([]);
  expect(await judgeSender(ctx, actor, { sender: "ana@x.example", verdict: "allowed" })).toEqual({
    sender: "ana@x.example",
    before: "blocked",
  });
  await forgetSender(ctx, stranger.actor, { sender: "ana@x.example" });
  expect(await listSenderRules(ctx, actor)).toHaveLength(1);
  await forgetSender(ctx, actor, { sender: "ana@x.example" });
  expect(await listSenderRules(ctx, actor)).toEqual([]);
  expect(await arrivesIn("ana@x.example", true)).toBe("junk");
});

test.each(["", "nobody", "a b@x.example", "@", "x..example", "<ana@x.example>"])("%j is no sender", async (sender) => {
  const { actor } = await buildPerson();
  await expect(judgeSender(ctx, actor, { sender, verdict: "blocked" })).rejects.toThrow("invalid");
});
