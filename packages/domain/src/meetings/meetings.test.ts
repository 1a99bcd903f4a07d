import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  aboutInvite,
  type ChatEvent,
  enterRoom,
  findGuest,
  listInvites,
  purgeUnsent,
  readRoom,
  watchChat,
} from "../chat/index.ts";
import { getDocument } from "../documents/index.ts";
import { writeSetting } from "../settings/index.ts";
import { changeTerms } from "./change-terms.ts";
import { createMeeting } from "./create.ts";
import { endForAll } from "./end.ts";
import { giveFeedback } from "./feedback.ts";
import { getLink, renewLink } from "./link.ts";
import { listMeetings } from "./list.ts";
import { openNotes } from "./notes.ts";
import { claimMeeting } from "./owner/claim.ts";
import { purgeOutsiders } from "./people/purge-guests.ts";
import { noteAbsent, noteAlive, noteLeft } from "./owner/presence.ts";
import { buildGuest, buildOwner, comeIn, enter } from "./test-meeting.ts";
import { buildPerson, buildRoom } from "./test-people.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function house() {
  const [ann, bob] = [await buildPerson(ctx), await buildPerson(ctx)];
  return { owner: await buildOwner(ctx), ann, bob, roomId: await buildRoom(ctx, [ann, bob]) };
}

const origin = "https://meet.example";
const tokenOf = (url: string) => url.split("/").at(-1) ?? "";

test("the link of a room lasts, is no invitation to its talk, and another one takes its place", async () => {
  const { ann, bob, roomId } = await house();
  const links = await Promise.all([
    getLink(ctx, ann.actor, { roomId, origin }),
    getLink(ctx, ann.actor, { roomId, origin }),
  ]);
  expect(links[0]).toEqual(links[1]);
  const { url } = links[0];
  expect(url).toMatch(/^https:\/\/meet\.example\/r\/[\w-]{32}$/);
  const token = tokenOf(url);
  expect(await aboutInvite(ctx, { token, actor: null })).toEqual({
    roomName: "Roof",
    by: ann.name,
    isForMeeting: true,
    me: null,
  });
  expect(await listInvites(ctx, ann.actor, { roomId })).toEqual([]);
  await expect(getLink(ctx, bob.actor, { roomId, origin })).rejects.toThrow("meeting-moderators");
  const { secret } = await enterRoom(ctx, { token, name: " Gus ", ip: "192.0.2.77" });
  const gus = await findGuest(ctx, { token, secret });
  expect(await aboutInvite(ctx, { token, actor: gus })).toMatchObject({ me: { name: "Gus", roomId } });

  const next = await renewLink(ctx, ann.actor, { roomId, origin });
  expect(next.url).not.toBe(url);
  await expect(aboutInvite(ctx, { token, actor: null })).rejects.toThrow("invite-unknown");
  expect(await findGuest(ctx, { token, secret })).toBeNull();
});

test("where an administrator lets no guests meet, the link leads nowhere", async () => {
  const { ann, roomId } = await house();
  const token = tokenOf((await getLink(ctx, ann.actor, { roomId, origin })).url);
  const { domainId } = await ctx.db.prisma.room.findUniqueOrThrow({ where: { spaceId: roomId } });
  for (const key of ["meetings.guests", "chat.guests"] as const) {
    await writeSetting(ctx, { scope: "domain", scopeId: domainId }, key, false);
    await expect(aboutInvite(ctx, { token, actor: null })).rejects.toThrow("meeting-not-allowed");
    await expect(enterRoom(ctx, { token, name: "Gus", ip: "192.0.2.78" })).rejects.toThrow("meeting-not-allowed");
    await expect(getLink(ctx, ann.actor, { roomId, origin })).rejects.toThrow("meeting-not-allowed");
    await writeSetting(ctx, { scope: "domain", scopeId: domainId }, key, null);
  }
});

test("all who meet write in one document, guests as long as they are in the meeting, and nobody else", async () => {
  const { ann, bob, roomId } = await house();
  await changeTerms(ctx, ann.actor, { roomId, waiting: "nobody" });
  const meetingId = await comeIn(ctx, ann, roomId);
  await comeIn(ctx, bob, roomId);
  const gus = await buildGuest(ctx, ann.actor, roomId);
  await comeIn(ctx, gus, roomId);
  const notes = await Promise.all([openNotes(ctx, ann.actor, { roomId }), openNotes(ctx, bob.actor, { roomId })]);
  expect(notes[0]).toEqual(notes[1]);
  const { nodeId: id } = notes[0];
  expect(await openNotes(ctx, gus.actor, { roomId })).toEqual({ nodeId: id });
  for (const { actor } of [ann, bob, gus])
    expect(await getDocument(ctx, actor, { id })).toMatchObject({ name: "Roof", mayWrite: true });
  const stranger = await buildPerson(ctx);
  await expect(getDocument(ctx, stranger.actor, { id })).rejects.toThrow("node-unknown");
  await noteLeft(ctx, { meetingId, personId: gus.id });
  await expect(getDocument(ctx, gus.actor, { id })).rejects.toThrow("node-unknown");
  ctx.advance(3 * 86_400_000);
  await purgeUnsent(ctx);
  expect(await getDocument(ctx, bob.actor, { id })).toMatchObject({ mayWrite: true });
});

