import { newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listNotices } from "../../notices/index.ts";
import { openSession } from "../../sign-in/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { deleteMessage, leaveRoom, listBookmarks, remind, removeBookmark, saveBookmark } from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const later = (ms: number) => new Date(ctx.clock.now().getTime() + ms).toISOString();
const saved = async (person: TestPerson) => (await listBookmarks(ctx, person.actor)).bookmarks;
const told = async (person: TestPerson) =>
  (await listNotices(ctx, person.actor)).filter((one) => one.kind === "chat-reminder");

test("what is saved is listed with its note, for oneself alone, as long as one can see it", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const first = await say(ctx, ann, roomId, "One");
  const second = await say(ctx, ann, roomId, "Two");
  await saveBookmark(ctx, ben.actor, { messageId: first.id, note: "for the roof" });
  ctx.advance(1);
  await Promise.all([1, 2, 3].map(() => saveBookmark(ctx, ben.actor, { messageId: second.id })));
  expect(await saved(ben)).toMatchObject([
    { message: { id: second.id }, roomName: "Roof", note: "" },
    { message: { text: "One" }, note: "for the roof", remindAt: null },
  ]);
  expect(await saved(ann)).toEqual([]);
  await expect(saveBookmark(ctx, eve.actor, { messageId: first.id })).rejects.toMatchObject({
    reason: "message-unknown",
  });
  await expect(removeBookmark(ctx, ann.actor, { messageId: first.id })).rejects.toMatchObject({
    reason: "bookmark-unknown",
  });
  await removeBookmark(ctx, ben.actor, { messageId: first.id });
  await deleteMessage(ctx, ann.actor, { id: second.id });
  expect(await saved(ben)).toEqual([]);
  await expect(saveBookmark(ctx, ben.actor, { messageId: first.id, note: "x".repeat(1001) })).rejects.toMatchObject({
    reason: "note-long",
  });
});

test("one is reminded once, at the time, with a way to the message, however many processes look", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id, number } = await say(ctx, ann, roomId, `Call <@${ben.id}>`);
  await saveBookmark(ctx, ben.actor, { messageId: id, remindAt: later(60_000) });
  await saveBookmark(ctx, ben.actor, { messageId: id, note: "stays" });
  await remind(ctx);
  expect(await told(ben)).toEqual([]);
  await expect(saveBookmark(ctx, ben.actor, { messageId: id, remindAt: later(0) })).rejects.toMatchObject({
    reason: "remind-time-past",
  });
  ctx.advance(60_000);
  await Promise.all([remind(ctx), remind(ctx), remind(ctx)]);
  expect(await told(ben)).toMatchObject([
    { params: { person: ann.name, text: `Call @${ben.name}` }, link: `/chat/${roomId}?m=${number}` },
  ]);
  expect((await saved(ben))[0]).toMatchObject({ note: "stays", remindedAt: expect.any(String) });
  // Once more, when that is asked for.
  await saveBookmark(ctx, ben.actor, { messageId: id, remindAt: later(1000) });
  ctx.advance(1000);
  await remind(ctx);
  expect((await told(ben)).length).toBe(2);
});

test("what is gone, or no longer theirs to see, reminds nobody", async () => {
  const [roomId, other] = [await buildRoom(ctx, [ann, ben]), await buildRoom(ctx, [ann, ben])];
  const before = (await told(ben)).length;
  const [first, second] = [await say(ctx, ann, roomId, "Gone"), await say(ctx, ann, other, "Left")];
  for (const { id } of [first, second]) await saveBookmark(ctx, ben.actor, { messageId: id, remindAt: later(1000) });
  await deleteMessage(ctx, ann.actor, { id: first.id });
  await leaveRoom(ctx, ben.actor, { id: other });
  ctx.advance(1000);
  await remind(ctx);
  expect((await told(ben)).length).toBe(before);
});

test("a reminder reaches browsers as the person's rules say", async () => {
  const cem = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann, cem]);
  await openSession(ctx, cem.id, {});
  const token = await ctx.db.prisma.token.findFirstOrThrow({ where: { accountId: cem.id } });
  const [p256dh, auth] = [new Uint8Array(65).fill(4), new Uint8Array(16)];
  await ctx.db.prisma.pushSubscription.create({
    data: {
      id: newId(),
      accountId: cem.id,
      tokenId: token.id,
      endpoint: "https://push.example/c",
      p256dh,
      auth,
    },
  });
  const set = (name: string, value: unknown) => writeSetting(ctx, { scope: "account", scopeId: cem.id }, name, value);
  const pushed = async () => {
    const { id } = await say(ctx, ann, roomId, "Now");
    await saveBookmark(ctx, cem.actor, { messageId: id, remindAt: later(1000) });
    ctx.advance(1000);
    await remind(ctx);
    const found = await ctx.db.prisma.pushMessage.findMany();
    await ctx.db.prisma.pushMessage.deleteMany();
    return found.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
  };
  expect(await pushed()).toMatchObject([{ title: "Reminder", body: `${ann.name}: Now`, isSilent: true }]);
  await set("notify.preview", false);
  expect(await pushed()).toMatchObject([{ title: "Reminder", body: "" }]);
  await set("notify.quiet", true);
  await set("notify.quietFrom", "00:00");
  await set("notify.quietTo", "00:00");
  expect(await pushed()).toEqual([]);
});
