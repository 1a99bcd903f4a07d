import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listNotices } from "../../notices/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { declineShare, listShares, revokeShare, share } from "../../sharing/index.ts";
import {
  aboutLink,
  beginUpload,
  changeLink,
  createFolder,
  createLink,
  deleteNodes,
  enterLink,
  findUpload,
  getNode,
  giveCode,
  joinLink,
  linkArchive,
  linkRules,
  listActivity,
  listFolder,
  listLinkEvents,
  listLinks,
  listView,
  moveNodes,
  openContent,
  openLinkContent,
  openLinkNode,
  previewLinkFile,
  purgeLinks,
  putSmallFile,
  receiveUpload,
  restoreLink,
  restoreNodes,
  revokeLink,
  trashNodes,
} from "../index.ts";
import { buildFile, buildPerson } from "../people.fixture.ts";
import { shortAddress } from "./events.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const ip = "192.0.2.7";
const hour = 3_600_000;
type Terms = Parameters<typeof createLink>[2];

/** Ann has a folder with a file and a folder in it, and a file beside it. */
async function place() {
  const ann = await buildPerson(ctx);
  const { id: folderId } = await createFolder(ctx, ann.actor, { parentId: null, name: "Roof" });
  const { id: innerId } = await createFolder(ctx, ann.actor, { parentId: folderId, name: "Plans" });
  const fileId = await buildFile(ctx, ann.actor, { parentId: folderId, name: "Offer.txt" });
  const deepId = await buildFile(ctx, ann.actor, { parentId: innerId, name: "Deep.txt" });
  const besideId = await buildFile(ctx, ann.actor, { name: "Private.txt" });
  return { ann, folderId, innerId, fileId, deepId, besideId };
}

async function linkOn(actor: Actor, nodeId: string, terms: Partial<Terms> = {}) {
  const { id, token } = await createLink(ctx, actor, { nodeId, kind: "download", ...terms });
  return { id, token, visitor: await enterLink(ctx, { token, pass: undefined }).catch(() => nobody) };
}
const nobody: Actor = { kind: "link", linkId: "01234567-89ab-7cde-8f01-23456789abcd" };
const unknown = { kind: "not-found", reason: "link-unknown" };
const used = { reason: "link-used-up" };

async function textOf(actor: Actor, id: string, receipt?: string) {
  const { content, receipt: next } = await openLinkContent(ctx, actor, { id, ip, receipt });
  const pieces: Buffer[] = [];
  for await (const piece of content.read()) pieces.push(piece);
  return { text: Buffer.concat(pieces).toString(), receipt: next ?? undefined };
}

test("a visitor sees and fetches what a link is on and what lies below it, and nothing beside it or above", async () => {
  const { ann, folderId, innerId, fileId, deepId, besideId } = await place();
  const { visitor } = await linkOn(ann.actor, folderId, { description: "For the roofer" });
  expect(await aboutLink(ctx, visitor, { ip })).toMatchObject({
    name: "Roof",
    nodeKind: "folder",
    description: "For the roofer",
    by: expect.stringContaining("Person"),
    downloadsLeft: null,
    uploadMost: null,
  });
  const top = await openLinkNode(ctx, visitor, { id: null });
  expect([top.path.map((one) => one.name), top.nodes.map((one) => one.name), top.total]).toEqual([
    ["Roof"],
    ["Plans", "Offer.txt"],
    2,
  ]);
  expect((await openLinkNode(ctx, visitor, { id: innerId })).path.map((one) => one.name)).toEqual(["Roof", "Plans"]);
  expect((await textOf(visitor, fileId)).text).toBe("Offer.txt");
  expect((await textOf(visitor, deepId)).text).toBe("Deep.txt");
  const { entries } = await linkArchive(ctx, visitor, { id: null, ip });
  expect(entries.map((entry) => entry.path)).toEqual(["Roof/", "Roof/Offer.txt", "Roof/Plans/", "Roof/Plans/Deep.txt"]);
  const { folder: home } = await listFolder(ctx, ann.actor, { id: null });
  for (const id of [besideId, home.id, "x"]) {
    await expect(openLinkNode(ctx, visitor, { id })).rejects.toMatchObject({ reason: "node-unknown" });
    await expect(openLinkContent(ctx, visitor, { id, ip })).rejects.toMatchObject({ reason: "node-unknown" });
  }
  await trashNodes(ctx, ann.actor, { ids: [innerId] });
  await expect(textOf(visitor, deepId)).rejects.toMatchObject({ reason: "node-unknown" });
});

