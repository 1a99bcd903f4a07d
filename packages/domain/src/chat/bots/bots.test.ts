import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessOwnAccount } from "../../access/index.ts";
import { writeSetting } from "../../settings/index.ts";
import {
  addBot,
  archiveRoom,
  botMessages,
  botRooms,
  changeByBot,
  createBot,
  createIncoming,
  deleteMessage,
  findBot,
  findHook,
  listBots,
  listIncoming,
  listMessages,
  listRooms,
  openDirect,
  postByBot,
  postByHook,
  reactByBot,
  readRoom,
  removeBot,
  removeIncoming,
  removePerson,
  renewBot,
  renewIncoming,
  setRole,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
let roomId: string;

beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  roomId = await buildRoom(ctx, [ann, ben]);
});
afterAll(() => ctx.close());

const post = async (token: string, text: string, more: object = {}) =>
  postByHook(ctx, { hook: await findHook(ctx, token), text, username: null, idempotencyKey: null, ...more });
const bot = async (rooms: readonly string[] = [roomId], expiresAt: string | null = null) => {
  const { id, token } = await createBot(ctx, ann.actor, { name: "Deployer", rooms, expiresAt });
  const actor = await findBot(ctx, token);
  if (!actor) throw new Error("the bot is not known");
  return { id, token, actor };
};
const texts = async () => (await listMessages(ctx, ben.actor, { roomId })).messages.map((one) => one.text);

test("those who keep order make a webhook, and whoever has its address says something in the room", async () => {
  for (const [person, reason] of [
    [ben, "room-right-missing"],
    [eve, "room-unknown"],
  ] as const) {
    const made = createIncoming(ctx, person.actor, { roomId, name: "x" });
    await expect(made).rejects.toMatchObject({ reason });
    await expect(listIncoming(ctx, person.actor, { roomId })).rejects.toMatchObject({ reason });
  }
  const { id, token } = await createIncoming(ctx, ann.actor, { roomId, name: " Build\nserver " });
  expect(token).toMatch(/^[\w-]{32}$/);
  const kept = await ctx.db.prisma.chatBot.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(kept)).not.toContain(token);
  const said = await post(token, "**Done** <@all>", { username: "Nightly" });
  expect(said).toMatchObject({
    authorKind: "bot",
    authorId: id,
    text: "**Done** <@all>",
    addresses: "all",
    detail: { bot: { name: "Nightly" } },
  });
  expect(await post(token, "plain")).toMatchObject({ detail: { bot: { name: "Build server" } } });
  // Everybody unread it, and is told of it by name.
  expect(await listRooms(ctx, ben.actor, { ids: [roomId] })).toMatchObject([{ unread: 2, mentions: 1 }]);
  const { members } = await readRoom(ctx, ben.actor, { id: roomId });
  expect(members.find((one) => one.id === id)).toMatchObject({
    kind: "hook",
    name: "Build server",
    leftAt: expect.any(String),
  });
  expect(await listIncoming(ctx, ann.actor, { roomId })).toMatchObject([
    { id, name: "Build server", prefix: token.slice(0, 5), makerId: ann.id, usedAt: expect.any(String) },
  ]);
});

test("the same under one key is said once, also at the same moment", async () => {
  const { token } = await createIncoming(ctx, ann.actor, { roomId, name: "Once" });
  const more = { idempotencyKey: "any text, even with spaces" };
  const [first, second] = await Promise.all([post(token, "once", more), post(token, "once", more)]);
  expect(first.id).toBe(second.id);
  expect((await post(token, "once", { idempotencyKey: "another" })).id).not.toBe(first.id);
});

test("an address that was renewed or taken back is good for nothing, and what was said stays", async () => {
  const { id, token } = await createIncoming(ctx, ann.actor, { roomId, name: "Old" });
  await post(token, "by the old address");
  await expect(renewIncoming(ctx, ben.actor, { id })).rejects.toMatchObject({ reason: "room-right-missing" });
  for (const act of [renewIncoming, removeIncoming])
    await expect(act(ctx, eve.actor, { id })).rejects.toMatchObject({ kind: "not-found", reason: "hook-unknown" });
  const { token: next } = await renewIncoming(ctx, ann.actor, { id });
  await expect(post(token, "x")).rejects.toMatchObject({ kind: "not-found", reason: "hook-unknown" });
  await post(next, "by the new address");
  await removeIncoming(ctx, ann.actor, { id });
  await expect(post(next, "x")).rejects.toMatchObject({ reason: "hook-unknown" });
  await expect(removeIncoming(ctx, ann.actor, { id })).rejects.toMatchObject({ reason: "hook-unknown" });
  expect(await texts()).toEqual(expect.arrayContaining(["by the old address", "by the new address"]));
  // The token of a webhook opens nothing else.
  expect(await findBot(ctx, next)).toBeNull();
});

