import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { indexFiles } from "../../file-search/index.ts";
import { putSmallFile } from "../../files/index.ts";
import {
  addPeople,
  changeSeat,
  createPoll,
  deleteMessage,
  editMessage,
  indexChat,
  leaveRoom,
  listGallery,
  react,
  roomFolder,
  searchChat,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
let roomId: string;
let other: string;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  roomId = await buildRoom(ctx, [ann, ben]);
  other = await buildRoom(ctx, [ann, ben], { name: "Cellar" });
});
afterAll(() => ctx.close());

const index = async () => {
  while ((await indexChat(ctx, { limit: 100 })) > 0);
};
const found = async (person: TestPerson, text: string, more: object = {}) =>
  (await searchChat(ctx, person.actor, { text, ...more })).found.map((one) => one.message.text);

async function bring(name: string, data: Buffer) {
  const { id: parentId } = await roomFolder(ctx, ann.actor, { roomId });
  const file = { parentId, name, sizeBytes: data.length, whenTaken: "both" as const, data };
  return { id: (await putSmallFile(ctx, ann.actor, file)).nodeId };
}
const picture = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

test("words are found in all rooms or one, as they were said last, by whoever may see them", async () => {
  const { id } = await say(ctx, ann, roomId, "The tiles of the north side cost 4,200 Euro");
  ctx.advance(1000);
  await say(ctx, ben, other, `Überprüfung der tiles, <@${ann.id}>`);
  await index();
  expect(await found(ann, "tiles")).toEqual([`Überprüfung der tiles, <@${ann.id}>`, expect.stringContaining("north")]);
  expect(await found(ann, "tiles", { roomId })).toEqual([expect.stringContaining("north")]);
  expect((await found(ben, "uberpruf")).length).toBe(1);
  expect((await found(ben, ann.name)).length).toBeGreaterThan(0);
  expect((await found(ann, '"north side"')).length).toBe(1);
  expect(await found(ann, '"side north"')).toEqual([]);
  expect(await found(ann, "tiles cellar")).toEqual([]);
  expect(await found(eve, "tiles")).toEqual([]);
  await expect(found(eve, "tiles", { roomId })).rejects.toMatchObject({ reason: "room-unknown" });
  for (const strange of ["'); DROP TABLE x; --", "\0", '"', "()&|!:*"]) await found(ann, strange);
  await editMessage(ctx, ann.actor, { id, text: "The slates cost more" });
  await index();
  expect(await found(ann, "north")).toEqual([]);
  expect(await found(ann, "slates")).toEqual(["The slates cost more"]);
  await deleteMessage(ctx, ann.actor, { id });
  expect(await found(ann, "slates")).toEqual([]);
  await index();
  expect(await ctx.db.prisma.searchDoc.count({ where: { objectId: id } })).toBe(0);
});

test("who came later, cleared away or left finds nothing of it", async () => {
  const cem = await buildPerson(ctx);
  const room = await buildRoom(ctx, [ann, ben]);
  await say(ctx, ann, room, "zebra before");
  await addPeople(ctx, ann.actor, { id: room, people: [cem.id], withHistory: false });
  await say(ctx, ann, room, "zebra after");
  await index();
  expect(await found(cem, "zebra")).toEqual(["zebra after"]);
  await changeSeat(ctx, cem.actor, { roomId: room, clear: true });
  expect(await found(cem, "zebra")).toEqual([]);
  expect((await found(ben, "zebra")).length).toBe(2);
  await leaveRoom(ctx, ben.actor, { id: room });
  expect(await found(ben, "zebra")).toEqual([]);
});

