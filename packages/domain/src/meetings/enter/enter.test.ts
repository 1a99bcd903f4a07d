import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listMessages, readRoom } from "../../chat/index.ts";
import { listNotices } from "../../notices/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { aboutMeeting } from "../about.ts";
import { changeTerms } from "../change-terms.ts";
import { onOrders } from "../orders.ts";
import { noteEmptied, noteLeft } from "../owner/presence.ts";
import { admitPeople, turnAway } from "../people/admit.ts";
import { removeFromMeeting } from "../people/remove.ts";
import { buildPerson, buildRoom, type Somebody } from "../test-people.ts";
import { buildGuest, buildOwner, comeIn, enter } from "../test-meeting.ts";
import { readGrant } from "./grant.ts";

let ctx: TestContext;
let [ann, bob, cleo]: Somebody[] = [];
let roomId: string;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());
beforeEach(async () => {
  await buildOwner(ctx);
  [ann, bob, cleo] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  roomId = await buildRoom(ctx, [ann, bob]);
});

const people = () => {
  if (!ann || !bob || !cleo) throw new Error("nobody is here");
  return { ann, bob, cleo };
};
const about = ({ actor }: Pick<Somebody, "actor">) =>
  aboutMeeting(ctx, actor, { roomId, origin: "https://meet.example" });

test("the first member who comes in begins the meeting, the next is in the same one, and the room tells of it", async () => {
  const { ann, bob } = people();
  const entries = await Promise.all([enter(ctx, ann, roomId), enter(ctx, bob, roomId)]);
  const [one, two] = entries;
  if (one.status !== "in" || two.status !== "in") throw new Error("waits");
  expect(one.meetingId).toBe(two.meetingId);
  expect(await readGrant(ctx, one.grant)).toMatchObject({
    meetingId: one.meetingId,
    personId: ann.id,
    kind: "account",
    name: ann.name,
    isModerator: true,
    may: { mic: true, camera: true, screen: true },
    deviceId: `device-${ann.id}`,
  });
  await comeIn(ctx, ann, roomId);
  expect((await readRoom(ctx, bob.actor, { id: roomId })).room.meeting).toMatchObject({
    id: one.meetingId,
    people: [{ id: ann.id, name: ann.name }],
  });
  const { messages } = await listMessages(ctx, bob.actor, { roomId });
  expect(messages.filter((message) => message.detail["what"] === "meeting")).toHaveLength(1);
});

test("a grant holds for a minute, and nothing else is one", async () => {
  const entry = await enter(ctx, people().ann, roomId);
  const grant = entry.status === "in" ? entry.grant : "";
  for (const text of ["", ".", "e30.AAAA", `${grant}A`, "x".repeat(5000)])
    await expect(readGrant(ctx, text)).rejects.toThrow("meeting-grant");
  ctx.advance(60_001);
  await expect(readGrant(ctx, grant)).rejects.toThrow("meeting-grant");
});

test("without a process for media, or where it is switched off, nobody comes in", async () => {
  const { ann } = people();
  ctx.advance(11_000);
  await expect(enter(ctx, ann, roomId)).rejects.toThrow("meetings-unavailable");
  await buildOwner(ctx);
  await writeSetting(ctx, { scope: "account", scopeId: ann.id }, "meetings.enabled", false);
  await expect(enter(ctx, ann, roomId)).rejects.toThrow("meeting-not-allowed");
  await expect(about(ann)).rejects.toThrow("meeting-not-allowed");
});

test("when all are gone the meeting is over, and the room says for how long it was and who was in it", async () => {
  const { ann, bob } = people();
  const meetingId = await comeIn(ctx, ann, roomId);
  await comeIn(ctx, bob, roomId);
  ctx.advance(90_000);
  for (const personId of [ann.id, bob.id]) await noteLeft(ctx, { meetingId, personId });
  ctx.advance(20_000);
  await noteEmptied(ctx, { meetingId });
  const { messages } = await listMessages(ctx, bob.actor, { roomId });
  expect(messages.at(-1)?.detail).toMatchObject({
    what: "meeting",
    by: ann.id,
    meetingId,
    seconds: 90,
    wasCalled: true,
    endedAt: expect.any(String),
  });
  expect(new Set(messages.at(-1)?.detail["people"] as string[])).toEqual(new Set([ann.id, bob.id]));
  expect((await readRoom(ctx, bob.actor, { id: roomId })).room.meeting).toBeNull();
  await buildOwner(ctx);
  expect(await comeIn(ctx, bob, roomId)).not.toBe(meetingId);
});