test("what is empty, too long or too much is refused, and so is all in an archived room", async () => {
  const other = await buildRoom(ctx, [ann]);
  const { token } = await createIncoming(ctx, ann.actor, { roomId: other, name: "Busy" });
  await expect(post(token, " \n")).rejects.toMatchObject({ reason: "chat-empty" });
  await expect(post(token, "a".repeat(16_001))).rejects.toMatchObject({ kind: "too-large" });
  await expect(post(token, "a", { username: "a".repeat(65) })).rejects.toMatchObject({ reason: "bot-name-long" });
  const done = await Promise.allSettled(Array.from({ length: 70 }, (_, at) => post(token, `n ${at}`)));
  const refused = done.filter((one) => one.status === "rejected");
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(refused[0]?.reason).toMatchObject({ kind: "too-many", reason: "too-many-attempts" });
  ctx.advance(120_000);
  await archiveRoom(ctx, ann.actor, { id: other, isArchived: true });
  await expect(post(token, "late")).rejects.toMatchObject({ kind: "conflict", reason: "room-archived" });
  await expect(createIncoming(ctx, ann.actor, { roomId: other, name: "x" })).rejects.toMatchObject({
    reason: "room-archived",
  });
  const { id: direct } = await openDirect(ctx, ann.actor, { personId: ben.id });
  await expect(createIncoming(ctx, ann.actor, { roomId: direct, name: "x" })).rejects.toMatchObject({
    kind: expect.stringMatching(/invalid|forbidden/),
  });
});

test("a webhook says something where only owners and moderators do, a bot answers there", async () => {
  const news = await buildRoom(ctx, [ann, ben], { kind: "channel", isAnnouncement: true });
  const { token } = await createIncoming(ctx, ann.actor, { roomId: news, name: "News" });
  const { actor } = await bot([news]);
  const said = await post(token, "News");
  const speak = (threadId?: string) =>
    postByBot(ctx, actor, { roomId: news, text: "hm", threadId, idempotencyKey: null });
  await expect(speak()).rejects.toMatchObject({ reason: "room-announcements" });
  expect(await speak(said.id)).toMatchObject({ threadId: said.id });
});

test("a bot reads and says something in its rooms, and finds no other", async () => {
  const closed = await buildRoom(ctx, [ann]);
  const secret = await say(ctx, ann, closed, "secret");
  const early = await say(ctx, ann, roomId, "before the bot");
  const { id, actor } = await bot();
  const asked = await say(ctx, ben, roomId, `<@${id}> deploy`);
  expect(await botRooms(ctx, actor)).toMatchObject([{ id: roomId, kind: "group", name: "Roof" }]);
  const { messages } = await botMessages(ctx, actor, { roomId, since: 0, limit: 100 });
  expect(messages.map((one) => one.text)).not.toContain("before the bot");
  expect(messages.at(-1)).toMatchObject({
    author: { kind: "account", id: ben.id, name: ben.name },
    mentions: [{ id, name: "Deployer" }],
  });
  const input = { roomId, text: "Deployed", replyToId: asked.id, idempotencyKey: "deploy-1" };
  const said = await postByBot(ctx, actor, input);
  expect(said).toMatchObject({ author: { kind: "bot", id, name: "Deployer" }, replyToId: asked.id });
  expect((await postByBot(ctx, actor, input)).id).toBe(said.id);
  expect(await changeByBot(ctx, actor, { id: said.id, text: "Deployed 1.2" })).toMatchObject({ text: "Deployed 1.2" });
  expect(await reactByBot(ctx, actor, { id: asked.id, emoji: "🚀", isOn: true })).toMatchObject({
    reactions: [{ emoji: "🚀", by: [id] }],
  });
  await expect(changeByBot(ctx, actor, { id: asked.id, text: "x" })).rejects.toMatchObject({
    reason: "message-not-own",
  });
  await expect(deleteMessage(ctx, actor, { id: asked.id })).rejects.toMatchObject({ reason: "message-not-own" });
  for (const hidden of [secret.id, early.id])
    await expect(reactByBot(ctx, actor, { id: hidden, emoji: "🚀", isOn: true })).rejects.toMatchObject({
      reason: "message-unknown",
    });
  for (const room of [closed, "x"]) {
    await expect(botMessages(ctx, actor, { roomId: room, since: 0, limit: 1 })).rejects.toThrow("room-unknown");
    await expect(postByBot(ctx, actor, { roomId: room, text: "x", idempotencyKey: null })).rejects.toThrow(
      "room-unknown",
    );
  }
  await deleteMessage(ctx, actor, { id: said.id });
  // It has no account: nothing but what asks for a room by accessTalk is open to it.
  await expect(accessOwnAccount(ctx, actor)).rejects.toMatchObject({ kind: "unauthenticated" });
  await expect(listRooms(ctx, actor)).rejects.toMatchObject({ kind: "unauthenticated" });
  await expect(botRooms(ctx, ann.actor)).rejects.toMatchObject({ kind: "unauthenticated" });
});