test("it is narrowed by who, when and what came with it, and comes page by page with what says it", async () => {
  const room = await buildRoom(ctx, [ann, ben]);
  const from = ctx.clock.now().toISOString();
  for (let at = 0; at < 40; at++) await say(ctx, at % 2 ? ann : ben, room, `giraffe ${at}`);
  ctx.advance(1000);
  const to = ctx.clock.now().toISOString();
  await say(ctx, ann, room, "A giraffe at https://zoo.example/giraffe.");
  await index();
  const page = await searchChat(ctx, ann.actor, { text: "giraf" });
  expect([page.found.length, page.hasMore, page.found[1]?.excerpt]).toEqual([30, true, "giraffe 39"]);
  const rest = await searchChat(ctx, ann.actor, { text: "giraf", cursor: page.found.at(-1)?.message.id });
  expect([rest.found.length, rest.hasMore, rest.found.at(-1)?.message.text]).toEqual([11, false, "giraffe 0"]);
  expect((await found(ann, "giraffe", { from: ben.id, before: to, after: from })).length).toBe(20);
  expect((await found(ann, "giraffe", { after: to })).length).toBe(1);
  expect((await found(ann, "", { roomId: room, has: "link" })).length).toBe(1);
  expect(await found(ann, "giraffe", { has: "file" })).toEqual([]);
});

test("polls are found by their answers, files by name and by what is in them, and a reaction writes nothing anew", async () => {
  const poll = { roomId, key: "poll-of-animals", question: "Which?", isMultiple: false, isAnonymous: false };
  await createPoll(ctx, ann.actor, { ...poll, options: ["Okapi", "Tapir"] });
  const text = await bring("offer.txt", Buffer.from("The price of slates is 80 Euro"));
  const photo = await bring("chimney.png", picture);
  const sent = await say(ctx, ann, roomId, "See", { attachments: [text, photo] });
  await index();
  const reader = { canRead: () => true, textOf: async ({ content }: { content: Buffer }) => content.toString() };
  await indexFiles(ctx, { limit: 100, reader });
  expect(await found(ben, "okapi")).toEqual(["Which?"]);
  expect(await found(ben, "chimney")).toEqual(["See"]);
  const { found: hits } = await searchChat(ctx, ben.actor, { text: "price slates" });
  expect(hits).toMatchObject([{ excerpt: null, file: { id: text.id, excerpt: "The price of slates is 80 Euro" } }]);
  expect(await found(ben, "see", { has: "picture" })).toEqual(["See"]);
  expect(await found(eve, "chimney")).toEqual([]);
  const version = async () =>
    (await ctx.db.pool.query('SELECT xmin::text AS "v" FROM "SearchDoc" WHERE "objectId" = $1', [sent.id])).rows[0];
  const before = await version();
  await react(ctx, ben.actor, { id: sent.id, emoji: "👍", isOn: true });
  await index();
  expect(await version()).toEqual(before);
});

test("pictures, files and links of a room, page by page, for those who may see them", async () => {
  const gallery = (person: TestPerson, kind: "pictures" | "files" | "links", before?: number) =>
    listGallery(ctx, person.actor, { roomId, kind, before });
  await say(ctx, ben, roomId, "Look: https://a.example/x, (http://b.example/y). `https://code.example`");
  expect((await gallery(ann, "links")).items.map((one) => one.url)).toEqual([
    "https://a.example/x",
    "http://b.example/y",
  ]);
  expect((await gallery(ann, "pictures")).items.map((one) => one.attachment?.name)).toEqual(["chimney.png"]);
  expect((await gallery(ben, "files")).items.map((one) => one.attachment?.name)).toEqual(["offer.txt"]);
  for (let at = 0; at < 45; at++)
    await say(ctx, ann, roomId, "", { attachments: [await bring(`p${at}.png`, picture)] });
  const page = await gallery(ben, "pictures");
  expect([page.items.length, page.items[0]?.attachment?.name]).toEqual([40, "p44.png"]);
  const rest = await gallery(ben, "pictures", page.before ?? 0);
  expect([rest.items.length, rest.before]).toEqual([6, null]);
  await expect(gallery(eve, "pictures")).rejects.toMatchObject({ reason: "room-unknown" });
  await changeSeat(ctx, ben.actor, { roomId, clear: true });
  expect((await gallery(ben, "pictures")).items).toEqual([]);
});
