import { createECDH, randomBytes } from "node:crypto";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import {
  changeSeat,
  createRoom,
  deleteMessage,
  markRead,
  openDirect,
  removePerson,
  sendMessage,
  setRest,
} from "../chat/index.ts";
import type { OutsideRequest } from "../outside/index.ts";
import { setOwnSetting } from "../profile/index.ts";
import { findSession, openSession } from "../sign-in/index.ts";
import { notePresence, sendPushes, subscribePush, tellChat } from "./index.ts";
import { plainText } from "./read-said.ts";

let ctx: TestContext;
let counter = 0;
const asked: string[] = [];

beforeAll(async () => {
  const base = await testContext();
  const ask = ({ url }: OutsideRequest) => {
    asked.push(url);
    return Promise.resolve({ status: "answered", code: 201, headers: {}, url, body: Buffer.alloc(0) } as const);
  };
  ctx = { ...base, outside: { ...base.outside, ask } };
});
afterAll(() => ctx.close());

/** Somebody with a session, whose browser is told. */
async function person(name: string) {
  const address = `p${++counter}@town.example`;
  const { accountId } = await createAccount(ctx, { address, name, password: "a long enough password" });
  const actor = await findSession(ctx, await openSession(ctx, accountId, { userAgent: "" }));
  if (actor?.kind !== "user") throw new Error("no session");
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  await subscribePush(ctx, actor, {
    endpoint: `https://push.example/${accountId}`,
    p256dh: keys.getPublicKey("base64url"),
    auth: randomBytes(16).toString("base64url"),
  });
  return { id: accountId, actor, set: (key: string, value: unknown) => setOwnSetting(ctx, actor, { key, value }) };
}
type Person = Awaited<ReturnType<typeof person>>;

async function room(kind: "group" | "channel", name: string, [owner, ...rest]: [Person, ...Person[]]): Promise<string> {
  const { id } = await createRoom(ctx, owner.actor, { kind, name, people: rest.map((one) => one.id) });
  return id;
}

const say = (by: Person, roomId: string, text: string, more: object = {}) =>
  sendMessage(ctx, by.actor, { roomId, key: `key-${String(++counter).padStart(6, "0")}`, text, ...more });

/** What waits for the browsers of somebody once the job has looked; it is taken away. */
async function toldTo(who: Person): Promise<Record<string, unknown>[]> {
  ctx.advance(6000);
  await tellChat(ctx);
  const where = { subscription: { accountId: who.id } };
  const waiting = await ctx.db.prisma.pushMessage.findMany({ where, orderBy: { id: "asc" } });
  await ctx.db.prisma.pushMessage.deleteMany({ where });
  return waiting.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
}

test("what is said is told with who says it and where, once, and not to who says it", async () => {
  const [ann, bob] = [await person("Ann Lee"), await person("Bob Ray")];
  const group = await room("group", "Roof", [ann, bob]);
  await say(bob, group, `**Tiles** are here, <@${ann.id}>`);
  await say(bob, group, "Come and see");
  expect(await toldTo(ann)).toEqual([
    {
      title: "Roof",
      body: "Bob Ray: Tiles are here, @Ann Lee\nBob Ray: Come and see",
      tag: `chat-${group}`,
      href: `/chat/${group}`,
      isSilent: true,
      lang: "en",
      unread: null,
    },
  ]);
  expect(await toldTo(bob)).toEqual([]);
  expect(await toldTo(ann)).toEqual([]);

  const { id: direct } = await openDirect(ctx, bob.actor, { personId: ann.id });
  await say(bob, direct, "Just you");
  expect(await toldTo(ann)).toMatchObject([{ title: "Bob Ray", body: "Just you" }]);
  await ann.set("notify.preview", false);
  await say(bob, direct, "Secret");
  expect(await toldTo(ann)).toMatchObject([{ title: "New in the chat", body: "", href: `/chat/${direct}` }]);
});

test("a newer one takes the place of one that waits, and two jobs at once tell once", async () => {
  const [ann, bob] = [await person("Ann"), await person("Bob")];
  const group = await room("group", "Roof", [ann, bob]);
  await say(bob, group, "one");
  await Promise.all([tellChat(ctx), tellChat(ctx)]);
  const first = await ctx.db.prisma.pushMessage.findMany({ where: { subscription: { accountId: ann.id } } });
  expect(first.length).toBe(1);
  await say(bob, group, "two");
  await tellChat(ctx);
  expect(await ctx.db.prisma.pushMessage.findMany({ where: { subscription: { accountId: ann.id } } })).toEqual(first);
  expect(await toldTo(ann)).toMatchObject([{ body: "Bob: two" }]);
});