test("by a link nobody is anybody: what people do with their own files is refused", async () => {
  const { ann, folderId, fileId } = await place();
  const { visitor } = await linkOn(ann.actor, folderId);
  const asks = [
    () => listFolder(ctx, visitor, { id: folderId }),
    () => getNode(ctx, visitor, { id: fileId }),
    () => openContent(ctx, visitor, { id: fileId }),
    () => listActivity(ctx, visitor, { id: fileId }),
    () => trashNodes(ctx, visitor, { ids: [fileId] }),
    () => createLink(ctx, visitor, { nodeId: fileId, kind: "download" }),
    () => listLinks(ctx, visitor, { nodeId: folderId }),
  ];
  for (const ask of asks) await expect(ask()).rejects.toMatchObject({ kind: "unauthenticated" });
  const data = Buffer.from("x");
  const file = { parentId: folderId, name: "x", sizeBytes: 1, whenTaken: "replace", data } as const;
  await expect(putSmallFile(ctx, visitor, file)).rejects.toMatchObject({ reason: "node-unknown" });
});

test("an address that never was, one that was taken back and one of what is in the trash are the same", async () => {
  const { ann, folderId } = await place();
  const { id, token, visitor } = await linkOn(ann.actor, folderId);
  await expect(enterLink(ctx, { token: "A".repeat(32) })).rejects.toMatchObject(unknown);
  await revokeLink(ctx, ann.actor, { id });
  await expect(enterLink(ctx, { token })).rejects.toMatchObject(unknown);
  await expect(openLinkNode(ctx, visitor, { id: null })).rejects.toMatchObject(unknown);
  expect(await listLinks(ctx, ann.actor, { nodeId: folderId })).toEqual([]);
  await restoreLink(ctx, ann.actor, { id });
  await openLinkNode(ctx, await enterLink(ctx, { token }), { id: null });
  await trashNodes(ctx, ann.actor, { ids: [folderId] });
  await expect(enterLink(ctx, { token })).rejects.toMatchObject(unknown);
  await restoreNodes(ctx, ann.actor, { ids: [folderId] });
  await enterLink(ctx, { token });
  await revokeLink(ctx, ann.actor, { id });
  ctx.advance(hour + 1000);
  await expect(restoreLink(ctx, ann.actor, { id })).rejects.toMatchObject({ reason: "undo-too-late" });
  await trashNodes(ctx, ann.actor, { ids: [folderId] });
  await deleteNodes(ctx, ann.actor, { ids: [folderId] });
  expect(await ctx.db.prisma.fileLink.count({ where: { id } })).toBe(0);
});

test("a link ends at its time, and goes on when it gets another", async () => {
  const { ann, folderId } = await place();
  const inAnHour = () => new Date(ctx.clock.now().getTime() + hour).toISOString();
  const { id, token } = await linkOn(ann.actor, folderId, { expiresAt: inAnHour() });
  await enterLink(ctx, { token });
  ctx.advance(hour + 1);
  await expect(enterLink(ctx, { token })).rejects.toMatchObject({ kind: "not-found", reason: "link-expired" });
  expect(await listLinks(ctx, ann.actor, { nodeId: folderId })).toMatchObject([{ id, isOver: true }]);
  await changeLink(ctx, ann.actor, { id, expiresAt: inAnHour() });
  await enterLink(ctx, { token });
  await expect(changeLink(ctx, ann.actor, { id, expiresAt: "2001-01-01" })).rejects.toMatchObject({
    reason: "share-end-invalid",
  });
});

