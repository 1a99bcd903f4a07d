import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  deleteMessage,
  editMessage,
  leaveRoom,
  listEdits,
  listMessages,
  listPinned,
  pinMessage,
  react,
  sendMessage,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const texts = async (person: TestPerson, roomId: string, more: object = {}) =>
  (await listMessages(ctx, person.actor, { roomId, ...more })).messages.map((one) => one.text || one.kind);

test("what is said under one name is said once, also at the same time", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const input = { roomId, key: "the-same-name", text: "Hello" };
  const all = await Promise.all(Array.from({ length: 5 }, () => sendMessage(ctx, ann.actor, input)));
  expect(new Set(all.map((one) => one.id)).size).toBe(1);
  expect(await texts(ben, roomId)).toEqual(["event", "Hello"]);
  // The name is the sender's own.
  await sendMessage(ctx, ben.actor, { ...input, text: "Hello too" });
  expect(await texts(ann, roomId)).toEqual(["event", "Hello", "Hello too"]);
});

test("numbers follow each other without a gap, however many speak at once", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  await Promise.all(Array.from({ length: 40 }, (_, at) => say(ctx, at % 2 ? ann : ben, roomId, `m${at}`)));
  const { messages, hasEarlier } = await listMessages(ctx, ann.actor, { roomId });
  expect(messages.map((one) => one.number)).toEqual(Array.from({ length: 41 }, (_, at) => at + 1));
  expect(hasEarlier).toBe(false);
});

test("strangers find nothing, and change nothing", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await say(ctx, ann, roomId, "Secret");
  const unknown = { kind: "not-found" };
  await expect(listMessages(ctx, eve.actor, { roomId })).rejects.toMatchObject(unknown);
  await expect(say(ctx, eve, roomId, "Me too")).rejects.toMatchObject(unknown);
  await expect(react(ctx, eve.actor, { id, emoji: "👍", isOn: true })).rejects.toMatchObject({
    reason: "message-unknown",
  });
  await expect(deleteMessage(ctx, eve.actor, { id })).rejects.toMatchObject({ reason: "message-unknown" });
  await expect(say(ctx, eve, "not an id", "x")).rejects.toMatchObject(unknown);
  await leaveRoom(ctx, ben.actor, { id: roomId });
  await expect(listMessages(ctx, ben.actor, { roomId })).rejects.toMatchObject(unknown);
  await expect(say(ctx, ben, roomId, "Still here?")).rejects.toMatchObject(unknown);
});

test("one changes and takes back what is one's own, for a while; what it said is kept until then", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await say(ctx, ben, roomId, "Helo");
  await expect(editMessage(ctx, ann.actor, { id, text: "Hello" })).rejects.toMatchObject({ reason: "message-not-own" });
  ctx.advance(60_000);
  expect(await editMessage(ctx, ben.actor, { id, text: `Hello <@${ann.id}>` })).toMatchObject({
    mentions: [ann.id],
    isDeleted: false,
  });
  expect(await listEdits(ctx, ann.actor, { id })).toMatchObject([{ text: "Helo" }]);
  await expect(editMessage(ctx, ben.actor, { id, text: "  " })).rejects.toMatchObject({ reason: "chat-empty" });
  ctx.advance(10 * 60_000);
  await expect(editMessage(ctx, ben.actor, { id, text: "Late" })).rejects.toMatchObject({ reason: "message-too-old" });
  await expect(deleteMessage(ctx, ben.actor, { id })).rejects.toMatchObject({ reason: "message-too-old" });
  // Who keeps order in the room may at any time.
  await deleteMessage(ctx, ann.actor, { id });
  const { messages } = await listMessages(ctx, ben.actor, { roomId });
  expect(messages.at(-1)).toMatchObject({ id, text: "", isDeleted: true, deletedById: ann.id, mentions: [] });
  await expect(listEdits(ctx, ben.actor, { id })).rejects.toMatchObject({ reason: "message-unknown" });
  await expect(say(ctx, ann, roomId, "See", { replyToId: id })).rejects.toMatchObject({ reason: "message-unknown" });
});

