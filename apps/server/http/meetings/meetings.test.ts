import { accounts, chat, maintenance, meetings, signIn } from "@carbyne/domain";
import { type Actor, newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSocket, startDoor, startMedia } from "./meetings.fixture.ts";

let ctx: TestContext;
let media: Awaited<ReturnType<typeof startMedia>>;
let door: Awaited<ReturnType<typeof startDoor>>;
let counter = 0;

beforeAll(async () => {
  ctx = await testContext();
  media = await startMedia(ctx);
  door = await startDoor(ctx);
});
afterAll(async () => {
  await door.stop();
  await media.stop();
  await ctx.close();
});

type Person = { readonly id: string; readonly actor: Actor };

async function buildPerson(): Promise<Person> {
  const address = `p${++counter}@town.example`;
  const { accountId: id } = await accounts.createAccount(ctx, {
    address,
    name: `P${counter}`,
    password: "long enough pw",
  });
  return { id, actor: { kind: "user", accountId: id } };
}

async function buildRoom() {
  const [ann, bob] = [await buildPerson(), await buildPerson()];
  const { id: roomId } = await chat.createRoom(ctx, ann.actor, { kind: "group", name: "Roof", people: [bob.id] });
  return { ann, bob, roomId };
}

async function enter({ id, actor }: Person, roomId: string) {
  const entry = await meetings.enterMeeting(ctx, actor, { roomId, deviceId: `device-${id}` });
  if (entry.status !== "in") throw new Error("waits");
  return entry;
}

/** Comes in with a grant, by the socket that the role http hands on. */
async function join(person: Person, roomId: string) {
  const { meetingId, grant } = await enter(person, roomId);
  const socket = await openSocket(`${door.url}/sfu/${meetingId}`);
  return { ...socket, meetingId, reply: await socket.ask("join", { grant }) };
}

const hereIn = async (roomId: string, { actor }: Person) =>
  (await chat.readRoom(ctx, actor, { id: roomId })).room.meeting?.people.map(({ id }) => id);

test("a browser is led to the process that has the meeting, is in it by its grant, and the room knows", async () => {
  const { ann, bob, roomId } = await buildRoom();
  const one = await join(ann, roomId);
  expect(one.reply).toMatchObject({ ok: { peerId: expect.any(String), peers: [{ personId: ann.id }] } });
  const two = await join(bob, roomId);
  expect(two.reply).toMatchObject({ ok: { peers: [{ personId: ann.id, isModerator: true }, { personId: bob.id }] } });
  expect(new Set(await hereIn(roomId, ann))).toEqual(new Set([ann.id, bob.id]));
  await expect.poll(() => one.told.map(({ tell }) => tell)).toContain("peerJoined");
  await two.ask("leave", {});
  await expect.poll(() => hereIn(roomId, ann)).toEqual([ann.id]);
  await meetings.endForAll(ctx, ann.actor, { roomId });
  await expect.poll(() => one.told.at(-1)).toMatchObject({ tell: "ended", data: { reason: "meeting-ended" } });
  expect(await one.closed).toBe(1000);
});

test("who is taken out of the meeting or of the room is out at once", async () => {
  const { ann, bob, roomId } = await buildRoom();
  const cleo = await buildPerson();
  await chat.addPeople(ctx, ann.actor, { id: roomId, people: [cleo.id], withHistory: false });
  await join(ann, roomId);
  const [two, three] = [await join(bob, roomId), await join(cleo, roomId)];
  await meetings.removeFromMeeting(ctx, ann.actor, { roomId, personId: bob.id });
  await expect.poll(() => two.told.at(-1)).toMatchObject({ tell: "ended", data: { reason: "removed" } });
  await chat.removePerson(ctx, ann.actor, { id: roomId, personId: cleo.id });
  await expect
    .poll(() => three.told.at(-1), { timeout: 5000 })
    .toMatchObject({ tell: "ended", data: { reason: "removed" } });
});