test("with a code nothing is shown before it, guesses are few and written down, and another code ends what was right", async () => {
  const { ann, folderId } = await place();
  await expect(createLink(ctx, ann.actor, { nodeId: folderId, kind: "view", code: "12345" })).rejects.toMatchObject({
    reason: "link-code-short",
  });
  const { id, token } = await createLink(ctx, ann.actor, { nodeId: folderId, kind: "view", code: "Dachstuhl 7" });
  await expect(enterLink(ctx, { token })).rejects.toMatchObject({ reason: "link-code-needed" });
  await expect(giveCode(ctx, { token, code: "dachstuhl 7", ip })).rejects.toMatchObject({ reason: "link-code-wrong" });
  const pass = await giveCode(ctx, { token, code: "Dachstuhl 7", ip });
  await openLinkNode(ctx, await enterLink(ctx, { token, pass }), { id: null });
  const other = await createLink(ctx, ann.actor, { nodeId: folderId, kind: "view", code: "Dachstuhl 7" });
  await expect(enterLink(ctx, { token: other.token, pass })).rejects.toMatchObject({ reason: "link-code-needed" });
  await expect(enterLink(ctx, { token, pass: `9${pass}` })).rejects.toMatchObject({ reason: "link-code-needed" });
  await changeLink(ctx, ann.actor, { id, code: "Dachstuhl 8" });
  await expect(enterLink(ctx, { token, pass })).rejects.toMatchObject({ reason: "link-code-needed" });
  for (let i = 0; i < 9; i++)
    await expect(giveCode(ctx, { token, code: "x", ip: `192.0.2.${i}` })).rejects.toMatchObject({
      reason: "link-code-wrong",
    });
  await expect(giveCode(ctx, { token, code: "Dachstuhl 8", ip: "192.0.2.99" })).rejects.toMatchObject({
    kind: "too-many",
  });
  expect((await listLinkEvents(ctx, ann.actor, { id })).map((event) => event.verb)).toContain("wrong-code");
  await changeLink(ctx, ann.actor, { id, code: null });
  await enterLink(ctx, { token });
  const [row] = (await ctx.db.pool.query('SELECT * FROM "FileLink" WHERE "id" = $1', [other.id])).rows;
  expect(JSON.stringify(row)).not.toMatch(/Dachstuhl/);
  expect(Buffer.from(row.sealedToken).includes(other.token)).toBe(false);
});

test("only so many downloads as may be, also when many come at once; one that goes on is not counted again", async () => {
  const { ann, folderId, fileId, deepId } = await place();
  const { id, visitor } = await linkOn(ann.actor, folderId, { downloadLimit: 3 });
  const { receipt } = await textOf(visitor, fileId);
  expect((await textOf(visitor, fileId, receipt)).receipt).toBeUndefined();
  await openLinkContent(ctx, visitor, { id: fileId, ip, isLook: true });
  expect(await listLinks(ctx, ann.actor, { nodeId: folderId })).toMatchObject([{ downloads: 1, downloadLimit: 3 }]);
  // A receipt is for what it was given for.
  await textOf(visitor, deepId, receipt);
  const atOnce = await Promise.allSettled(Array.from({ length: 8 }, () => textOf(visitor, fileId)));
  expect(atOnce.filter((one) => one.status === "fulfilled").length).toBe(1);
  await expect(linkArchive(ctx, visitor, { id: null, ip })).rejects.toMatchObject(used);
  await expect(openLinkNode(ctx, visitor, { id: null })).rejects.toMatchObject(used);
  expect((await aboutLink(ctx, visitor, { ip })).downloadsLeft).toBe(0);
  expect((await textOf(visitor, fileId, receipt)).text).toBe("Offer.txt");
  ctx.advance(hour + 1);
  await expect(textOf(visitor, fileId, receipt)).rejects.toMatchObject(used);
  await changeLink(ctx, ann.actor, { id, downloadLimit: 4 });
  await textOf(visitor, fileId);
  await changeLink(ctx, ann.actor, { id, downloadLimit: null });
  await linkArchive(ctx, visitor, { id: null, ip });
});

test("what is only to be looked at gives no bytes, no archive and no pages as a PDF", async () => {
  const { ann, folderId, fileId } = await place();
  const { id, visitor } = await linkOn(ann.actor, folderId, { kind: "view" });
  const refused = { kind: "forbidden", reason: "link-view-only" };
  await expect(openLinkContent(ctx, visitor, { id: fileId, ip })).rejects.toMatchObject(refused);
  await expect(linkArchive(ctx, visitor, { id: null, ip })).rejects.toMatchObject(refused);
  const pages = { as: "pdf", first: 1, last: null } as const;
  await expect(previewLinkFile(ctx, visitor, { id: fileId, want: pages, waitMs: 0 })).rejects.toMatchObject(refused);
  expect((await openLinkNode(ctx, visitor, { id: null })).total).toBe(2);
  await changeLink(ctx, ann.actor, { id, kind: "download" });
  expect((await textOf(visitor, fileId)).text).toBe("Offer.txt");
});

