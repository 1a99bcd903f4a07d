import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createFolder,
  findTaken,
  getNode,
  homeOf,
  copyNodes,
  listFolder,
  listUploads,
  listView,
  moveNodes,
  openContent,
  putSmallFile,
  beginUpload,
  receiveUpload,
  removeGivenUp,
  renameNode,
  trashNodes,
} from "../../files/index.ts";
import { storageIn } from "../../quota/index.ts";
import { writeSetting } from "../../settings/index.ts";
import {
  addPeople,
  archiveRoom,
  attachOwn,
  changeSeat,
  deleteMessage,
  leaveRoom,
  purgeUnsent,
  roomFolder,
  sendMessage,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let cem: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, cem, eve] = [
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
  ];
});
afterAll(() => ctx.close());

async function put(person: TestPerson, parentId: string | null, name = "plan.txt", text = "the plan") {
  const data = Buffer.from(text);
  const input = { parentId, name, sizeBytes: data.length, whenTaken: "refuse" as const, data };
  return (await putSmallFile(ctx, person.actor, input)).nodeId;
}
const read = async (person: TestPerson, id: string) =>
  Buffer.concat(await Array.fromAsync((await openContent(ctx, person.actor, { id })).read())).toString();
const unknown = { reason: "node-unknown" };

test("what a member brings is theirs until it is sent, and then for all who may see the message", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id: folder } = await roomFolder(ctx, ann.actor, { roomId });
  expect(await roomFolder(ctx, ben.actor, { roomId })).toEqual({ id: folder });
  await expect(roomFolder(ctx, eve.actor, { roomId })).rejects.toMatchObject({ reason: "room-unknown" });
  await expect(put(eve, folder)).rejects.toMatchObject(unknown);
  const id = await put(ann, folder);
  expect(await read(ann, id)).toBe("the plan");
  await expect(read(ben, id)).rejects.toMatchObject(unknown);
  // Only who brought a file sends it.
  await expect(say(ctx, ben, roomId, "Mine", { attachments: [{ id }] })).rejects.toMatchObject(unknown);
  const sent = await say(ctx, ann, roomId, "", { attachments: [{ id, width: 3, height: 4 }] });
  expect(sent.attachments).toEqual([{ id, name: "plan.txt", mime: "text/plain", sizeBytes: 8, width: 3, height: 4 }]);
  expect(await read(ben, id)).toBe("the plan");
  await expect(read(eve, id)).rejects.toMatchObject(unknown);
  await addPeople(ctx, ann.actor, { id: roomId, people: [cem.id], withHistory: false });
  await expect(read(cem, id)).rejects.toMatchObject(unknown);
  await changeSeat(ctx, ben.actor, { roomId, clear: true });
  await expect(read(ben, id)).rejects.toMatchObject(unknown);
  await say(ctx, ann, roomId, "Again", { attachments: [{ id }] });
  expect(await read(cem, id)).toBe("the plan");
  expect(await read(ben, id)).toBe("the plan");
  await leaveRoom(ctx, cem.actor, { id: roomId });
  await expect(read(cem, id)).rejects.toMatchObject(unknown);
});

test("nobody does anything else in the folder of a room, and nobody sees it", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id: folder } = await roomFolder(ctx, ann.actor, { roomId });
  const id = await put(ann, folder);
  await say(ctx, ann, roomId, "", { attachments: [{ id }] });
  const own = await homeOf(ctx, ann.spaceId);
  const mine = await put(ann, null, "mine.txt");
  for (const refused of [
    () => listFolder(ctx, ann.actor, { id: folder }),
    () => getNode(ctx, ann.actor, { id: folder }),
    () => createFolder(ctx, ann.actor, { parentId: folder, name: "x" }),
    () => renameNode(ctx, ann.actor, { id: folder, name: "x" }),
    () => trashNodes(ctx, ann.actor, { ids: [folder] }),
    () => copyNodes(ctx, ann.actor, { ids: [mine], parentId: folder }),
    () => moveNodes(ctx, ann.actor, { ids: [mine], parentId: folder }),
    () => findTaken(ctx, ann.actor, { parentId: folder, names: ["plan.txt"] }),
  ])
    await expect(refused()).rejects.toMatchObject(unknown);
  const missing = { reason: "share-right-missing" };
  await expect(renameNode(ctx, ann.actor, { id, name: "x" })).rejects.toMatchObject(missing);
  await expect(trashNodes(ctx, ann.actor, { ids: [id] })).rejects.toMatchObject(missing);
  await expect(
    moveNodes(ctx, ben.actor, { ids: [id], parentId: await homeOf(ctx, ben.spaceId) }),
  ).rejects.toMatchObject(missing);
  await read(ann, id);
  expect((await listView(ctx, ann.actor, { view: "recent" })).nodes.map((one) => one.id)).not.toContain(id);
  expect((await listUploads(ctx, ann.actor)).length).toBe(0);
  // A copy is the reader's own.
  const benHome = await homeOf(ctx, ben.spaceId);
  const { copied } = await copyNodes(ctx, ben.actor, { ids: [id], parentId: benHome });
  expect(await read(ben, copied[0]?.id ?? "")).toBe("the plan");
  await expect(copyNodes(ctx, eve.actor, { ids: [id], parentId: own })).rejects.toMatchObject(unknown);
});