test("who signs out on one device is out of the meeting there, and stays in it on another", async () => {
  const { ann, roomId } = await buildRoom();
  const [desk, phone] = await Promise.all(
    ["desk", "phone"].map(async (device) => {
      const secret = await signIn.openSession(ctx, ann.id, {});
      const actor = await signIn.findSession(ctx, secret);
      if (!actor) throw new Error("no session");
      const entry = await meetings.enterMeeting(ctx, actor, { roomId, deviceId: `device-${device}` });
      const socket = await openSocket(`${door.url}/sfu/${entry.meetingId}`);
      await socket.ask("join", { grant: entry.status === "in" ? entry.grant : "" });
      return { ...socket, actor };
    }),
  );
  if (!desk || !phone) throw new Error("nobody is in");
  const { actor } = desk;
  await signIn.closeSession(ctx, actor, actor.kind === "user" ? (actor.tokenId ?? "") : "");
  await expect.poll(() => desk.told.at(-1)).toMatchObject({ tell: "ended", data: { reason: "session-ended" } });
  expect(await phone.ask("react", { emoji: "👍" })).toMatchObject({ ok: {} });
});

test("a grant of another meeting, a page of another site and a socket that nobody handed on are refused", async () => {
  const { ann, roomId } = await buildRoom();
  const other = await buildRoom();
  const { meetingId } = await enter(ann, roomId);
  const { grant } = await enter(other.ann, other.roomId);
  const socket = await openSocket(`${door.url}/sfu/${meetingId}`);
  expect(await socket.ask("join", { grant })).toMatchObject({ refused: { kind: "unauthenticated" } });
  socket.close();
  const url = `${door.url}/sfu/${meetingId}`;
  await expect(openSocket(url, { origin: "https://evil.example" })).rejects.toThrow("403");
  await expect(openSocket(`${door.url}/sfu/${newId()}`)).rejects.toThrow("404");
  await expect(openSocket(`ws://${media.node?.address}/sfu/${meetingId}`)).rejects.toThrow("404");
});

test("a process that does not answer loses the meeting to one that does", async () => {
  const { ann, roomId } = await buildRoom();
  const dead = newId();
  await maintenance.beat(ctx, { id: dead, node: "test", role: "sfu", address: "127.0.0.1:1", load: -1 });
  const { meetingId } = await enter(ann, roomId);
  expect(await meetings.claimMeeting(ctx, { meetingId })).toMatchObject({ owner: dead });
  const one = await join(ann, roomId);
  expect(one.reply).toMatchObject({ ok: {} });
  expect(await meetings.claimMeeting(ctx, { meetingId })).toMatchObject({ owner: media.id });
  await maintenance.leave(ctx, { id: dead });
});

test("a process that stops sends its people on, who go on in another one, and nobody is said to have left", async () => {
  const { ann, bob, roomId } = await buildRoom();
  const first = await startMedia(ctx, { load: -1 });
  const [one, two] = [await join(ann, roomId), await join(bob, roomId)];
  expect(await meetings.claimMeeting(ctx, one)).toMatchObject({ owner: first.id });
  await maintenance.leave(ctx, { id: first.id });
  await first.stop();
  for (const { told, closed } of [one, two]) {
    expect(told.at(-1)).toMatchObject({ tell: "moved" });
    expect(await closed).toBe(1012);
  }
  expect(await hereIn(roomId, ann)).toHaveLength(2);
  const again = await join(bob, roomId);
  expect(again.meetingId).toBe(one.meetingId);
  expect(again.reply).toMatchObject({ ok: { peers: [{ personId: bob.id }] } });
  expect(await meetings.claimMeeting(ctx, one)).toMatchObject({ owner: media.id });
});

test("when no process is left people are told so, and when one comes they go on", async () => {
  const { ann, roomId } = await buildRoom();
  const one = await join(ann, roomId);
  await maintenance.leave(ctx, { id: media.id });
  await expect(enter(ann, roomId)).rejects.toThrow("meetings-unavailable");
  await expect(openSocket(`${door.url}/sfu/${one.meetingId}`)).rejects.toThrow("503");
  await media.beat();
  expect((await join(ann, roomId)).reply).toMatchObject({ ok: {} });
});
