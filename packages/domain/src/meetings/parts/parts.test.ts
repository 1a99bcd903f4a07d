import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listMessages } from "../../chat/index.ts";
import { changeTerms } from "../change-terms.ts";
import { noteEmptied, noteJoined, noteLeft } from "../owner/presence.ts";
import { sweepMeetings } from "../owner/sweep.ts";
import { readMeetingState } from "../state.ts";
import { buildGuest, buildOwner, comeIn, enter } from "../test-meeting.ts";
import { buildPerson, buildRoom, type Somebody } from "../test-people.ts";
import { callBack } from "./call-back.ts";
import { assignPart, splitMeeting } from "./split.ts";
import { tellParts } from "./tell.ts";

let ctx: TestContext;
let ann: Somebody;
let bob: Somebody;
let gus: Somebody;
let roomId: string;
let whole: string;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());
beforeEach(async () => {
  await buildOwner(ctx);
  [ann, bob] = [await buildPerson(ctx), await buildPerson(ctx)];
  roomId = await buildRoom(ctx, [ann, bob]);
  await changeTerms(ctx, ann.actor, { roomId, waiting: "nobody" });
  whole = await comeIn(ctx, ann, roomId);
  await comeIn(ctx, bob, roomId);
  gus = await buildGuest(ctx, ann.actor, roomId);
  await comeIn(ctx, gus, roomId);
});

const stateOf = ({ actor }: Somebody) => readMeetingState(ctx, actor, { roomId });

async function split(minutes: number | null = null): Promise<readonly [string, string]> {
  const parts = [
    { name: "Slate", personIds: [bob.id, gus.id] },
    { name: "", personIds: [] },
  ];
  await splitMeeting(ctx, ann.actor, { roomId, parts, minutes });
  const [one, two] = (await stateOf(ann)).parts;
  return [one?.id ?? "", two?.id ?? ""];
}

/** Goes from the whole into a part, as a browser does. */
async function goInto(who: Somebody, partId: string): Promise<void> {
  await enter(ctx, who, roomId, { meetingId: partId });
  await noteLeft(ctx, { meetingId: whole, personId: who.id });
  await noteJoined(ctx, { meetingId: partId, personId: who.id });
}

test("people and guests go into the groups that they were put into, and into no other", async () => {
  const [slate, second] = await split();
  const { parts, mine } = await stateOf(gus);
  expect(mine).toBe("here");
  expect(parts).toMatchObject([
    {
      id: slate,
      name: "Slate",
      endsAt: null,
      people: [
        { id: gus.id, isHere: false },
        { id: bob.id, isHere: false },
      ],
    },
    { id: second, name: "2", people: [] },
  ]);
  await goInto(gus, slate);
  expect((await stateOf(bob)).parts[0]?.people).toContainEqual({ id: gus.id, name: "Gus", isHere: true });
  expect((await stateOf(gus)).mine).toBe("here");
  // A guest in a part is in the room still.
  expect((await listMessages(ctx, gus.actor, { roomId })).messages).toBeDefined();
  await expect(enter(ctx, bob, roomId, { meetingId: second })).rejects.toThrow("meeting-part-other");
  expect((await enter(ctx, ann, roomId, { meetingId: second })).status).toBe("in");
  await expect(split()).rejects.toThrow("meeting-split-already");
  await expect(
    splitMeeting(ctx, bob.actor, { roomId, parts: [{ name: "a", personIds: [] }], minutes: null }),
  ).rejects.toThrow("meeting-moderators");
});

test("somebody is put into another group, and nobody into two", async () => {
  const [slate, second] = await split();
  await goInto(bob, slate);
  await assignPart(ctx, ann.actor, { roomId, personId: bob.id, meetingId: second });
  expect((await stateOf(bob)).parts.map(({ people }) => people.map(({ id }) => id))).toEqual([[gus.id], [bob.id]]);
  expect((await enter(ctx, bob, roomId, { meetingId: second })).status).toBe("in");
  await assignPart(ctx, ann.actor, { roomId, personId: bob.id, meetingId: null });
  expect((await stateOf(bob)).parts.map(({ people }) => people.length)).toEqual([1, 0]);
  const stranger = await buildPerson(ctx);
  await expect(assignPart(ctx, ann.actor, { roomId, personId: stranger.id, meetingId: slate })).rejects.toThrow(
    "meeting-part-person",
  );
});

test("everybody is called back by hand or when the time is over, and the whole goes on meanwhile", async () => {
  const [slate] = await split(5);
  for (const who of [bob, gus]) await goInto(who, slate);
  await noteLeft(ctx, { meetingId: whole, personId: ann.id });
  ctx.advance(20_000);
  await noteEmptied(ctx, { meetingId: whole });
  expect((await stateOf(ann)).meetingId).toBe(whole);
  await tellParts(ctx, ann.actor, { roomId, text: " five minutes left " });
  expect((await stateOf(gus)).told).toMatchObject({ text: "five minutes left", by: ann.name });
  await ctx.db.prisma.meeting.updateMany({
    where: { id: slate },
    data: { aliveAt: new Date(ctx.clock.now().getTime() + 280_000) },
  });
  ctx.advance(281_000);
  await sweepMeetings(ctx);
  const state = await stateOf(bob);
  expect(state).toMatchObject({ meetingId: whole, parts: [], told: null });
  await buildOwner(ctx);
  await expect(enter(ctx, bob, roomId, { meetingId: slate })).rejects.toThrow("meeting-part-over");
  await comeIn(ctx, bob, roomId);
  const [again] = await split();
  expect(again).not.toBe(slate);
  await callBack(ctx, ann.actor, { roomId });
  expect((await stateOf(bob)).parts).toEqual([]);
});
