import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openContent, putSmallFile, removeGivenUp } from "../../files/index.ts";
import { listNotices } from "../../notices/index.ts";
import {
  archiveRoom,
  cancelScheduled,
  changeScheduled,
  leaveRoom,
  listMessages,
  listScheduled,
  purgeUnsent,
  roomFolder,
  scheduleMessage,
  sendDue,
  sendMessage,
  sendScheduledNow,
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

const later = (ms: number) => new Date(ctx.clock.now().getTime() + ms).toISOString();
const said = async (roomId: string) =>
  (await listMessages(ctx, ann.actor, { roomId })).messages.flatMap((one) => (one.kind === "event" ? [] : [one.text]));
const plan = (person: TestPerson, roomId: string, text: string, more: object = {}) =>
  scheduleMessage(ctx, person.actor, { roomId, text, sendAt: later(60_000), ...more });

test("what is to be said later is said once at its time, by however many processes, and then waits no more", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  await plan(ben, roomId, "Good morning");
  await plan(ben, roomId, "Good evening", { sendAt: later(120_000) });
  await sendDue(ctx);
  expect(await said(roomId)).toEqual([]);
  ctx.advance(60_000);
  await Promise.all([sendDue(ctx), sendDue(ctx), sendDue(ctx)]);
  expect(await said(roomId)).toEqual(["Good morning"]);
  expect((await listScheduled(ctx, ben.actor)).map((one) => one.text)).toEqual(["Good evening"]);
  ctx.advance(60_000);
  await sendDue(ctx);
  await sendDue(ctx);
  expect(await said(roomId)).toEqual(["Good morning", "Good evening"]);
});

test("a process that falls between saying it and forgetting it does not say it twice", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await plan(ben, roomId, "Once");
  ctx.advance(60_000);
  // What the fallen one did: it claimed it and said it, and came no further.
  await ctx.db.prisma.chatSchedule.update({ where: { id }, data: { claimedAt: ctx.clock.now() } });
  await sendMessage(ctx, ben.actor, { roomId, key: `later-${id}`, text: "Once" });
  await expect(cancelScheduled(ctx, ben.actor, { id })).rejects.toMatchObject({ reason: "schedule-sending" });
  await expect(changeScheduled(ctx, ben.actor, { id, text: "Twice" })).rejects.toMatchObject({
    reason: "schedule-sending",
  });
  await sendDue(ctx);
  expect((await listScheduled(ctx, ben.actor)).length).toBe(1);
  ctx.advance(60_000);
  await sendDue(ctx);
  expect(await said(roomId)).toEqual(["Once"]);
  expect(await listScheduled(ctx, ben.actor)).toEqual([]);
});

test("its author alone sees it, changes it, calls it off and sends it now", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const first = await say(ctx, ann, roomId, "Question");
  const { id } = await plan(ben, roomId, "Draft", { replyToId: first.id });
  expect(await listScheduled(ctx, ann.actor, { roomId })).toEqual([]);
  const unknown = { reason: "schedule-unknown" };
  for (const person of [ann, eve]) {
    await expect(changeScheduled(ctx, person.actor, { id, text: "Mine" })).rejects.toMatchObject(unknown);
    await expect(cancelScheduled(ctx, person.actor, { id })).rejects.toMatchObject(unknown);
    await expect(sendScheduledNow(ctx, person.actor, { id })).rejects.toMatchObject(unknown);
  }
  await changeScheduled(ctx, ben.actor, { id, text: "Answer" });
  const both = await Promise.allSettled([
    sendScheduledNow(ctx, ben.actor, { id }),
    sendScheduledNow(ctx, ben.actor, { id }),
  ]);
  expect(both.filter((one) => one.status === "fulfilled").length).toBe(1);
  expect(await said(roomId)).toEqual(["Question", "Answer"]);
  const other = await plan(ben, roomId, "Never");
  await cancelScheduled(ctx, ben.actor, other);
  await expect(cancelScheduled(ctx, ben.actor, other)).rejects.toMatchObject(unknown);
  ctx.advance(60_000);
  await sendDue(ctx);
  expect(await said(roomId)).toEqual(["Question", "Answer"]);
  for (const sendAt of [later(0), later(400 * 86_400_000), "nonsense"])
    await expect(plan(ben, roomId, "x", { sendAt })).rejects.toMatchObject({ reason: "schedule-time" });
  await expect(plan(eve, roomId, "x")).rejects.toMatchObject({ reason: "room-unknown" });
  await expect(plan(ben, roomId, " ")).rejects.toMatchObject({ reason: "chat-empty" });
});

test("what is refused at its time is told of once, and kept to be tried again", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await plan(ben, roomId, "Too late");
  await archiveRoom(ctx, ann.actor, { id: roomId, isArchived: true });
  ctx.advance(60_000);
  await sendDue(ctx);
  await sendDue(ctx);
  expect(await listScheduled(ctx, ben.actor, { roomId })).toMatchObject([{ id, refusal: "room-archived" }]);
  const notices = (await listNotices(ctx, ben.actor)).filter((one) => one.kind === "chat-not-sent");
  expect(notices).toMatchObject([{ params: { text: "Too late" }, link: `/chat/${roomId}` }]);
  await archiveRoom(ctx, ann.actor, { id: roomId, isArchived: false });
  await changeScheduled(ctx, ben.actor, { id, sendAt: later(1000) });
  ctx.advance(1000);
  await sendDue(ctx);
  expect(await said(roomId)).toEqual(["Too late"]);
  const left = await plan(ben, roomId, "From outside");
  await leaveRoom(ctx, ben.actor, { id: roomId });
  await expect(sendScheduledNow(ctx, ben.actor, left)).rejects.toMatchObject({ reason: "room-unknown" });
  ctx.advance(60_000);
  await sendDue(ctx);
  expect(await said(roomId)).toEqual(["Too late"]);
});

test("its files wait with it", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id: parentId } = await roomFolder(ctx, ben.actor, { roomId });
  const data = Buffer.from("the plan");
  const file = { parentId, name: "plan.txt", sizeBytes: data.length, whenTaken: "both" as const, data };
  const { nodeId } = await putSmallFile(ctx, ben.actor, file);
  const attachments = [{ id: nodeId, width: 3, height: 4 }];
  await expect(plan(ann, roomId, "", { attachments })).rejects.toMatchObject({ reason: "node-unknown" });
  await plan(ben, roomId, "", { attachments, sendAt: later(3 * 86_400_000) });
  expect(await listScheduled(ctx, ben.actor, { roomId })).toMatchObject([
    { attachments: [{ id: nodeId, name: "plan.txt", width: 3, height: 4 }] },
  ]);
  ctx.advance(2 * 86_400_000);
  await purgeUnsent(ctx);
  await removeGivenUp(ctx);
  ctx.advance(86_400_000);
  await sendDue(ctx);
  const { messages } = await listMessages(ctx, ann.actor, { roomId });
  expect(messages.at(-1)?.attachments).toMatchObject([{ id: nodeId, width: 3 }]);
  expect((await openContent(ctx, ann.actor, { id: nodeId })).sizeBytes).toBe(8);
});
