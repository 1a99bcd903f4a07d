import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { purge } from "../../maintenance/index.ts";
import type { OutsideAnswer, OutsideRequest } from "../../outside/index.ts";
import { writeSetting } from "../../settings/index.ts";
import {
  changesSince,
  deleteMessage,
  editMessage,
  fetchPreviews,
  listMessages,
  purgePreviews,
  readPreviewPicture,
  removePreview,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
let roomId: string;
/** The web, as far as there is one. */
const web = new Map<string, Omit<Extract<OutsideAnswer, { status: "answered" }>, "status">>();
const asked: OutsideRequest[] = [];
const png = Buffer.from("\x89PNG\r\n\x1a\n and more", "latin1");
const put = (url: string, body: string | Buffer, type = "text/html; charset=utf-8", code = 200) =>
  web.set(url, { code, headers: { "content-type": type }, body: Buffer.from(body) });

beforeAll(async () => {
  const context = await testContext();
  const ask = async (request: OutsideRequest): Promise<OutsideAnswer> => {
    asked.push(request);
    const page = web.get(request.url);
    return page ? { status: "answered", ...page } : { status: "refused", reason: "address-refused" };
  };
  ctx = { ...context, outside: { ...context.outside, ask } };
  [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  roomId = await buildRoom(ctx, [ann, ben]);
});
afterAll(() => ctx.close());
beforeEach(() => void asked.splice(0));

const urls = () => asked.map((one) => one.url);
const shown = async (id: string) =>
  (await listMessages(ctx, ben.actor, { roomId })).messages.find((one) => one.id === id)?.previews;

test("a link is asked for once, whoever looks, and those in the room hear what the page says of itself", async () => {
  put("https://a.example/", '<meta property="og:title" content="Roofs"><meta property="og:image" content="/x.png">');
  put("https://a.example/x.png", png, "image/png");
  const sent = await say(ctx, ann, roomId, "See https://a.example and `https://code.example`");
  expect(sent.previews).toEqual([]);
  const before = await changesSince(ctx, ben.actor, { rooms: { [roomId]: "0" } });
  await Promise.all([fetchPreviews(ctx), fetchPreviews(ctx)]);
  expect(urls()).toEqual(["https://a.example/", "https://a.example/x.png"]);
  expect(asked.every((one) => one.maxBytes <= 5_000_000 && (one.timeoutMs ?? 0) <= 10_000)).toBe(true);
  const [told] = await changesSince(ctx, ben.actor, { rooms: { [roomId]: before[0]?.to ?? "" } });
  const [preview] = told?.messages[0]?.previews ?? [];
  expect(preview).toMatchObject({ url: "https://a.example/", title: "Roofs", description: "" });
  const name = preview?.picture?.split("/").at(-1) ?? "";
  expect(preview?.picture).toBe(`/chat/previews/${sent.id}/${name}`);
  const picture = { messageId: sent.id, name };
  expect(await readPreviewPicture(ctx, ben.actor, picture)).toMatchObject({ type: "image/png", content: png });
  await expect(readPreviewPicture(ctx, eve.actor, picture)).rejects.toMatchObject({ reason: "message-unknown" });
  await expect(readPreviewPicture(ctx, ben.actor, { ...picture, name: "0" })).rejects.toMatchObject({
    reason: "picture-unknown",
  });
  // Within a day it is known, also elsewhere, from the first moment on.
  const again = await say(ctx, ben, roomId, "Again: https://a.example/");
  expect(again.previews).toMatchObject([{ title: "Roofs" }]);
  expect(await fetchPreviews(ctx)).toBe(false);
  expect(urls().length).toBe(2);
  // The picture is in use.
  ctx.advance(2 * 86_400_000);
  await purge(ctx);
  expect((await readPreviewPicture(ctx, ben.actor, picture)).content.length).toBe(png.length);
  put("https://a.example/", "<title>New roofs</title>");
  const later = await say(ctx, ben, roomId, "https://a.example/");
  await fetchPreviews(ctx);
  expect(await shown(later.id)).toMatchObject([{ title: "New roofs", picture: null }]);
});

test("what cannot be had, may not be asked or is no page is remembered as such, and shown as nothing", async () => {
  put("https://b.example/404", "gone", "text/html", 404);
  put("https://b.example/zip", "PK", "application/zip");
  const { id } = await say(
    ctx,
    ann,
    roomId,
    "https://b.example/404 https://b.example/zip http://127.0.0.1/ https://b.example/fourth",
  );
  await fetchPreviews(ctx);
  expect(urls().toSorted()).toEqual(["http://127.0.0.1/", "https://b.example/404", "https://b.example/zip"]);
  expect(await shown(id)).toEqual([]);
  await say(ctx, ann, roomId, "https://b.example/404");
  await fetchPreviews(ctx);
  expect(urls().length).toBe(3);
});

test("a server that is busy is asked again, and not for ever; a picture alone is shown", async () => {
  put("https://c.example/", "busy", "text/html", 503);
  const first = await say(ctx, ann, roomId, "https://c.example/");
  for (let round = 0; round < 5; round++) {
    await fetchPreviews(ctx);
    ctx.advance(60_000);
  }
  expect(urls().length).toBe(3);
  expect(await shown(first.id)).toEqual([]);
  put("https://c.example/cat.png", png, "text/html");
  const { id } = await say(ctx, ann, roomId, "https://c.example/cat.png");
  await fetchPreviews(ctx);
  expect(await shown(id)).toMatchObject([{ title: "", picture: expect.stringContaining("/chat/previews/") }]);
});

test("a process that falls before it told is made up for", async () => {
  put("https://d.example/", "<title>Door</title>");
  const { id, modseq } = await say(ctx, ann, roomId, "https://d.example/");
  // The fallen one kept what it found, and told nobody.
  await ctx.db.pool.query(
    `UPDATE "ChatLinkPreview" SET "state" = 'ready', "title" = 'Door', "fetchedAt" = $1, "dueAt" = $2 WHERE "url" = 'https://d.example/'`,
    [ctx.clock.now(), new Date(ctx.clock.now().getTime() + 120_000)],
  );
  await fetchPreviews(ctx);
  expect(urls()).toEqual([]);
  ctx.advance(120_000);
  await fetchPreviews(ctx);
  const [told] = await changesSince(ctx, ben.actor, { rooms: { [roomId]: modseq } });
  expect(told?.messages.find((one) => one.id === id)?.previews).toMatchObject([{ title: "Door" }]);
});

test("its author takes a preview away, and changes what is linked; nobody else", async () => {
  put("https://e.example/one", "<title>One</title>");
  put("https://e.example/two", "<title>Two</title>");
  const { id } = await say(ctx, ben, roomId, "https://e.example/one https://e.example/two");
  await fetchPreviews(ctx);
  const url = "https://e.example/one";
  await expect(removePreview(ctx, ann.actor, { id, url })).rejects.toMatchObject({ reason: "message-not-own" });
  await expect(removePreview(ctx, eve.actor, { id, url })).rejects.toMatchObject({ reason: "message-unknown" });
  expect((await removePreview(ctx, ben.actor, { id, url })).previews.map((one) => one.title)).toEqual(["Two"]);
  // What was taken away stays away, also when the text is changed.
  const text = "https://e.example/one https://a.example/";
  expect((await editMessage(ctx, ben.actor, { id, text })).previews.map((one) => one.title)).toEqual(["New roofs"]);
  await deleteMessage(ctx, ben.actor, { id });
  expect(await shown(id)).toEqual([]);
  ctx.advance(2 * 86_400_000);
  await purgePreviews(ctx);
  expect(await ctx.db.prisma.chatLinkPreview.count({ where: { url: "https://e.example/two" } })).toBe(0);
});

test("who does not want previews makes none", async () => {
  await writeSetting(ctx, { scope: "account", scopeId: ann.id }, "chat.linkPreviews", false);
  await say(ctx, ann, roomId, "https://f.example/");
  await fetchPreviews(ctx);
  expect(urls()).toEqual([]);
});
