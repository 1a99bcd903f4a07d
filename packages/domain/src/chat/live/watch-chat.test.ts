import { createPostgresBus } from "@carbyne/bus";
import { silentLogger } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  addPeople,
  changeSeat,
  changesSince,
  markRead,
  removePerson,
  sayTyping,
  watchChat,
  type ChatEvent,
} from "../index.ts";
import type { Context } from "../../context.ts";
import { writeSetting } from "../../settings/index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
/** The same database as another process has it. */
let elsewhere: Context & { close(): Promise<void> };
let ann: TestPerson;
let ben: TestPerson;
let cem: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  const bus = createPostgresBus({ url: ctx.db.url, log: silentLogger });
  elsewhere = { ...ctx, bus, close: () => bus.close() };
  [ann, ben, cem] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(async () => {
  await elsewhere.close();
  await ctx.close();
});

/** A client of the chat that keeps what it is told the way a browser does, and asks when something is missing. */
async function open(context: Context, person: TestPerson) {
  const known = new Map<string, bigint>();
  const heard: string[] = [];
  const events: ChatEvent[] = [];
  let gaps = 0;
  let ended: unknown;
  const stop = await watchChat(context, person.actor, {
    listener(event) {
      events.push(event);
      if (event.what === "rooms") for (const [id, at] of Object.entries(event.at)) known.set(id, BigInt(at));
      if (event.what === "left") known.delete(event.roomId);
      if (event.what !== "changes") return;
      const at = known.get(event.roomId);
      if (at === undefined || BigInt(event.to) <= at) return;
      if (BigInt(event.from) > at) gaps++;
      known.set(event.roomId, BigInt(event.to));
      for (const message of event.messages) if (BigInt(message.modseq) > at) heard.push(message.text || message.kind);
    },
    onEnd: (error) => (ended = error),
  });
  return { heard, events, known, stop, gaps: () => gaps, ended: () => ended };
}

test("everybody in a room hears what is said in it once and in order, in this process and in another", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const clients = [await open(ctx, ann), await open(ctx, ben), await open(elsewhere, ben)];
  const texts = Array.from({ length: 60 }, (_, at) => `m${at}`);
  for (const text of texts.slice(0, 20)) await say(ctx, ann, roomId, text);
  for (const text of texts.slice(20, 40)) await say(elsewhere, ben, roomId, text);
  for (const text of texts.slice(40)) await say(ctx, ann, roomId, text);
  for (const client of clients) {
    await vi.waitFor(() => expect(client.heard.length).toBe(60), { timeout: 5000 });
    expect(client.heard).toEqual(texts);
    expect(client.gaps()).toBe(0);
    client.stop();
  }
  await say(ctx, ann, roomId, "Nobody listens");
  const [changes] = await changesSince(ctx, ben.actor, {
    rooms: Object.fromEntries([...(clients[1]?.known ?? [])].map(([id, at]) => [id, at.toString()])),
  });
  expect(changes?.messages.map((one) => one.text)).toEqual(["Nobody listens"]);
  await expect(changesSince(ctx, cem.actor, { rooms: { [roomId]: "0" } })).resolves.toEqual([]);
});

test("who comes into a room hears it from then on, and who is taken out nothing more", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const client = await open(elsewhere, cem);
  expect(client.events).toEqual([{ what: "rooms", at: {} }]);
  await say(ctx, ann, roomId, "Before");
  await addPeople(ctx, ann.actor, { id: roomId, people: [cem.id], withHistory: false });
  await vi.waitFor(() => expect(client.known.has(roomId)).toBe(true), { timeout: 5000 });
  await say(ctx, ann, roomId, "Hello Cem");
  await vi.waitFor(() => expect(client.heard).toContain("Hello Cem"), { timeout: 5000 });
  expect(client.heard).not.toContain("Before");
  await removePerson(ctx, ann.actor, { id: roomId, personId: cem.id });
  await say(ctx, ann, roomId, "He is out");
  await vi.waitFor(() => expect(client.events.at(-1)).toEqual({ what: "left", roomId }), { timeout: 5000 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(client.heard).not.toContain("He is out");
  client.stop();
});

test("a draft and reading on reach the person's other devices", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { number } = await say(ctx, ann, roomId, "Read me");
  const [own, other] = [await open(elsewhere, ben), await open(ctx, ann)];
  await changeSeat(ctx, ben.actor, { roomId, draft: "Dear Ann" });
  await vi.waitFor(
    () => expect(own.events.at(-1)).toMatchObject({ what: "seats", seats: [{ roomId, draft: "Dear Ann" }] }),
    { timeout: 5000 },
  );
  await markRead(ctx, ben.actor, { roomId, number });
  for (const client of [own, other])
    await vi.waitFor(
      () =>
        expect(client.events.at(-1)).toMatchObject({ what: "changes", members: [{ id: ben.id, readNumber: number }] }),
      { timeout: 5000 },
    );
  expect(other.events.some((event) => event.what === "seats")).toBe(false);
  own.stop();
  other.stop();
});

