import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSetting } from "../../settings/index.ts";
import {
  addPeople,
  archiveRoom,
  changeRoom,
  changeSeat,
  createRoom,
  joinChannel,
  leaveRoom,
  listChannels,
  listMessages,
  listPeople,
  listRooms,
  markRead,
  openDirect,
  readRoom,
  removePerson,
  setRole,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let cem: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, cem] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  eve = await buildPerson(ctx, { domain: "else.example" });
});
afterAll(() => ctx.close());

const lineOf = async (person: TestPerson, id: string) => (await listRooms(ctx, person.actor, { ids: [id] }))[0];

test("a one-to-one is one, whoever begins it and how often; one's own notes are one with oneself", async () => {
  const both = await Promise.all([
    openDirect(ctx, ann.actor, { personId: ben.id }),
    openDirect(ctx, ben.actor, { personId: ann.id }),
    openDirect(ctx, ann.actor, { personId: ben.id }),
  ]);
  expect(new Set(both.map((one) => one.id)).size).toBe(1);
  const id = both[0].id;
  expect(await lineOf(ann, id)).toMatchObject({ room: { kind: "direct" }, other: { id: ben.id }, members: 2 });
  const notes = await openDirect(ctx, ann.actor, { personId: ann.id });
  expect(await lineOf(ann, notes.id)).toMatchObject({ other: { id: ann.id }, members: 1 });
  await expect(openDirect(ctx, ann.actor, { personId: eve.id })).rejects.toMatchObject({
    reason: "chat-person-unknown",
  });
  await expect(leaveRoom(ctx, ann.actor, { id })).rejects.toMatchObject({ reason: "room-direct" });
});

test("an owner remains: the last one leaves only when somebody else is one, or nobody is left", async () => {
  const id = await buildRoom(ctx, [ann, ben]);
  await expect(leaveRoom(ctx, ann.actor, { id })).rejects.toMatchObject({ reason: "room-last-owner" });
  await expect(setRole(ctx, ann.actor, { id, personId: ann.id, role: "member" })).rejects.toMatchObject({
    reason: "room-last-owner",
  });
  await expect(setRole(ctx, ben.actor, { id, personId: ben.id, role: "owner" })).rejects.toMatchObject({
    reason: "room-right-missing",
  });
  await setRole(ctx, ann.actor, { id, personId: ben.id, role: "owner" });
  await leaveRoom(ctx, ann.actor, { id });
  await leaveRoom(ctx, ben.actor, { id });
  expect(await lineOf(ben, id)).toBeUndefined();
});

test("who is added sees what was said before, or only what comes", async () => {
  const id = await buildRoom(ctx, [ann]);
  await say(ctx, ann, id, "Early");
  await expect(addPeople(ctx, ben.actor, { id, people: [cem.id], withHistory: true })).rejects.toMatchObject({
    reason: "room-unknown",
  });
  expect(await addPeople(ctx, ann.actor, { id, people: [ben.id], withHistory: false })).toEqual({ added: 1 });
  expect(await addPeople(ctx, ann.actor, { id, people: [ben.id, cem.id], withHistory: true })).toEqual({ added: 1 });
  const seen = async (person: TestPerson) =>
    (await listMessages(ctx, person.actor, { roomId: id })).messages.map(
      (one) => one.text || String(one.detail["what"]),
    );
  expect(await seen(ben)).toEqual(["added", "added"]);
  expect(await seen(cem)).toEqual(["created", "Early", "added", "added"]);
  await expect(addPeople(ctx, ben.actor, { id, people: [ann.id], withHistory: true })).rejects.toMatchObject({
    reason: "room-right-missing",
  });
  await expect(addPeople(ctx, ann.actor, { id, people: [eve.id], withHistory: true })).rejects.toMatchObject({
    reason: "chat-person-unknown",
  });
});

