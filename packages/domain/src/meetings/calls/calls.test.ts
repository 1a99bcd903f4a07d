import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listMessages, openDirect } from "../../chat/index.ts";
import { subscribePush } from "../../push/index.ts";
import { findSession, openSession } from "../../sign-in/index.ts";
import { endForAll } from "../end.ts";
import { buildOwner, comeIn, enter } from "../test-meeting.ts";
import { buildPerson, buildRoom, type Somebody } from "../test-people.ts";
import { declineCall } from "./decline.ts";
import { ringPeople } from "./ring.ts";
import { type CallEvent, watchCalls } from "./watch-calls.ts";

let ctx: TestContext;
const stops: (() => void)[] = [];
beforeAll(async () => {
  ctx = await testContext();
  await buildOwner(ctx);
});
afterAll(() => ctx.close());
beforeEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** What a page of somebody's is told of calls. */
async function page({ actor }: Somebody): Promise<CallEvent[]> {
  const told: CallEvent[] = [];
  stops.push(await watchCalls(ctx, actor, { listener: (event) => void told.push(event), onEnd: () => {} }));
  return told;
}

test("a call rings on all pages of the other, and stops on all of them when one answers", async () => {
  const [ann, bob] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { id: roomId } = await openDirect(ctx, ann.actor, { personId: bob.id });
  const [desk, phone, own] = [await page(bob), await page(bob), await page(ann)];
  const meetingId = await comeIn(ctx, ann, roomId);
  const ringing = {
    what: "ringing",
    roomId,
    roomName: ann.name,
    roomKind: "direct",
    meetingId,
    by: { id: ann.id, name: ann.name },
  };
  for (const told of [desk, phone]) await expect.poll(() => told).toEqual([ringing]);
  // A page that is opened meanwhile rings too.
  expect(await page(bob)).toEqual([ringing]);
  await enter(ctx, bob, roomId);
  for (const told of [desk, phone])
    await expect.poll(() => told.at(-1)).toEqual({ what: "stopped", meetingId, why: "answered" });
  expect(own).toEqual([]);
});

test("whoever declines says so to the caller, with words for the room", async () => {
  const [ann, bob] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { id: roomId } = await openDirect(ctx, ann.actor, { personId: bob.id });
  const [callee, caller] = [await page(bob), await page(ann)];
  const meetingId = await comeIn(ctx, ann, roomId);
  await expect.poll(() => callee).toHaveLength(1);
  await declineCall(ctx, bob.actor, { roomId, text: "in ten minutes" });
  await expect.poll(() => callee.at(-1)).toEqual({ what: "stopped", meetingId, why: "declined" });
  await expect
    .poll(() => caller)
    .toEqual([{ what: "declined", roomId, meetingId, by: { id: bob.id, name: bob.name } }]);
  const { messages } = await listMessages(ctx, ann.actor, { roomId });
  expect(messages.at(-1)).toMatchObject({ authorId: bob.id, text: "in ten minutes" });
});

test("a call that ends is rung no longer, and only who is in a meeting calls people into it", async () => {
  const [ann, bob, cleo] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, bob, cleo]);
  const [told, other] = [await page(bob), await page(cleo)];
  const meetingId = await comeIn(ctx, ann, roomId);
  await expect.poll(() => told.map((one) => one.what)).toEqual(["ringing"]);
  await expect(ringPeople(ctx, bob.actor, { roomId, personIds: null })).rejects.toThrow("meeting-not-in");
  await ringPeople(ctx, ann.actor, { roomId, personIds: [bob.id] });
  await expect.poll(() => told.map((one) => one.what)).toEqual(["ringing", "ringing"]);
  await endForAll(ctx, ann.actor, { roomId });
  for (const pages of [told, other])
    await expect.poll(() => pages.at(-1)).toEqual({ what: "stopped", meetingId, why: "ended" });
  expect(other).toHaveLength(2);
});

test("browsers of who has no page open are told of a call, for as long as it rings", async () => {
  const [ann, bob] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { id: roomId } = await openDirect(ctx, ann.actor, { personId: bob.id });
  const tokenId = await tokenOf(bob);
  await subscribePush(
    ctx,
    { kind: "user", accountId: bob.id, tokenId },
    {
      endpoint: "https://push.example/b",
      p256dh: Buffer.from([4, ...Array(64).fill(1)]).toString("base64url"),
      auth: Buffer.alloc(16).toString("base64url"),
    },
  );
  await comeIn(ctx, ann, roomId);
  const sent = await ctx.db.prisma.pushMessage.findMany({});
  expect(sent).toHaveLength(1);
  expect(JSON.parse(sent[0]?.payload ?? "{}")).toMatchObject({
    title: `${ann.name} is calling`,
    href: `/meet/${roomId}`,
  });
  expect(sent[0]?.expiresAt.getTime()).toBe(ctx.clock.now().getTime() + 45_000);
});

async function tokenOf({ id }: Somebody): Promise<string> {
  const actor = await findSession(ctx, await openSession(ctx, id, {}));
  return actor && "tokenId" in actor ? (actor.tokenId ?? "") : "";
}