test("what one made of rooms before one is there is told at the beginning", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  await changeSeat(ctx, ben.actor, { roomId, draft: "Written while away" });
  const late = await open(elsewhere, ben);
  const seats = late.events.flatMap((event) => (event.what === "seats" ? event.seats : []));
  expect(seats).toContainEqual(expect.objectContaining({ roomId, draft: "Written while away" }));
  late.stop();
});

test("what was missed is told in stretches that fit together", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  for (let at = 0; at < 250; at++) await say(ctx, ann, roomId, `m${at}`);
  const texts: string[] = [];
  let since = "1";
  for (let more = true; more; ) {
    const [changes] = await changesSince(ctx, ben.actor, { rooms: { [roomId]: since } });
    expect(changes?.from).toBe(since);
    texts.push(...(changes?.messages ?? []).map((one) => one.text));
    since = changes?.to ?? "";
    more = changes?.hasMore === true;
  }
  expect(texts).toEqual(Array.from({ length: 250 }, (_, at) => `m${at}`));
});

test("an account that is locked is told nothing more", async () => {
  const dan = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann, dan]);
  const client = await open(ctx, dan);
  await ctx.db.prisma.account.update({ where: { id: dan.id }, data: { state: "locked" } });
  // Whatever locks an account changes its space; here that is said by hand.
  ctx.bus.publish({ spaceId: dan.spaceId, modseq: 10_000n });
  await vi.waitFor(() => expect(client.ended()).toMatchObject({ reason: "sign-in-needed" }), { timeout: 5000 });
  await say(ctx, ann, roomId, "Secret");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(client.heard).toEqual([]);
});

test("who writes is told to those in the room, in another process too, and not to who was taken out", async () => {
  const roomId = await buildRoom(ctx, [ann, ben, cem]);
  const [here, there, out] = [await open(ctx, ann), await open(elsewhere, ben), await open(elsewhere, cem)];
  const typed = (client: typeof here) => client.events.filter((event) => event.what === "typing");
  await sayTyping(ctx, ann.actor, { roomId });
  const told = { what: "typing", roomId, personId: ann.id, threadId: null };
  await vi.waitFor(() => expect([typed(there), typed(out)]).toEqual([[told], [told]]), { timeout: 5000 });
  expect(typed(here)).toEqual([]);
  // Said again at once it holds already.
  await sayTyping(ctx, ann.actor, { roomId });
  await removePerson(ctx, ann.actor, { id: roomId, personId: cem.id });
  await vi.waitFor(() => expect(out.events.at(-1)).toEqual({ what: "left", roomId }), { timeout: 5000 });
  await sayTyping(elsewhere, ben.actor, { roomId });
  await vi.waitFor(() => expect(typed(here)).toHaveLength(1), { timeout: 5000 });
  expect([typed(there), typed(out)]).toEqual([[told], [told]]);
  await expect(sayTyping(ctx, cem.actor, { roomId })).rejects.toThrow("room-unknown");
  for (const client of [here, there, out]) client.stop();
});

test("who does not let it be seen that they write is not told, and sees it of nobody", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  await writeSetting(ctx, { scope: "account", scopeId: ben.id }, "chat.typing", false);
  const [one, other] = [await open(elsewhere, ann), await open(elsewhere, ben)];
  await sayTyping(elsewhere, ben.actor, { roomId });
  await vi.waitFor(async () => {
    await sayTyping(ctx, ann.actor, { roomId });
    await say(ctx, ann, roomId, "Written");
    expect(other.heard).toContain("Written");
  }, 5000);
  const typed = [one, other].flatMap((client) => client.events.filter((event) => event.what === "typing"));
  expect(typed).toEqual([]);
  for (const client of [one, other]) client.stop();
});
