import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { revokeInvite } from "../../chat/index.ts";
import { changeTerms } from "../change-terms.ts";
import { sweepMeetings } from "../owner/sweep.ts";
import { admitPeople, stopWaiting } from "../people/admit.ts";
import { setModerator } from "../people/moderators.ts";
import { readMeetingState } from "../state.ts";
import { buildGuest, buildOwner, comeIn, enter } from "../test-meeting.ts";
import { buildPerson, buildRoom, type Somebody } from "../test-people.ts";
import type { MeetingState } from "../types.ts";
import { watchMeeting } from "./watch.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function house() {
  await buildOwner(ctx);
  const [ann, bob] = [await buildPerson(ctx), await buildPerson(ctx)];
  return { ann, bob, roomId: await buildRoom(ctx, [ann, bob]) };
}

async function watch({ actor }: Somebody, roomId: string) {
  const told: MeetingState[] = [];
  const ends: unknown[] = [];
  const stop = await watchMeeting(
    ctx,
    actor,
    { roomId },
    { listener: (state) => void told.push(state), onEnd: (error) => void ends.push(error) },
  );
  return { told, ends, stop, now: () => told.at(-1) };
}

test("moderators see who waits come and go; who waits sees when they are let in, and nothing of who is in it", async () => {
  const { ann, bob, roomId } = await house();
  await comeIn(ctx, ann, roomId);
  await comeIn(ctx, bob, roomId);
  const gus = await buildGuest(ctx, ann.actor, roomId);
  const [moderator, member] = [await watch(ann, roomId), await watch(bob, roomId)];
  await enter(ctx, gus, roomId);
  const guest = await watch(gus, roomId);
  await expect.poll(() => moderator.now()?.queue).toMatchObject([{ id: gus.id, name: "Gus", kind: "guest" }]);
  expect(member.told.every(({ queue }) => queue.length === 0)).toBe(true);
  guest.stop();
  await expect.poll(() => moderator.now()?.queue).toEqual([]);
  const again = await watch(gus, roomId);
  await expect.poll(() => moderator.now()?.queue).toHaveLength(1);
  await admitPeople(ctx, ann.actor, { roomId, personIds: [gus.id] });
  await expect.poll(() => again.now()?.mine).toBe("admitted");
  expect(JSON.stringify([...guest.told, ...again.told])).not.toContain(ann.id);
  await expect.poll(() => moderator.now()?.queue).toEqual([]);
  for (const one of [moderator, member, again]) one.stop();
});

test("each hears of a lock, a password and of keeping order, and nothing twice", async () => {
  const { ann, bob, roomId } = await house();
  const member = await watch(bob, roomId);
  await comeIn(ctx, ann, roomId);
  await comeIn(ctx, bob, roomId);
  await changeTerms(ctx, ann.actor, { roomId, isLocked: true, password: "open sesame" });
  await expect
    .poll(() => member.now())
    .toMatchObject({ isLocked: true, hasPassword: true, isModerator: false, mine: "here" });
  await expect(setModerator(ctx, bob.actor, { roomId, personId: bob.id, isModerator: true })).rejects.toThrow(
    "meeting-moderators",
  );
  await setModerator(ctx, ann.actor, { roomId, personId: bob.id, isModerator: true });
  await expect.poll(() => member.now()?.isModerator).toBe(true);
  await expect(setModerator(ctx, bob.actor, { roomId, personId: ann.id, isModerator: false })).rejects.toThrow(
    "meeting-room-moderator",
  );
  const texts = member.told.map((state) => JSON.stringify(state));
  expect(texts.every((text, i) => text !== texts[i - 1])).toBe(true);
  member.stop();
});

test("whose invitation is taken back hears no more, and stops waiting", async () => {
  const { ann, roomId } = await house();
  const gus = await buildGuest(ctx, ann.actor, roomId);
  await enter(ctx, gus, roomId);
  const guest = await watch(gus, roomId);
  const invite = await ctx.db.prisma.roomInvite.findFirstOrThrow({ where: { roomId } });
  await revokeInvite(ctx, ann.actor, { id: invite.id });
  await changeTerms(ctx, ann.actor, { roomId, waiting: "everybody" });
  await expect.poll(() => guest.ends).toHaveLength(1);
});

test("a place where no guest waits any more is closed, one where somebody does is not", async () => {
  const { ann, roomId } = await house();
  const gus = await buildGuest(ctx, ann.actor, roomId);
  await enter(ctx, gus, roomId);
  const guest = await watch(gus, roomId);
  const isOpen = async () => (await readMeetingState(ctx, ann.actor, { roomId })).meetingId !== null;
  ctx.advance(70_000);
  await sweepMeetings(ctx);
  expect(await isOpen()).toBe(true);
  await stopWaiting(ctx, gus.actor, { roomId });
  await sweepMeetings(ctx);
  expect(await isOpen()).toBe(false);
  guest.stop();
});

test("a meeting whose process says nothing of it is over when it was last heard of", async () => {
  const { ann, roomId } = await house();
  const meetingId = await comeIn(ctx, ann, roomId);
  ctx.advance(59_000);
  await sweepMeetings(ctx);
  expect((await readMeetingState(ctx, ann.actor, { roomId })).meetingId).toBe(meetingId);
  ctx.advance(2000);
  await sweepMeetings(ctx);
  expect((await readMeetingState(ctx, ann.actor, { roomId })).meetingId).toBeNull();
  const { startedAt, endedAt } = await ctx.db.prisma.meeting.findUniqueOrThrow({ where: { id: meetingId } });
  expect(endedAt).toEqual(startedAt);
});