test("reactions are given, switched and taken away, each once a person", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await say(ctx, ann, roomId, "Lunch?");
  await react(ctx, ben.actor, { id, emoji: "👍", isOn: true });
  await react(ctx, ben.actor, { id, emoji: "👍", isOn: true });
  ctx.advance(1);
  await react(ctx, ann.actor, { id, emoji: "👍🏽", isOn: true });
  expect((await react(ctx, ann.actor, { id, emoji: "👍", isOn: true, instead: "👍🏽" })).reactions).toEqual([
    { emoji: "👍", by: [ben.id, ann.id] },
  ]);
  expect((await react(ctx, ben.actor, { id, emoji: "👍", isOn: false })).reactions).toEqual([
    { emoji: "👍", by: [ann.id] },
  ]);
  for (const emoji of ["ab", "1", "", "<b>", "👍👎", "x👍"])
    await expect(react(ctx, ben.actor, { id, emoji, isOn: true })).rejects.toMatchObject({
      reason: "reaction-no-emoji",
    });
  for (const emoji of ["🇪🇺", "👩‍👩‍👧", "1️⃣", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
    expect((await react(ctx, ben.actor, { id, emoji, isOn: true })).reactions).toContainEqual({ emoji, by: [ben.id] });
});

test("answers stand with what they answer; threads have no threads, and stand apart", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const first = await say(ctx, ann, roomId, "Who has the keys?");
  const reply = await say(ctx, ben, roomId, "I do", { replyToId: first.id });
  expect(reply.replyTo).toMatchObject({ id: first.id, authorId: ann.id, text: "Who has the keys?" });
  const inThread = await say(ctx, ben, roomId, "In the office", { threadId: first.id });
  const nested = await say(ctx, ann, roomId, "Thanks", { threadId: inThread.id, isAlsoInRoom: true });
  expect(nested.threadId).toBe(first.id);
  expect(await texts(ann, roomId)).toEqual(["event", "Who has the keys?", "I do", "Thanks"]);
  expect(await texts(ann, roomId, { threadId: first.id })).toEqual(["Who has the keys?", "In the office", "Thanks"]);
  const { messages } = await listMessages(ctx, ben.actor, { roomId });
  expect(messages[1]).toMatchObject({ replyCount: 2, repliers: [ann.id, ben.id] });
  const other = await buildRoom(ctx, [ann]);
  await expect(say(ctx, ann, other, "From elsewhere", { threadId: first.id })).rejects.toMatchObject({
    reason: "message-unknown",
  });
});

test("a stretch before, after, around a number and at a time, with what lies beyond it", async () => {
  const roomId = await buildRoom(ctx, [ann]);
  for (let at = 2; at <= 30; at++) await say(ctx, ann, roomId, `m${at}`);
  const at = ctx.clock.now().toISOString();
  ctx.advance(1000);
  await say(ctx, ann, roomId, "m31");
  const numbers = async (more: object) => {
    const stretch = await listMessages(ctx, ann.actor, { roomId, limit: 4, ...more });
    return [stretch.messages.map((one) => one.number), stretch.hasEarlier, stretch.hasLater];
  };
  expect(await numbers({})).toEqual([[28, 29, 30, 31], true, false]);
  expect(await numbers({ before: 5 })).toEqual([[1, 2, 3, 4], false, true]);
  expect(await numbers({ after: 28 })).toEqual([[29, 30, 31], true, false]);
  expect(await numbers({ around: 10 })).toEqual([[8, 9, 10, 11], true, true]);
  expect(await numbers({ at: new Date(Date.parse(at) + 1).toISOString() })).toEqual([[29, 30, 31], true, false]);
  expect(await numbers({ at: new Date(Date.parse(at) + 9000).toISOString() })).toEqual([[30, 31], true, false]);
});

test("pins are for everybody, in channels by those who keep order", async () => {
  const roomId = await buildRoom(ctx, [ann, ben], { kind: "channel", name: "News" });
  const { id } = await say(ctx, ben, roomId, "Important");
  await expect(pinMessage(ctx, ben.actor, { id, isPinned: true })).rejects.toMatchObject({
    reason: "room-right-missing",
  });
  await pinMessage(ctx, ann.actor, { id, isPinned: true });
  expect(await listPinned(ctx, ben.actor, { roomId })).toMatchObject([{ id, pinnedById: ann.id }]);
  await pinMessage(ctx, ann.actor, { id, isPinned: false });
  expect(await listPinned(ctx, ben.actor, { roomId })).toEqual([]);
});

test("what cannot be said is refused in words", async () => {
  const roomId = await buildRoom(ctx, [ann, ben], { kind: "channel", name: "News", isAnnouncement: true });
  await expect(say(ctx, ann, roomId, " \n ")).rejects.toMatchObject({ reason: "chat-empty" });
  await expect(say(ctx, ann, roomId, "x".repeat(16_001))).rejects.toMatchObject({ reason: "chat-text-long" });
  await expect(say(ctx, ann, roomId, "x", { key: "short" })).rejects.toMatchObject({ reason: "chat-key" });
  await expect(say(ctx, ann, roomId, "x", { attachments: [{ id: ann.id }] })).rejects.toMatchObject({
    reason: "node-unknown",
  });
  await expect(say(ctx, ben, roomId, "May I?")).rejects.toMatchObject({ reason: "room-announcements" });
  const { id } = await say(ctx, ann, roomId, "a\0b \ud800 c");
  expect((await say(ctx, ben, roomId, "I may answer", { threadId: id })).threadId).toBe(id);
  expect((await texts(ben, roomId)).at(-1)).toBe("ab \ufffd c");
});
