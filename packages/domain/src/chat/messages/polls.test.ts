import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changesSince, closePoll, createPoll, deleteMessage, myVotes, setRole, vote } from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let cem: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, cem, eve] = [
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
  ];
});
afterAll(() => ctx.close());

let polls = 0;
const ask = (person: TestPerson, roomId: string, more: object = {}) =>
  createPoll(ctx, person.actor, {
    roomId,
    key: `poll-number-${++polls}`,
    question: "When do we meet?",
    options: ["Monday", "Tuesday", "Friday"],
    isMultiple: false,
    isAnonymous: false,
    ...more,
  });
const choose = (person: TestPerson, id: string, ...options: number[]) => vote(ctx, person.actor, { id, options });

test("each has one vote, which can be changed and taken back, also at the same time", async () => {
  const roomId = await buildRoom(ctx, [ann, ben, cem]);
  const { id, text, detail } = await ask(ann, roomId);
  expect([text, detail["options"]]).toEqual(["When do we meet?", ["Monday", "Tuesday", "Friday"]]);
  await choose(ben, id, 0);
  ctx.advance(1);
  await choose(cem, id, 0);
  const both = await choose(ann, id, 2);
  expect(both.votes).toEqual([
    { option: 0, count: 2, by: [ben.id, cem.id] },
    { option: 2, count: 1, by: [ann.id] },
  ]);
  await expect(choose(ann, id, 1, 2)).rejects.toMatchObject({ reason: "poll-one-answer" });
  await expect(choose(ann, id, 3)).rejects.toMatchObject({ reason: "poll-options" });
  await Promise.all([0, 1, 2, 0, 1].map((option) => choose(ben, id, option)));
  const after = await choose(cem, id);
  expect([after.voters, after.votes.flatMap((one) => one.by).toSorted()]).toEqual([2, [ann.id, ben.id].toSorted()]);
});

test("several answers, where they are allowed", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await ask(ann, roomId, { isMultiple: true });
  await choose(ben, id, 0, 2);
  const { votes, voters } = await choose(ben, id, 1, 2);
  expect([voters, votes.map((one) => one.option)]).toEqual([1, [1, 2]]);
});

test("who chose what in an anonymous poll is told to nobody, and to each of themselves", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await ask(ann, roomId, { isAnonymous: true });
  const voted = await choose(ben, id, 1);
  expect(voted.votes).toEqual([{ option: 1, count: 1, by: [] }]);
  const told = await changesSince(ctx, ann.actor, { rooms: { [roomId]: "0" } });
  expect(told[0]?.messages.at(-1)?.votes).toEqual([{ option: 1, count: 1, by: [] }]);
  expect(await myVotes(ctx, ben.actor, { id })).toEqual({ options: [1] });
  expect(await myVotes(ctx, ann.actor, { id })).toEqual({ options: [] });
  await expect(myVotes(ctx, eve.actor, { id })).rejects.toMatchObject({ reason: "message-unknown" });
});

test("a poll ends at its time, or when who asked or keeps order ends it", async () => {
  const roomId = await buildRoom(ctx, [ann, ben, cem]);
  const closesAt = new Date(ctx.clock.now().getTime() + 60_000).toISOString();
  const timed = await ask(ben, roomId, { closesAt });
  await choose(cem, timed.id, 0);
  ctx.advance(60_000);
  await expect(choose(cem, timed.id, 1)).rejects.toMatchObject({ reason: "poll-closed" });
  await expect(ask(ben, roomId, { closesAt })).rejects.toMatchObject({ reason: "poll-time-past" });
  const [own, other] = [await ask(ben, roomId), await ask(ben, roomId)];
  await expect(closePoll(ctx, cem.actor, { id: own.id })).rejects.toMatchObject({ reason: "message-not-own" });
  await expect(closePoll(ctx, eve.actor, { id: own.id })).rejects.toMatchObject({ reason: "message-unknown" });
  expect((await closePoll(ctx, ben.actor, { id: own.id })).detail).toMatchObject({ closedById: ben.id });
  await setRole(ctx, ann.actor, { id: roomId, personId: cem.id, role: "moderator" });
  const closed = await Promise.allSettled([cem, ben].map((one) => closePoll(ctx, one.actor, { id: other.id })));
  expect(closed.filter((one) => one.status === "fulfilled").length).toBe(1);
  await expect(choose(ann, other.id, 0)).rejects.toMatchObject({ reason: "poll-closed" });
});

test("what is no poll, or no longer one, or somebody else's room takes no vote", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id } = await ask(ann, roomId);
  await expect(choose(eve, id, 0)).rejects.toMatchObject({ reason: "message-unknown" });
  await expect(ask(eve, roomId)).rejects.toMatchObject({ reason: "room-unknown" });
  const plain = await say(ctx, ann, roomId, "When?");
  await expect(choose(ben, plain.id, 0)).rejects.toMatchObject({ reason: "message-no-poll" });
  await choose(ben, id, 0);
  await deleteMessage(ctx, ann.actor, { id });
  await expect(choose(ben, id, 1)).rejects.toMatchObject({ reason: "message-unknown" });
  await expect(choose(ben, "no id", 1)).rejects.toMatchObject({ reason: "message-unknown" });
  const wrong = { reason: "poll-options" };
  for (const options of [["one"], ["same", " same "], ["", "b"], Array.from({ length: 21 }, (_, at) => `o${at}`)])
    await expect(ask(ann, roomId, { options })).rejects.toMatchObject(wrong);
  await expect(ask(ann, roomId, { question: " " })).rejects.toMatchObject({ reason: "chat-empty" });
});