test("rules of rooms, settings, mutes, quiet hours and presence decide who is told", async () => {
  const [ann, bob] = [await person("Ann"), await person("Bob")];
  const group = await room("group", "Roof", [bob, ann]);
  const channel = await room("channel", "News", [bob, ann]);
  const isTold = async (roomId: string, text = "hello", more: object = {}) => {
    await say(bob, roomId, text, more);
    return (await toldTo(ann)).length === 1;
  };
  const named = `<@${ann.id}> look`;
  expect([await isTold(group), await isTold(channel), await isTold(channel, named)]).toEqual([true, false, true]);
  expect([await isTold(channel, "<@all> look"), await isTold(channel, "<@here> look")]).toEqual([true, false]);
  await ann.set("notify.chat", "mentions");
  expect([await isTold(group), await isTold(group, named)]).toEqual([false, true]);
  await changeSeat(ctx, ann.actor, { roomId: channel, notify: "all" });
  expect(await isTold(channel)).toBe(true);
  await changeSeat(ctx, ann.actor, { roomId: channel, notify: "nothing" });
  expect(await isTold(channel, named)).toBe(false);
  await ann.set("notify.chat", "nothing");
  expect(await isTold(group, named)).toBe(false);
  await ann.set("notify.chat", "byRoom");

  const until = new Date(ctx.clock.now().getTime() + 30_000).toISOString();
  await changeSeat(ctx, ann.actor, { roomId: group, mutedUntil: until });
  expect(await isTold(group, named)).toBe(false);
  ctx.advance(30_000);
  expect(await isTold(group)).toBe(true);

  await ann.set("notify.quiet", true);
  await ann.set("notify.quietFrom", "00:00");
  await ann.set("notify.quietTo", "00:00");
  expect(await isTold(group, named)).toBe(false);
  await ann.set("notify.quiet", false);
  await notePresence(ctx, ann.actor, { isPresent: true });
  expect(await isTold(group, named)).toBe(false);
  await notePresence(ctx, ann.actor, { isPresent: false });
  // What was not told then is not told later.
  expect(await toldTo(ann)).toEqual([]);
});

test("threads are told to those who are part of them, and answers to whom they answer", async () => {
  const [ann, bob] = [await person("Ann"), await person("Bob")];
  const group = await room("group", "Roof", [bob, ann]);
  await changeSeat(ctx, ann.actor, { roomId: group, notify: "mentions" });
  const theirs = await say(bob, group, "Who is in?");
  const own = await say(ann, group, "My question");
  expect(await toldTo(ann)).toEqual([]);
  await say(bob, group, "in a strange thread", { threadId: theirs.id });
  expect(await toldTo(ann)).toEqual([]);
  await say(bob, group, "in my thread", { threadId: own.id });
  expect(await toldTo(ann)).toMatchObject([{ body: "Bob: in my thread" }]);
  await say(bob, group, "to you", { replyToId: own.id });
  expect(await toldTo(ann)).toMatchObject([{ body: "Bob: to you" }]);
});

test("what was read, taken back, said before one was there or long ago is not told, nor to who was taken out", async () => {
  const [ann, bob, cleo] = [await person("Ann"), await person("Bob"), await person("Cleo")];
  const group = await room("group", "Roof", [bob, ann, cleo]);
  const read = await say(bob, group, "read at once");
  await markRead(ctx, ann.actor, { roomId: group, number: read.number });
  expect(await toldTo(ann)).toEqual([]);
  const back = await say(bob, group, "a slip");
  await deleteMessage(ctx, bob.actor, { id: back.id });
  expect(await toldTo(ann)).toEqual([]);

  // Between the job that looks and the one that sends.
  asked.length = 0;
  const late = await say(bob, group, "read in between");
  ctx.advance(6000);
  await tellChat(ctx);
  await markRead(ctx, ann.actor, { roomId: group, number: late.number });
  await removePerson(ctx, bob.actor, { id: group, personId: cleo.id });
  await sendPushes(ctx);
  expect(asked.filter((url) => url.endsWith(ann.id) || url.endsWith(cleo.id))).toEqual([]);
  expect(await ctx.db.prisma.pushMessage.count({ where: { roomId: group } })).toBe(0);
  await say(bob, group, "still here");
  ctx.advance(6000);
  await tellChat(ctx);
  await sendPushes(ctx);
  expect(asked.filter((url) => url.endsWith(ann.id)).length).toBe(1);

  await say(bob, group, "old news");
  ctx.advance(3_700_000);
  expect(await toldTo(ann)).toEqual([]);
});

test.each([
  ["**bold** and _thin_ `code`", "bold and thin code"],
  ["snake_case 2*3*4", "snake_case 2*3*4"],
  ["> quoted\nand said", "quoted and said"],
  ["```js\nlet a;\n```", "let a;"],
  ["<@all> and <@018f5b1e-0000-7000-8000-000000000001>", "@all and @Ann"],
  ["", "roof.pdf"],
])("%j is told as %j", (text, plain) => {
  expect(plainText({ text, file: "roof.pdf", names: { "018f5b1e-0000-7000-8000-000000000001": "Ann" } })).toBe(plain);
});

test("who is not to be disturbed is told nothing until that is over", async () => {
  const [ann, bob] = [await person("Ann"), await person("Bob")];
  const group = await room("group", "Roof", [ann, bob]);
  await setRest(ctx, ann.actor, { isResting: true, until: new Date(ctx.clock.now().getTime() + 60_000).toISOString() });
  await say(bob, group, `<@${ann.id}> now`);
  expect(await toldTo(ann)).toEqual([]);
  ctx.advance(60_000);
  await say(bob, group, "later");
  expect(await toldTo(ann)).toMatchObject([{ body: "Bob: later" }]);
});