test("who was in a meeting says how they found it, once; others say nothing", async () => {
  const { ann, bob, roomId } = await house();
  const meetingId = await comeIn(ctx, ann, roomId);
  const given = { meetingId, stars: 4, faults: ["dropped"], text: " well " };
  await expect(giveFeedback(ctx, bob.actor, given)).rejects.toThrow("meeting-over");
  await expect(giveFeedback(ctx, ann.actor, { ...given, stars: 6 })).rejects.toThrow("meeting-stars");
  await giveFeedback(ctx, ann.actor, given);
  await giveFeedback(ctx, ann.actor, { ...given, stars: 2 });
  expect(await ctx.db.prisma.meetingFeedback.findMany({ where: { meetingId } })).toMatchObject([
    { personId: ann.id, stars: 2, faults: ["dropped"], text: "well" },
  ]);
});

test("the home of meetings has the rooms, those in which people meet now, and those that were", async () => {
  const { ann, bob } = await house();
  const { roomId } = await createMeeting(ctx, ann.actor, { name: "Gutters", people: [bob.id] });
  await getLink(ctx, ann.actor, { roomId, origin });
  const meetingId = await comeIn(ctx, bob, roomId);
  const home = await listMeetings(ctx, ann.actor);
  expect(home.running).toMatchObject([
    { roomId, name: "Gutters", hasLink: true, running: { id: meetingId, people: [{ id: bob.id }] } },
  ]);
  expect(home.rooms.map(({ name }) => name).sort()).toEqual(["Gutters", "Roof"]);
  ctx.advance(30_000);
  await endForAll(ctx, bob.actor, { roomId });
  expect((await listMeetings(ctx, ann.actor)).recent).toEqual([]);
  expect((await listMeetings(ctx, bob.actor)).recent).toMatchObject([
    { meetingId, roomId, roomName: "Gutters", seconds: 30, people: [{ id: bob.id, name: bob.name }] },
  ]);
});

test("a meeting belongs to one process, which loses it when it is silent; what it writes then is left out", async () => {
  const { owner, ann, roomId } = await house();
  const { meetingId } = await enter(ctx, ann, roomId);
  const claims = await Promise.all([claimMeeting(ctx, { meetingId }), claimMeeting(ctx, { meetingId })]);
  expect(claims[0]).toEqual(claims[1]);
  const first = claims[0].owner;
  await comeIn(ctx, ann, roomId);
  expect(await noteAlive(ctx, { owner: first, meetingIds: [meetingId] })).toEqual([]);
  ctx.advance(11_000);
  const next = await buildOwner(ctx);
  expect(await claimMeeting(ctx, { meetingId })).toMatchObject({ owner: next });
  expect(await noteAlive(ctx, { owner: first, meetingIds: [meetingId] })).toEqual([meetingId]);
  const here = async () => (await readRoom(ctx, ann.actor, { id: roomId })).room.meeting?.people.length;
  await noteLeft(ctx, { meetingId, personId: ann.id, owner: first });
  expect(await here()).toBe(1);
  await noteAbsent(ctx, { meetingId, owner: next, presentIds: [] });
  expect(await here()).toBe(0);
  expect(owner).toBeDefined();
});

test("all in the room hear on the chat's own line who comes into the meeting and goes", async () => {
  const { ann, bob, roomId } = await house();
  const told: ChatEvent[] = [];
  const stop = await watchChat(ctx, bob.actor, { listener: (event) => void told.push(event), onEnd: () => {} });
  const people = () =>
    told
      .flatMap((event) => (event.what === "changes" && event.room ? [event.room.meeting] : []))
      .at(-1)
      ?.people.map(({ id }) => id);
  const meetingId = await comeIn(ctx, ann, roomId);
  await expect.poll(people, { timeout: 5000 }).toEqual([ann.id]);
  await noteLeft(ctx, { meetingId, personId: ann.id });
  await expect.poll(people, { timeout: 5000 }).toEqual([]);
  stop();
});

test("guests who were never let in are forgotten after a month, others stay", async () => {
  const { ann, roomId } = await house();
  await changeTerms(ctx, ann.actor, { roomId, waiting: "nobody" });
  await comeIn(ctx, ann, roomId);
  const [eve, gus] = [await buildGuest(ctx, ann.actor, roomId, "Eve"), await buildGuest(ctx, ann.actor, roomId)];
  await comeIn(ctx, gus, roomId);
  ctx.advance(32 * 86_400_000);
  await purgeOutsiders(ctx);
  const left = await ctx.db.prisma.roomGuest.findMany({ where: { id: { in: [eve.id, gus.id] } } });
  expect(left.map(({ id }) => id)).toEqual([gus.id]);
});
