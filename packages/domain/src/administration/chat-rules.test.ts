import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { createPoll, createRoom, react, sendMessage, sendVoice } from "../chat/index.ts";
import { readChatRules, setChatRule } from "./index.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const cli: Actor = { kind: "system", part: "cli" };

async function build(address: string, role: "user" | "domainAdmin" | "admin" = "user") {
  const made = await createAccount(ctx, { address, name: address, password: "long enough pw", role });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: made.accountId } });
  return { id: made.accountId, actor, domainId };
}

const ruleOf = async (actor: Actor, domainId: string | null, key: string) =>
  (await readChatRules(ctx, actor, { domainId })).find((rule) => rule.key === key);

test("the server's word holds where a domain says nothing, and each administrator says what is theirs to say", async () => {
  const chief = await build("chief@one.example", "domainAdmin");
  const other = await build("chief@two.example", "domainAdmin");
  const person = await build("person@one.example");
  const { domainId } = chief;
  const key = "chat.editMinutes";
  expect(await ruleOf(chief.actor, domainId, key)).toEqual({ key, value: 10, from: "default" });
  await setChatRule(ctx, cli, { domainId: null, key, value: 5 });
  expect(await ruleOf(chief.actor, domainId, key)).toEqual({ key, value: 5, from: "global" });
  await setChatRule(ctx, chief.actor, { domainId, key, value: -1 });
  expect(await ruleOf(cli, domainId, key)).toEqual({ key, value: -1, from: "domain" });
  expect(await ruleOf(cli, null, key)).toEqual({ key, value: 5, from: "global" });
  expect(await ruleOf(other.actor, other.domainId, key)).toEqual({ key, value: 5, from: "global" });
  await setChatRule(ctx, chief.actor, { domainId, key, value: null });
  expect(await ruleOf(chief.actor, domainId, key)).toMatchObject({ value: 5, from: "global" });
  for (const [actor, of, reason] of [
    [person.actor, domainId, "admin-needed"],
    [other.actor, domainId, "domain-unknown"],
    [chief.actor, null, "admin-needed"],
  ] as const) {
    await expect(readChatRules(ctx, actor, { domainId: of })).rejects.toMatchObject({ reason });
    await expect(setChatRule(ctx, actor, { domainId: of, key, value: 1 })).rejects.toMatchObject({ reason });
  }
  await expect(setChatRule(ctx, cli, { domainId, key, value: true })).rejects.toMatchObject({
    reason: "setting-value",
  });
  const elsewhere = setChatRule(ctx, cli, { domainId, key: "files.publicLinks", value: false });
  await expect(elsewhere).rejects.toMatchObject({ reason: "setting-unknown" });
});

test("what is switched off is refused, and what was made with it before stays", async () => {
  const [ann, ben] = [await build("ann@three.example"), await build("ben@three.example")];
  const { domainId } = ann;
  const { id: roomId } = await createRoom(ctx, ann.actor, { kind: "group", name: "Roof", people: [ben.id] });
  const say = (who: Actor, text: string, more: object = {}) =>
    sendMessage(ctx, who, { roomId, key: `key-${newId()}`, text, ...more });
  const said = await say(ann.actor, "Here");
  await react(ctx, ben.actor, { id: said.id, emoji: "👍", isOn: true });
  const acts = {
    "chat.reactions": () => react(ctx, ben.actor, { id: said.id, emoji: "🎉", isOn: true }),
    "chat.threads": () => say(ben.actor, "Aside", { threadId: said.id }),
    "chat.voice": () =>
      sendVoice(ctx, ben.actor, { roomId, key: "voice-key-1", nodeId: newId(), seconds: 1, levels: [] }),
    "chat.polls": () =>
      createPoll(ctx, ben.actor, {
        roomId,
        key: `poll-key-${newId()}`,
        question: "When?",
        options: ["Now", "Later"],
        isMultiple: false,
        isAnonymous: false,
      }),
  };
  for (const [key, act] of Object.entries(acts)) {
    await setChatRule(ctx, cli, { domainId, key, value: false });
    await expect(act(), key).rejects.toMatchObject({ reason: "chat-not-allowed" });
    if (key === "chat.reactions") await react(ctx, ben.actor, { id: said.id, emoji: "👍", isOn: false });
    await setChatRule(ctx, cli, { domainId, key, value: null });
    if (key === "chat.voice") await expect(act()).rejects.toMatchObject({ reason: "node-unknown" });
    else await act();
  }
});
