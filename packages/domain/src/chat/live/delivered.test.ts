import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setOwnSetting } from "../../profile/index.ts";
import { listMessages, listRooms, readRoom, watchChat } from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const soon = { timeout: 20_000, interval: 100 };
const open = (person: TestPerson) =>
  watchChat(ctx, person.actor, { listener: () => undefined, onEnd: () => undefined });

/** How far it reached others, as somebody sees it. */
async function reached(person: TestPerson, roomId: string, of: TestPerson): Promise<number | null | undefined> {
  const { members } = await readRoom(ctx, person.actor, { id: roomId });
  return members.find((member) => member.id === of.id)?.deliveredNumber;
}

test("what was said is delivered once a page of the other had it, live or when it asked, and not before", {
  timeout: 50_000,
}, async () => {
  const [ann, ben, cem] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, ben, cem]);
  const stop = await open(ben);
  await say(ctx, ann, roomId, "one");
  const { number } = await say(ctx, ann, roomId, "two");
  await vi.waitFor(async () => expect(await reached(ann, roomId, ben)).toBe(number), soon);
  expect(await reached(ann, roomId, cem)).toBeLessThan(number);
  await listMessages(ctx, cem.actor, { roomId });
  await vi.waitFor(async () => expect(await reached(ann, roomId, cem)).toBe(number), soon);
  const { members } = await readRoom(ctx, ann.actor, { id: roomId });
  expect(members.find((member) => member.id === ben.id)?.readNumber).toBeLessThan(number);
  stop();
});

test("who asks for the list of rooms has what was said last", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { number } = await say(ctx, ann, roomId, "one");
  await listRooms(ctx, ben.actor);
  await vi.waitFor(async () => expect(await reached(ann, roomId, ben)).toBe(number), soon);
});

test("of who hides how far they read it is not written, and who hides it sees it of nobody", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, ben]);
  await setOwnSetting(ctx, ben.actor, { key: "chat.readReceipts", value: false });
  const stop = await open(ben);
  const { number } = await say(ctx, ann, roomId, "one");
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(await reached(ann, roomId, ben)).toBeLessThan(number);
  expect(await reached(ben, roomId, ann)).toBeNull();
  stop();
});

test("in channels it is not counted", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, ben], { kind: "channel", name: "News" });
  const stop = await open(ben);
  const { number } = await say(ctx, ann, roomId, "one");
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(await reached(ann, roomId, ben)).toBeLessThan(number);
  stop();
});