test("through an upload link files come in and nothing is seen or replaced; its maker is told once", async () => {
  const { ann, folderId, fileId } = await place();
  await expect(createLink(ctx, ann.actor, { nodeId: fileId, kind: "upload" })).rejects.toMatchObject({
    reason: "node-no-folder",
  });
  const { id, visitor } = await linkOn(ann.actor, folderId, { kind: "upload", uploadLimit: 100 });
  expect(await aboutLink(ctx, visitor, { ip })).toMatchObject({ kind: "upload", uploadMost: 100 });
  await expect(openLinkNode(ctx, visitor, { id: null })).rejects.toMatchObject({ reason: "node-unknown" });
  await expect(openLinkContent(ctx, visitor, { id: fileId, ip })).rejects.toMatchObject({ reason: "node-unknown" });
  const send = (name: string, text: string, parentId: string | null = null) => {
    const data = Buffer.from(text);
    const whenTaken = "replace" as const;
    return putSmallFile(ctx, visitor, { parentId, name, sizeBytes: data.length, whenTaken, data });
  };
  const { folder: home } = await listFolder(ctx, ann.actor, { id: null });
  const { nodeId } = await send("Offer.txt", "other", home.id);
  const { nodes } = await listFolder(ctx, ann.actor, { id: folderId });
  expect(nodes.map((one) => one.name)).toEqual(["Plans", "Offer (2).txt", "Offer.txt"]);
  expect(nodes.find((one) => one.id === nodeId)).toMatchObject({ creator: null, sizeBytes: 5, parentId: folderId });
  expect(await listActivity(ctx, ann.actor, { id: nodeId })).toMatchObject([{ verb: "created", person: null }]);
  await send("More.txt", "more");
  expect((await listNotices(ctx, ann.actor)).map(({ kind, params }) => [kind, params])).toEqual([
    ["link-upload", { name: "Roof" }],
  ]);
  expect((await listLinkEvents(ctx, ann.actor, { id })).map(({ verb, name }) => [verb, name])).toEqual([
    ["uploaded", "More.txt"],
    ["uploaded", "Offer (2).txt"],
    ["opened", ""],
  ]);
  await expect(send("Big.txt", "x".repeat(92))).rejects.toMatchObject({ reason: "link-full" });
  await send("Fits.txt", "x".repeat(91));
  expect(await listLinks(ctx, ann.actor, { nodeId: folderId })).toMatchObject([{ uploadedBytes: 100 }]);
});

test("large files come in pieces, each link's its own, and what is on its way counts", async () => {
  const { ann, folderId } = await place();
  const { id, visitor } = await linkOn(ann.actor, folderId, { kind: "upload", uploadLimit: 1000 });
  const { visitor: other } = await linkOn(ann.actor, folderId, { kind: "upload" });
  const begin = (sizeBytes: number) =>
    beginUpload(ctx, visitor, { parentId: null, name: "Film.mp4", sizeBytes, whenTaken: "refuse" });
  const upload = await begin(900);
  await expect(begin(200)).rejects.toMatchObject({ reason: "link-full" });
  await expect(findUpload(ctx, other, { id: upload.id })).rejects.toMatchObject({ reason: "upload-unknown" });
  await expect(findUpload(ctx, ann.actor, { id: upload.id })).rejects.toMatchObject({ reason: "upload-unknown" });
  const pieces = (bytes: number) =>
    (async function* () {
      yield Buffer.alloc(bytes, 7);
    })();
  await receiveUpload(ctx, visitor, { id: upload.id, at: 0, pieces: pieces(400), stop() {} });
  await revokeLink(ctx, ann.actor, { id });
  const rest = { id: upload.id, at: 400, pieces: pieces(500), stop() {} };
  await expect(receiveUpload(ctx, visitor, rest)).rejects.toMatchObject(unknown);
  await restoreLink(ctx, ann.actor, { id });
  const { nodeId } = await receiveUpload(ctx, visitor, rest);
  expect(await getNode(ctx, ann.actor, { id: nodeId ?? "" })).toMatchObject({ name: "Film.mp4", sizeBytes: 900 });
});

