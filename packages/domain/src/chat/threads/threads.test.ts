import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addPeople,
  changeSeat,
  deleteMessage,
  followThread,
  leaveRoom,
  listMentions,
  listThreads,
  markThreadRead,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function people(): Promise<[TestPerson, TestPerson, TestPerson, TestPerson]> {
  return [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
}
const threads = async (person: TestPerson) =>
  (await listThreads(ctx, person.actor)).threads.map((one) => [one.message.text, one.unread]);

test("threads that one began, answered in, was spoken to in or follows, with what is unread in each", async () => {
  const [ann, ben, cem, eve] = await people();
  const roomId = await buildRoom(ctx, [ann, ben, cem]);
  const first = await say(ctx, ann, roomId, "Roof");
  await say(ctx, ann, roomId, "No thread");
  await say(ctx, ben, roomId, "Yes", { threadId: first.id });
  ctx.advance(1000);
  const second = await say(ctx, ben, roomId, "Cellar");
  await say(ctx, ben, roomId, `What of it, <@${ann.id}>?`, { threadId: second.id });
  expect(await threads(ann)).toEqual([
    ["Cellar", 1],
    ["Roof", 1],
  ]);
  // One's own are read.
  expect(await threads(ben)).toEqual([
    ["Cellar", 0],
    ["Roof", 0],
  ]);
  expect(await threads(cem)).toEqual([]);
  await followThread(ctx, cem.actor, { id: first.id, isFollowed: true });
  expect(await threads(cem)).toEqual([["Roof", 1]]);
  expect(await threads(eve)).toEqual([]);
  await expect(followThread(ctx, eve.actor, { id: first.id, isFollowed: true })).rejects.toMatchObject({
    reason: "message-unknown",
  });
  await followThread(ctx, ann.actor, { id: first.id, isFollowed: false });
  expect(await threads(ann)).toEqual([["Cellar", 1]]);
  await leaveRoom(ctx, cem.actor, { id: roomId });
  expect(await threads(cem)).toEqual([]);
});

test("a thread is read on, never back, and reading it is not following it", async () => {
  const [ann, ben, cem] = await people();
  const roomId = await buildRoom(ctx, [ann, ben, cem]);
  const { id } = await say(ctx, ann, roomId, "Roof");
  const one = await say(ctx, ben, roomId, "1", { threadId: id });
  const two = await say(ctx, ben, roomId, "2", { threadId: id });
  expect(await threads(ann)).toEqual([["Roof", 2]]);
  const numbers = [two.number, one.number];
  await Promise.all(numbers.map((number) => markThreadRead(ctx, ann.actor, { id, number })));
  expect(await threads(ann)).toEqual([["Roof", 0]]);
  // Nobody reads what was not said yet.
  await markThreadRead(ctx, ann.actor, { id, number: 1_000_000 });
  const three = await say(ctx, ben, roomId, "3", { threadId: id });
  expect(await threads(ann)).toEqual([["Roof", 1]]);
  await deleteMessage(ctx, ben.actor, { id: three.id });
  expect(await threads(ann)).toEqual([["Roof", 0]]);
  await markThreadRead(ctx, cem.actor, { id, number: two.number });
  expect(await threads(cem)).toEqual([]);
  await expect(markThreadRead(ctx, cem.actor, { id: one.id, number: 1 })).rejects.toMatchObject({ kind: "invalid" });
});

test("threads come page by page, the latest answer first", async () => {
  const [ann, ben] = await people();
  const roomId = await buildRoom(ctx, [ann, ben]);
  for (let at = 0; at < 35; at++) {
    const { id } = await say(ctx, ann, roomId, `t${at}`);
    await say(ctx, ben, roomId, "Yes", { threadId: id });
  }
  const page = await listThreads(ctx, ann.actor);
  const last = page.threads.at(-1);
  const rest = await listThreads(ctx, ann.actor, {
    before: { at: last?.lastReplyAt ?? "", id: last?.message.id ?? "" },
  });
  expect([page.hasMore, rest.hasMore]).toEqual([true, false]);
  const texts = [...page.threads, ...rest.threads].map((one) => one.message.text);
  expect(texts).toEqual(Array.from({ length: 35 }, (_, at) => `t${34 - at}`));
});

test("what speaks to one, by name or to all, and only what one may see", async () => {
  const [ann, ben, cem] = await people();
  const roomId = await buildRoom(ctx, [ann, ben]);
  const mentions = async (person: TestPerson, before?: string) =>
    (await listMentions(ctx, person.actor, { before })).mentions.map((one) => one.message.text);
  await say(ctx, ann, roomId, "<@all> hello");
  const named = await say(ctx, ann, roomId, `<@${ben.id}> you`);
  await say(ctx, ann, roomId, `Not \`<@${ben.id}>\``);
  await say(ctx, ben, roomId, "<@here> it is I");
  expect(await mentions(ben)).toEqual([`<@${ben.id}> you`, "<@all> hello"]);
  expect(await mentions(ben, named.id)).toEqual(["<@all> hello"]);
  expect(await mentions(ann)).toEqual(["<@here> it is I"]);
  expect(await mentions(cem)).toEqual([]);
  await addPeople(ctx, ann.actor, { id: roomId, people: [cem.id], withHistory: false });
  expect(await mentions(cem)).toEqual([]);
  await changeSeat(ctx, ben.actor, { roomId, clear: true });
  expect(await mentions(ben)).toEqual([]);
});