test("a guest waits for a member to begin and for a moderator to let them in, and sees the chat from then on", async () => {
  const { ann, bob } = people();
  const gus = await buildGuest(ctx, ann.actor, roomId);
  expect(await about(gus)).toMatchObject({ name: "Roof", wouldWait: true, running: null, link: null });
  await expect(listMessages(ctx, gus.actor, { roomId })).rejects.toThrow("room-unknown");
  const asked = await enter(ctx, gus, roomId);
  expect(asked.status).toBe("waiting");
  await enter(ctx, gus, roomId);
  expect(await listNotices(ctx, ann.actor)).toMatchObject([
    { kind: "meeting-guest-waits", params: { person: "Gus", name: "Roof" }, link: `/meet/${roomId}` },
  ]);
  expect(await listNotices(ctx, bob.actor)).toEqual([]);
  expect((await readRoom(ctx, bob.actor, { id: roomId })).room.meeting).toBeNull();
  expect(JSON.stringify(await readRoom(ctx, bob.actor, { id: roomId }))).not.toContain("Gus");

  expect(await comeIn(ctx, ann, roomId)).toBe(asked.meetingId);
  expect((await about(gus)).running).toMatchObject({ people: [] });
  expect((await enter(ctx, gus, roomId)).status).toBe("waiting");
  await expect(admitPeople(ctx, bob.actor, { roomId, personIds: null })).rejects.toThrow("meeting-moderators");
  await admitPeople(ctx, ann.actor, { roomId, personIds: [gus.id] });
  await comeIn(ctx, gus, roomId);
  const { messages } = await listMessages(ctx, gus.actor, { roomId });
  expect(messages).toEqual([]);
  await noteLeft(ctx, { meetingId: asked.meetingId, personId: gus.id });
  await expect(listMessages(ctx, gus.actor, { roomId })).rejects.toThrow("room-unknown");
  // Who was in it comes back.
  expect((await enter(ctx, gus, roomId)).status).toBe("in");
});

test("where nobody waits guests come in by themselves once a member is there; who is turned away does not come in", async () => {
  const { ann } = people();
  await changeTerms(ctx, ann.actor, { roomId, waiting: "nobody" });
  const [gus, eve] = [await buildGuest(ctx, ann.actor, roomId), await buildGuest(ctx, ann.actor, roomId, "Eve")];
  expect((await enter(ctx, gus, roomId)).status).toBe("waiting");
  await comeIn(ctx, ann, roomId);
  expect((await enter(ctx, gus, roomId)).status).toBe("in");
  await changeTerms(ctx, ann.actor, { roomId, waiting: "guests" });
  expect((await enter(ctx, eve, roomId)).status).toBe("waiting");
  await turnAway(ctx, ann.actor, { roomId, personIds: null });
  await expect(enter(ctx, eve, roomId)).rejects.toThrow("meeting-refused");
});

test("everybody waits where it says so, but moderators; who no longer has to wait is let in", async () => {
  const { ann, bob } = people();
  await changeTerms(ctx, ann.actor, { roomId, waiting: "everybody" });
  expect((await enter(ctx, bob, roomId)).status).toBe("waiting");
  expect((await enter(ctx, ann, roomId)).status).toBe("in");
  await changeTerms(ctx, ann.actor, { roomId, waiting: "guests" });
  expect((await enter(ctx, bob, roomId)).status).toBe("in");
  await expect(changeTerms(ctx, bob.actor, { roomId, waiting: "nobody" })).rejects.toThrow("meeting-moderators");
});