test("a visitor is not told how much room the owner has, and takes none that is not there", async () => {
  const { ann, folderId } = await place();
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "account.quotaBytes", 50);
  const { visitor } = await linkOn(ann.actor, folderId, { kind: "upload" });
  const data = Buffer.alloc(40);
  const file = { parentId: null, name: "a", sizeBytes: 40, whenTaken: "both", data } as const;
  await expect(putSmallFile(ctx, visitor, file)).rejects.toMatchObject({ reason: "link-full" });
});

test("only who may share an entry makes, sees and changes its links; a link lasts no longer than its maker's right", async () => {
  const { ann, folderId, fileId } = await place();
  const [ben, cem] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { local, domain } = await ctx.db.prisma.address.findFirstOrThrow({
    where: { accountId: ben.accountId },
    include: { domain: true },
  });
  const object = { kind: "node" as const, id: folderId };
  const give = (role: "write" | "manage") =>
    share(ctx, ann.actor, { object, with: { address: `${local}@${domain.name}` }, role });
  const { id: shareId } = await give("write");
  await expect(linkOn(cem.actor, folderId)).rejects.toMatchObject({ reason: "node-unknown" });
  await expect(linkOn(ben.actor, folderId)).rejects.toMatchObject({ reason: "share-right-missing" });
  const anns = await linkOn(ann.actor, fileId);
  await give("manage");
  const bens = await linkOn(ben.actor, fileId);
  expect((await listLinks(ctx, ben.actor, { nodeId: fileId })).map((one) => [one.token, one.canChange])).toEqual([
    [null, false],
    [bens.token, true],
  ]);
  expect((await listLinks(ctx, ann.actor, { nodeId: fileId })).map((one) => one.token)).toEqual([
    anns.token,
    bens.token,
  ]);
  for (const ask of [
    () => revokeLink(ctx, ben.actor, { id: anns.id }),
    () => changeLink(ctx, ben.actor, { id: anns.id, code: null }),
    () => listLinkEvents(ctx, ben.actor, { id: anns.id }),
  ])
    await expect(ask()).rejects.toMatchObject({ reason: "link-not-yours" });
  for (const id of [anns.id, "x"])
    await expect(revokeLink(ctx, cem.actor, { id })).rejects.toMatchObject({ kind: "not-found" });
  expect((await textOf(bens.visitor, fileId)).text).toBe("Offer.txt");
  await revokeShare(ctx, ann.actor, { id: shareId });
  await expect(textOf(bens.visitor, fileId)).rejects.toMatchObject(unknown);
  expect((await textOf(anns.visitor, fileId)).text).toBe("Offer.txt");
  await ctx.db.prisma.account.update({ where: { id: ann.accountId }, data: { state: "closed" } });
  await expect(textOf(anns.visitor, fileId)).rejects.toMatchObject(unknown);
});