test("moderators take out members, owners take out anybody; who is out is out", async () => {
  const id = await buildRoom(ctx, [ann, ben, cem]);
  await expect(removePerson(ctx, ben.actor, { id, personId: cem.id })).rejects.toMatchObject({
    reason: "room-right-missing",
  });
  await setRole(ctx, ann.actor, { id, personId: ben.id, role: "moderator" });
  await expect(removePerson(ctx, ben.actor, { id, personId: ann.id })).rejects.toMatchObject({
    reason: "room-right-missing",
  });
  await removePerson(ctx, ben.actor, { id, personId: cem.id });
  await expect(readRoom(ctx, cem.actor, { id })).rejects.toMatchObject({ reason: "room-unknown" });
  const { members } = await readRoom(ctx, ann.actor, { id });
  expect(members.map((one) => [one.id, one.role, one.leftAt === null])).toEqual(
    expect.arrayContaining([
      [ann.id, "owner", true],
      [ben.id, "moderator", true],
      [cem.id, "member", false],
    ]),
  );
});

test("public channels are found and entered by their own domain, private ones by nobody who was not added", async () => {
  const open = await buildRoom(ctx, [ann], { kind: "channel", name: "Open news", isPublic: true });
  const shut = await buildRoom(ctx, [ann], { kind: "channel", name: "Shut news" });
  expect((await listChannels(ctx, ben.actor, { text: "news" })).map((one) => [one.name, one.isMember])).toEqual([
    ["Open news", false],
  ]);
  expect(await listChannels(ctx, eve.actor, { text: "" })).toEqual([]);
  await expect(joinChannel(ctx, eve.actor, { id: open })).rejects.toMatchObject({ reason: "room-unknown" });
  await expect(joinChannel(ctx, ben.actor, { id: shut })).rejects.toMatchObject({ reason: "room-unknown" });
  await say(ctx, ann, open, "Before");
  await joinChannel(ctx, ben.actor, { id: open });
  await joinChannel(ctx, ben.actor, { id: open });
  expect(
    (await listMessages(ctx, ben.actor, { roomId: open })).messages.map((one) => one.text || one.detail["what"]),
  ).toEqual(["created", "Before", "joined"]);
  await changeRoom(ctx, ann.actor, { id: open, isPublic: false });
  expect(await listChannels(ctx, cem.actor, { text: "news" })).toEqual([]);
});

test("what is archived is read, and nothing is said in it until it is opened again", async () => {
  const id = await buildRoom(ctx, [ann, ben]);
  await expect(archiveRoom(ctx, ben.actor, { id, isArchived: true })).rejects.toMatchObject({
    reason: "room-right-missing",
  });
  await archiveRoom(ctx, ann.actor, { id, isArchived: true });
  await expect(say(ctx, ben, id, "Hello?")).rejects.toMatchObject({ reason: "room-archived" });
  expect((await listMessages(ctx, ben.actor, { roomId: id })).messages.length).toBe(2);
  await archiveRoom(ctx, ann.actor, { id, isArchived: false });
  await say(ctx, ben, id, "Hello!");
});

test("unread and what speaks to one are counted apart; reading goes on and back", async () => {
  const id = await buildRoom(ctx, [ann, ben]);
  const first = await say(ctx, ann, id, "One");
  await say(ctx, ann, id, `Two <@${ben.id}>`);
  await say(ctx, ann, id, "Three `<@all>` in code");
  await say(ctx, ann, id, "In the thread", { threadId: first.id });
  expect(await lineOf(ben, id)).toMatchObject({ unread: 3, mentions: 1, last: { text: "Three `<@all>` in code" } });
  expect(await lineOf(ann, id)).toMatchObject({ unread: 0 });
  await markRead(ctx, ben.actor, { roomId: id, number: 3 });
  expect(await lineOf(ben, id)).toMatchObject({ unread: 1, mentions: 0, readNumber: 3 });
  await markRead(ctx, ben.actor, { roomId: id, number: 2 });
  expect(await lineOf(ben, id)).toMatchObject({ readNumber: 3 });
  await markRead(ctx, ben.actor, { roomId: id, number: 1, isBack: true });
  expect(await lineOf(ben, id)).toMatchObject({ unread: 3, mentions: 1 });
  await markRead(ctx, ben.actor, { roomId: id, number: 999_999 });
  expect(await lineOf(ben, id)).toMatchObject({ unread: 0, readNumber: 5 });
});