test("a locked meeting lets nobody else in, and a password is asked of everybody but moderators and those who gave it", async () => {
  const { ann, bob, cleo } = people();
  roomId = await buildRoom(ctx, [ann, bob, cleo]);
  await changeTerms(ctx, ann.actor, { roomId, password: "open sesame" });
  expect(await about(bob)).toMatchObject({ hasPassword: true });
  await comeIn(ctx, ann, roomId);
  await expect(enter(ctx, bob, roomId)).rejects.toThrow("meeting-password-needed");
  await expect(enter(ctx, bob, roomId, { password: "sesame" })).rejects.toThrow("meeting-password-wrong");
  await comeIn(ctx, bob, roomId, { password: "open sesame" });
  expect((await enter(ctx, bob, roomId)).status).toBe("in");
  await changeTerms(ctx, ann.actor, { roomId, isLocked: true, password: null });
  await expect(enter(ctx, cleo, roomId)).rejects.toThrow("meeting-locked");
  expect((await enter(ctx, bob, roomId)).status).toBe("in");
  await changeTerms(ctx, ann.actor, { roomId, isLocked: false, password: "another" });
  for (let tries = 0; tries < 10; tries++)
    await expect(enter(ctx, cleo, roomId, { password: "guess" })).rejects.toThrow("meeting-password-wrong");
  await expect(enter(ctx, cleo, roomId, { password: "another" })).rejects.toThrow("too-many-attempts");
});

test("who was taken out does not come into this meeting again", async () => {
  const { ann, bob } = people();
  const meetingId = await comeIn(ctx, ann, roomId);
  await comeIn(ctx, bob, roomId);
  const orders: unknown[] = [];
  const stop = onOrders(ctx, meetingId, (order) => void orders.push(order));
  await expect(removeFromMeeting(ctx, bob.actor, { roomId, personId: ann.id })).rejects.toThrow("meeting-moderators");
  await removeFromMeeting(ctx, ann.actor, { roomId, personId: bob.id });
  await expect.poll(() => orders).toEqual([{ what: "remove", personId: bob.id }]);
  stop();
  await expect(enter(ctx, bob, roomId)).rejects.toThrow("meeting-removed");
});

test("whoever comes in by another device may take the place of the first", async () => {
  const { ann } = people();
  const meetingId = await comeIn(ctx, ann, roomId);
  const orders: unknown[] = [];
  const stop = onOrders(ctx, meetingId, (order) => void orders.push(order));
  expect((await enter(ctx, ann, roomId, { deviceId: "device-other" })).status).toBe("in");
  await enter(ctx, ann, roomId, { deviceId: "device-phone", moves: true });
  await expect.poll(() => orders).toEqual([{ what: "move", personId: ann.id, exceptDeviceId: "device-phone" }]);
  stop();
});

test("a meeting is full at some number of people", async () => {
  const { ann, bob, cleo } = people();
  roomId = await buildRoom(ctx, [ann, bob, cleo]);
  const { domainId } = await ctx.db.prisma.room.findUniqueOrThrow({ where: { spaceId: roomId } });
  await writeSetting(ctx, { scope: "domain", scopeId: domainId }, "meetings.peopleMost", 2);
  await comeIn(ctx, ann, roomId);
  await comeIn(ctx, bob, roomId);
  await expect(enter(ctx, cleo, roomId)).rejects.toThrow("meeting-full");
  await comeIn(ctx, bob, roomId);
  await writeSetting(ctx, { scope: "domain", scopeId: domainId }, "meetings.peopleMost", null);
});

test("strangers and bots find no room to meet in", async () => {
  const { ann, cleo } = people();
  await expect(enter(ctx, cleo, roomId)).rejects.toThrow("room-unknown");
  await expect(about(cleo)).rejects.toThrow("room-unknown");
  const other = await buildRoom(ctx, [cleo]);
  const gus = await buildGuest(ctx, ann.actor, roomId);
  await expect(enter(ctx, gus, other)).rejects.toThrow("room-unknown");
  await expect(enter(ctx, { id: ann.id, actor: { kind: "bot", botId: ann.id } }, roomId)).rejects.toThrow();
});