test("files of one name keep it, also when they come at once, and none takes the place of another", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id: parentId } = await roomFolder(ctx, ann.actor, { roomId });
  const upload = async (person: TestPerson, text: string) => {
    const data = Buffer.from(text);
    const input = { parentId, name: "image.png", sizeBytes: data.length, whenTaken: "replace" as const };
    const { id } = await beginUpload(ctx, person.actor, input);
    const pieces = (async function* () {
      yield Buffer.from(data);
    })();
    return (await receiveUpload(ctx, person.actor, { id, at: 0, pieces, stop: () => {} })).nodeId ?? "";
  };
  const ids = await Promise.all([upload(ann, "one"), upload(ben, "two"), upload(ann, "three")]);
  expect(new Set(ids).size).toBe(3);
  const sent = await say(ctx, ann, roomId, "", { attachments: [{ id: ids[0] ?? "" }, { id: ids[2] ?? "" }] });
  expect(sent.attachments.map((one) => one.name)).toEqual(["image.png", "image.png"]);
  expect([await read(ann, ids[0] ?? ""), await read(ben, ids[2] ?? "")]).toEqual(["one", "three"]);
});

test("own files go along as a copy of the same bytes", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const id = await put(ann, null, "offer.txt", "4,200 Euro");
  const [copy] = await attachOwn(ctx, ann.actor, { roomId, ids: [id] });
  expect(copy).toMatchObject({ name: "offer.txt", mime: "text/plain", sizeBytes: 10 });
  const { attachments } = await say(ctx, ann, roomId, "", { attachments: [{ id: copy?.id ?? "" }] });
  expect(await read(ben, attachments[0]?.id ?? "")).toBe("4,200 Euro");
  await expect(read(ben, id)).rejects.toMatchObject(unknown);
  await expect(attachOwn(ctx, ben.actor, { roomId, ids: [id] })).rejects.toMatchObject(unknown);
  await expect(attachOwn(ctx, eve.actor, { roomId, ids: [id] })).rejects.toMatchObject({ reason: "room-unknown" });
  const home = await homeOf(ctx, ann.spaceId);
  await expect(attachOwn(ctx, ann.actor, { roomId, ids: [home] })).rejects.toMatchObject({ reason: "node-no-file" });
  const blobs = await ctx.db.pool.query('SELECT DISTINCT "blobHash" FROM "NodeVersion" WHERE "nodeId" = ANY($1)', [
    [id, copy?.id],
  ]);
  expect(blobs.rowCount).toBe(1);
});

test("files count for the room, and are bounded by what the settings allow", async () => {
  const domain = "bounds.example";
  const [one, two] = [await buildPerson(ctx, { domain }), await buildPerson(ctx, { domain })];
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: one.id } });
  const set = (key: string, value: unknown) => writeSetting(ctx, { scope: "domain", scopeId: domainId }, key, value);
  const roomId = await buildRoom(ctx, [one, two]);
  const { id: folder } = await roomFolder(ctx, one.actor, { roomId });
  await set("chat.attachmentBytes", 20);
  await expect(put(one, folder, "a", "x".repeat(21))).rejects.toMatchObject({ reason: "attachment-too-large" });
  const big = await put(one, null, "big", "x".repeat(21));
  await expect(attachOwn(ctx, one.actor, { roomId, ids: [big] })).rejects.toMatchObject({
    reason: "attachment-too-large",
  });
  await set("chat.roomQuotaBytes", 25);
  const first = await put(one, folder, "a", "x".repeat(20));
  await expect(put(two, folder, "b", "x".repeat(6))).rejects.toMatchObject({ reason: "storage-full-there" });
  const small = await put(two, null, "c", "y".repeat(6));
  await expect(attachOwn(ctx, two.actor, { roomId, ids: [small] })).rejects.toMatchObject({
    reason: "storage-full-there",
  });
  expect(await storageIn(ctx, roomId)).toEqual({ usedBytes: 20, quotaBytes: 25 });
  expect(await storageIn(ctx, one.spaceId)).toMatchObject({ usedBytes: 21, quotaBytes: null });
  const { id } = await say(ctx, one, roomId, "", { attachments: [{ id: first }] });
  await deleteMessage(ctx, one.actor, { id });
  await expect(read(two, first)).rejects.toMatchObject(unknown);
  await removeGivenUp(ctx);
  expect((await storageIn(ctx, roomId)).usedBytes).toBe(0);
  await archiveRoom(ctx, one.actor, { id: roomId, isArchived: true });
  await expect(put(one, folder, "d", "z")).rejects.toMatchObject({ reason: "room-archived" });
});

test("what was never sent goes after a day, and what was sent stays", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const { id: folder } = await roomFolder(ctx, ann.actor, { roomId });
  const [sent, left] = [await put(ann, folder, "a.txt"), await put(ann, folder, "a.txt", "another")];
  await sendMessage(ctx, ann.actor, { roomId, key: "with-a-file", text: "", attachments: [{ id: sent }] });
  await purgeUnsent(ctx);
  expect(await read(ann, left)).toBe("another");
  ctx.advance(2 * 86_400_000);
  const young = await put(ann, folder, "b.txt");
  await purgeUnsent(ctx);
  await removeGivenUp(ctx);
  await purgeUnsent(ctx);
  await removeGivenUp(ctx);
  await expect(read(ann, left)).rejects.toMatchObject(unknown);
  expect(await read(ben, sent)).toBe("the plan");
  expect(await read(ann, young)).toBe("the plan");
  // The folder that the second of the name had for itself is gone too.
  expect(await ctx.db.prisma.node.count({ where: { spaceId: roomId, kind: "folder" } })).toBe(1);
});