test("owners make bots for their rooms, where the settings let them; administrators at any time", async () => {
  const make = (person: TestPerson) => createBot(ctx, person.actor, { name: "x", rooms: [roomId], expiresAt: null });
  await expect(make(ben)).rejects.toMatchObject({ reason: "room-right-missing" });
  await expect(make(eve)).rejects.toMatchObject({ reason: "room-unknown" });
  await setRole(ctx, ann.actor, { id: roomId, personId: ben.id, role: "moderator" });
  await expect(make(ben)).rejects.toMatchObject({ reason: "room-right-missing" });
  await setRole(ctx, ann.actor, { id: roomId, personId: ben.id, role: "member" });
  const other = await buildRoom(ctx, [eve]);
  await expect(createBot(ctx, ann.actor, { name: "x", rooms: [roomId, other], expiresAt: null })).rejects.toMatchObject(
    { reason: "room-unknown" },
  );
  await writeSetting(ctx, { scope: "global" }, "chat.bots", false);
  await expect(make(ann)).rejects.toMatchObject({ reason: "bots-not-allowed" });
  await expect(createIncoming(ctx, ann.actor, { roomId, name: "x" })).rejects.toMatchObject({
    reason: "bots-not-allowed",
  });
  await ctx.db.prisma.account.update({ where: { id: ann.id }, data: { role: "admin" } });
  await make(ann);
  await ctx.db.prisma.account.update({ where: { id: ann.id }, data: { role: "user" } });
  await writeSetting(ctx, { scope: "global" }, "chat.bots", true);
});

test("a token that was renewed, ended or has had its time is good for nothing", async () => {
  const soon = new Date(ctx.clock.now().getTime() + 60_000).toISOString();
  await expect(bot([roomId], ctx.clock.now().toISOString())).rejects.toMatchObject({ reason: "bot-end-past" });
  const brief = await bot([roomId], soon);
  ctx.advance(60_000);
  expect(await findBot(ctx, brief.token)).toBeNull();
  await expect(postByBot(ctx, brief.actor, { roomId, text: "x", idempotencyKey: null })).rejects.toThrow(
    "room-unknown",
  );
  const one = await bot();
  for (const act of [renewBot, removeBot])
    await expect(act(ctx, ben.actor, { id: one.id })).rejects.toMatchObject({ reason: "bot-unknown" });
  const { token } = await renewBot(ctx, ann.actor, { id: one.id });
  expect(await findBot(ctx, one.token)).toBeNull();
  expect(await findBot(ctx, token)).toEqual(one.actor);
  const other = await buildRoom(ctx, [ann]);
  await addBot(ctx, ann.actor, { id: one.id, roomId: other });
  expect((await botRooms(ctx, one.actor)).length).toBe(2);
  await removePerson(ctx, ann.actor, { id: roomId, personId: one.id });
  await expect(botMessages(ctx, one.actor, { roomId, since: 0, limit: 1 })).rejects.toThrow("room-unknown");
  expect((await listBots(ctx, ann.actor, { roomId })).find((it) => it.id === one.id)).toMatchObject({
    isHere: false,
    isMine: true,
    prefix: token.slice(0, 9),
  });
  await removeBot(ctx, ann.actor, { id: one.id });
  expect(await findBot(ctx, token)).toBeNull();
  await expect(botRooms(ctx, one.actor)).resolves.toEqual([]);
  expect((await listBots(ctx, ann.actor, { roomId: other })).find((it) => it.id === one.id)).toBeUndefined();
});