test("how far somebody reads is seen where both allow it", async () => {
  const id = await buildRoom(ctx, [ann, ben]);
  const { number } = await say(ctx, ann, id, "Read me");
  const seen = async () =>
    (await readRoom(ctx, ann.actor, { id })).members.find((one) => one.id === ben.id)?.readNumber;
  await markRead(ctx, ben.actor, { roomId: id, number });
  expect(await seen()).toBe(number);
  await writeSetting(ctx, { scope: "account", scopeId: ann.id }, "chat.readReceipts", false);
  expect(await seen()).toBeNull();
  await writeSetting(ctx, { scope: "account", scopeId: ann.id }, "chat.readReceipts", null);
  await writeSetting(ctx, { scope: "account", scopeId: ben.id }, "chat.readReceipts", false);
  const next = await say(ctx, ann, id, "And me");
  await markRead(ctx, ben.actor, { roomId: id, number: next.number });
  expect(await seen()).toBeNull();
  expect((await readRoom(ctx, ben.actor, { id })).members.find((one) => one.id === ben.id)?.readNumber).toBe(
    next.number,
  );
  await writeSetting(ctx, { scope: "account", scopeId: ben.id }, "chat.readReceipts", null);
});

test("a favourite, a mute, a draft and a cleared history are one's own", async () => {
  const id = await buildRoom(ctx, [ann, ben]);
  await say(ctx, ann, id, "Old");
  await changeSeat(ctx, ben.actor, { roomId: id, isFavourite: true, draft: "Dear" });
  expect(await changeSeat(ctx, ben.actor, { roomId: id, notify: "mentions" })).toMatchObject({
    isFavourite: true,
    draft: "Dear",
    notify: "mentions",
  });
  expect((await lineOf(ann, id))?.seat).toMatchObject({ isFavourite: false, draft: "", notify: null });
  await changeSeat(ctx, ben.actor, { roomId: id, clear: true, draft: "", notify: null });
  expect(await lineOf(ben, id)).toMatchObject({ unread: 0, last: null, seat: { draft: "", notify: null } });
  expect((await listMessages(ctx, ben.actor, { roomId: id })).messages).toEqual([]);
  expect((await listMessages(ctx, ann.actor, { roomId: id })).messages.length).toBe(2);
  await expect(changeSeat(ctx, eve.actor, { roomId: id, draft: "x" })).rejects.toMatchObject({
    reason: "room-unknown",
  });
});

test("settings bound who talks, with how many", async () => {
  await writeSetting(ctx, { scope: "global" }, "chat.membersMost", 2);
  await expect(buildRoom(ctx, [ann, ben, cem])).rejects.toMatchObject({ reason: "room-members-most" });
  const id = await buildRoom(ctx, [ann, ben]);
  await expect(addPeople(ctx, ann.actor, { id, people: [cem.id], withHistory: true })).rejects.toMatchObject({
    reason: "room-members-most",
  });
  await writeSetting(ctx, { scope: "global" }, "chat.membersMost", null);
  await writeSetting(ctx, { scope: "global" }, "chat.groups", false);
  await expect(buildRoom(ctx, [ann, ben])).rejects.toMatchObject({ reason: "chat-not-allowed" });
  await writeSetting(ctx, { scope: "global" }, "chat.groups", null);
  await expect(createRoom(ctx, ann.actor, { kind: "group", name: " ", people: [] })).rejects.toMatchObject({
    reason: "room-name-empty",
  });
});

test("people are found by the words of their names, whom one talks with first, and nobody of another domain", async () => {
  const { people } = await listPeople(ctx, cem.actor, { text: "person" });
  expect(people.map((one) => one.id).toSorted()).toEqual([ann.id, ben.id, cem.id].toSorted());
  await openDirect(ctx, cem.actor, { personId: ben.id });
  expect((await listPeople(ctx, cem.actor, { text: "" })).people[0]?.id).toBe(ben.id);
  expect((await listPeople(ctx, eve.actor, { text: "person" })).people.map((one) => one.id)).toEqual([eve.id]);
});