test("by a collaboration link people here have it shared with them, as the link says, and visitors see nothing", async () => {
  const { ann, folderId, fileId } = await place();
  const [ben, cem] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { id, token, visitor } = await linkOn(ann.actor, folderId, { kind: "collaborate", role: "write" });
  expect(await aboutLink(ctx, visitor, { ip })).toMatchObject({ kind: "collaborate", role: "write", name: "Roof" });
  await expect(openLinkNode(ctx, visitor, { id: null })).rejects.toMatchObject({ reason: "node-unknown" });
  await expect(textOf(visitor, fileId)).rejects.toMatchObject({ reason: "node-unknown" });
  await expect(joinLink(ctx, visitor, visitor)).rejects.toMatchObject({ kind: "unauthenticated" });
  expect(await joinLink(ctx, ann.actor, visitor)).toEqual({ nodeId: folderId });
  expect(await joinLink(ctx, ben.actor, visitor)).toEqual({ nodeId: folderId });
  expect(await getNode(ctx, ben.actor, { id: fileId })).toMatchObject({ access: "write", isOwn: false });
  const [node] = (await listView(ctx, ben.actor, { view: "shared" })).nodes;
  expect([node?.id, (await listLinkEvents(ctx, ann.actor, { id }))[0]?.verb]).toEqual([folderId, "joined"]);
  const object = { kind: "node" as const, id: folderId };
  expect((await listShares(ctx, ann.actor, { object })).map((one) => one.role)).toEqual(["write"]);
  await declineShare(ctx, ben.actor, { id: node?.grantId ?? "" });
  await expect(getNode(ctx, ben.actor, { id: fileId })).rejects.toMatchObject({ reason: "node-unknown" });
  await joinLink(ctx, ben.actor, await enterLink(ctx, { token }));
  // A link that gives less takes nothing away.
  const less = await linkOn(ann.actor, folderId, { kind: "collaborate" });
  await joinLink(ctx, ben.actor, less.visitor);
  expect(await getNode(ctx, ben.actor, { id: fileId })).toMatchObject({ access: "write" });
  await revokeLink(ctx, ann.actor, { id });
  await expect(joinLink(ctx, cem.actor, visitor)).rejects.toMatchObject(unknown);
  expect(await getNode(ctx, ben.actor, { id: fileId })).toMatchObject({ access: "write" });
  const seen = await linkOn(ann.actor, folderId);
  await expect(joinLink(ctx, cem.actor, seen.visitor)).rejects.toMatchObject({ reason: "node-unknown" });
});

test("a collaboration link can let people comment and no more, and takes nothing from who may change", async () => {
  const { ann, folderId, fileId } = await place();
  const [ben, cem] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { visitor } = await linkOn(ann.actor, folderId, { kind: "collaborate", role: "comment" });
  expect(await aboutLink(ctx, visitor, { ip })).toMatchObject({ kind: "collaborate", role: "comment" });
  const more = await linkOn(ann.actor, folderId, { kind: "collaborate", role: "write" });
  await joinLink(ctx, ben.actor, visitor);
  await joinLink(ctx, cem.actor, more.visitor);
  await joinLink(ctx, cem.actor, visitor);
  expect((await getNode(ctx, ben.actor, { id: fileId })).access).toBe("comment");
  expect((await getNode(ctx, cem.actor, { id: fileId })).access).toBe("write");
  // Nor while nobody but the owner writes, because there is no room.
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "account.quotaBytes", 1);
  await joinLink(ctx, cem.actor, visitor);
  expect((await getNode(ctx, cem.actor, { id: fileId })).access).toBe("write");
});

test("who was let in by the link of somebody who shares on goes when that one's share does", async () => {
  const { ann, folderId, fileId } = await place();
  const [ben, cem] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { local, domain } = await ctx.db.prisma.address.findFirstOrThrow({
    where: { accountId: ben.accountId },
    include: { domain: true },
  });
  const object = { kind: "node" as const, id: folderId };
  const withBen = { address: `${local}@${domain.name}` };
  const { id: shareId } = await share(ctx, ann.actor, { object, with: withBen, role: "manage" });
  const { visitor } = await linkOn(ben.actor, folderId, { kind: "collaborate" });
  await joinLink(ctx, cem.actor, visitor);
  expect(await getNode(ctx, cem.actor, { id: fileId })).toMatchObject({ access: "read" });
  await revokeShare(ctx, ann.actor, { id: shareId });
  await expect(getNode(ctx, cem.actor, { id: fileId })).rejects.toMatchObject({ reason: "node-unknown" });
});

test("an administrator forbids public links, or wants a code or an end of them; people here are let in all the same", async () => {
  const { ann, folderId } = await place();
  const { id, visitor, token } = await linkOn(ann.actor, folderId);
  const { classId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: ann.accountId } });
  const at = classId === null ? ({ scope: "global" } as const) : ({ scope: "class", scopeId: classId } as const);
  const rule = (key: string, value: unknown) => writeSetting(ctx, at, key, value);
  await rule("files.publicLinks", false);
  await expect(openLinkNode(ctx, visitor, { id: null })).rejects.toMatchObject(unknown);
  await expect(enterLink(ctx, { token })).rejects.toMatchObject(unknown);
  const make = (terms: Partial<Terms> = {}) => createLink(ctx, ann.actor, { nodeId: folderId, kind: "view", ...terms });
  await expect(make()).rejects.toMatchObject({ reason: "link-forbidden" });
  await make({ kind: "collaborate" });
  await rule("files.publicLinks", null);
  await enterLink(ctx, { token });
  await rule("files.publicLinkCode", true);
  await rule("files.publicLinkDays", 7);
  expect(await linkRules(ctx, ann.actor)).toEqual({ isAllowed: true, needsCode: true, mostDays: 7 });
  await expect(make()).rejects.toMatchObject({ reason: "link-code-demanded" });
  await expect(changeLink(ctx, ann.actor, { id, description: "x" })).rejects.toMatchObject({
    reason: "link-code-demanded",
  });
  const days = (count: number) => new Date(ctx.clock.now().getTime() + count * 24 * hour).toISOString();
  await expect(make({ code: "Dachstuhl", expiresAt: days(9) })).rejects.toMatchObject({ reason: "link-end-late" });
  const made = await make({ code: "Dachstuhl" });
  const listed = await listLinks(ctx, ann.actor, { nodeId: folderId });
  expect(listed.find((one) => one.id === made.id)?.expiresAt).toBe(days(7));
  await rule("files.publicLinkCode", null);
  await rule("files.publicLinkDays", null);
});

test("a home has no link; what is moved keeps its own and leaves those of its folder", async () => {
  const { ann, folderId, fileId, innerId } = await place();
  const { folder: home } = await listFolder(ctx, ann.actor, { id: null });
  await expect(linkOn(ann.actor, home.id)).rejects.toMatchObject({ reason: "node-home-fixed" });
  const [ofFolder, ofFile] = [await linkOn(ann.actor, innerId), await linkOn(ann.actor, fileId)];
  await moveNodes(ctx, ann.actor, { ids: [fileId], parentId: innerId });
  expect((await textOf(ofFolder.visitor, fileId)).text).toBe("Offer.txt");
  await moveNodes(ctx, ann.actor, { ids: [fileId], parentId: folderId });
  await expect(textOf(ofFolder.visitor, fileId)).rejects.toMatchObject({ reason: "node-unknown" });
  expect((await textOf(ofFile.visitor, fileId)).text).toBe("Offer.txt");
});

test("what has a link is marked and stands among what is shared, as long as the link is open", async () => {
  const { ann, folderId } = await place();
  const given = async () => (await listView(ctx, ann.actor, { view: "given" })).nodes.map((one) => one.isLinked);
  expect(await given()).toEqual([]);
  const { id } = await linkOn(ann.actor, folderId);
  expect(await given()).toEqual([true]);
  await revokeLink(ctx, ann.actor, { id });
  expect(await given()).toEqual([]);
});

test("the log tells what was done from where, roughly, the last first, and forgets in time", async () => {
  const { ann, folderId, fileId } = await place();
  const { id, visitor } = await linkOn(ann.actor, folderId);
  await aboutLink(ctx, visitor, { ip });
  await aboutLink(ctx, visitor, { ip: "192.0.2.8" });
  await textOf(visitor, fileId);
  const verbs = async () =>
    (await listLinkEvents(ctx, ann.actor, { id })).map(({ verb, name, address }) => [verb, name, address]);
  expect(await verbs()).toEqual([
    ["downloaded", "Offer.txt", "192.0.2.x"],
    ["opened", "", "192.0.2.x"],
  ]);
  ctx.advance(181 * 24 * hour);
  await purgeLinks(ctx);
  expect(await verbs()).toEqual([]);
  await revokeLink(ctx, ann.actor, { id });
  ctx.advance(31 * 24 * hour);
  await purgeLinks(ctx);
  expect(await ctx.db.prisma.fileLink.count({ where: { id } })).toBe(0);
});

test("addresses are shortened to the network", () => {
  expect(["192.0.2.130", "::ffff:192.0.2.130", "2001:db8:7:1::1", "nonsense"].map(shortAddress)).toEqual([
    "192.0.2.x",
    "192.0.2.x",
    "2001:db8:7::",
    "",
  ]);
});
