import { newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSetting } from "../settings/index.ts";
import {
  copyNodes,
  createFolder,
  deleteNodes,
  describeNode,
  emptyTrash,
  getNode,
  giveUpOldTrash,
  listActivity,
  listFolder,
  listView,
  moveNodes,
  nodeChanges,
  openContent,
  removeGivenUp,
  renameNode,
  restoreNodes,
  starNodes,
  trashNodes,
} from "./index.ts";
import { buildFile, buildPerson, grantNode } from "./people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const names = async (actor: Parameters<typeof listFolder>[1], id: string | null, more = {}) =>
  (await listFolder(ctx, actor, { id, ...more })).nodes.map((node) => node.name);

test("folders come first, numbers count by their value, and each order can be turned", async () => {
  const { actor } = await buildPerson(ctx);
  for (const name of ["Page 10.txt", "page 2.txt", "Élan.txt", "zeta.txt", "Eagle.txt"])
    await buildFile(ctx, actor, { name });
  await buildFile(ctx, actor, { name: "large.bin", text: "x".repeat(5000) });
  await createFolder(ctx, actor, { parentId: null, name: "Zoo" });
  await createFolder(ctx, actor, { parentId: null, name: "Alps" });
  expect(await names(actor, null)).toEqual([
    "Alps",
    "Zoo",
    "Eagle.txt",
    "Élan.txt",
    "large.bin",
    "page 2.txt",
    "Page 10.txt",
    "zeta.txt",
  ]);
  expect((await names(actor, null, { direction: "desc" })).slice(0, 3)).toEqual(["Zoo", "Alps", "zeta.txt"]);
  expect((await names(actor, null, { sort: "size", direction: "desc" }))[2]).toBe("large.bin");
  const whole = await names(actor, null);
  for (let offset = 0; offset < whole.length; offset++)
    expect(await names(actor, null, { offset, limit: 3 })).toEqual(whole.slice(offset, offset + 3));
  const page = await listFolder(ctx, actor, { id: null, offset: 1, limit: 2 });
  expect([page.total, page.nodes.map((node) => node.name)]).toEqual([8, ["Zoo", "Eagle.txt"]]);
});

test("a name is kept composed and once in its folder; what no disk could keep is refused in words", async () => {
  const { actor } = await buildPerson(ctx);
  const { id, name } = await createFolder(ctx, actor, { parentId: null, name: " Cafe\u0301 " });
  expect(name).toBe("Café");
  const make = (text: string) => createFolder(ctx, actor, { parentId: null, name: text });
  await expect(make("Café")).rejects.toThrow("conflict: node-name-taken");
  await expect(make("  ")).rejects.toThrow("invalid: node-name-missing");
  await expect(make("a/b")).rejects.toThrow("invalid: node-name-sign");
  await expect(make("..")).rejects.toThrow("invalid: node-name-sign");
  await expect(make("a\u0000b")).rejects.toThrow("invalid: node-name-sign");
  await expect(make("ü".repeat(128))).rejects.toThrow("invalid: node-name-long");
  const other = await make("Other");
  await expect(renameNode(ctx, actor, { id: other.id, name: "Café" })).rejects.toThrow("conflict: node-name-taken");
  expect(await renameNode(ctx, actor, { id, name: "café" })).toEqual({ name: "café", before: "Café" });
  const { folder } = await listFolder(ctx, actor, { id: null });
  await expect(renameNode(ctx, actor, { id: folder.id, name: "X" })).rejects.toThrow("forbidden: node-home-fixed");
});

test("two of one name made at once: one is made, the other refused", async () => {
  const { actor } = await buildPerson(ctx);
  const made = await Promise.allSettled(
    [1, 2, 3, 4].map(() => createFolder(ctx, actor, { parentId: null, name: "Same" })),
  );
  expect(made.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(await names(actor, null)).toEqual(["Same"]);
});

test("moving keeps the id, numbers a name that is taken, and makes no circle, also not with two moves at once", async () => {
  const { actor } = await buildPerson(ctx);
  const a = await createFolder(ctx, actor, { parentId: null, name: "A" });
  const b = await createFolder(ctx, actor, { parentId: null, name: "B" });
  const file = await buildFile(ctx, actor, { name: "plan.tar.gz" });
  await buildFile(ctx, actor, { parentId: a.id, name: "plan.tar.gz" });
  const { moved } = await moveNodes(ctx, actor, { ids: [file], parentId: a.id });
  expect(moved).toMatchObject([
    { id: file, fromParentId: a.parentId, name: "plan (2).tar.gz", nameBefore: "plan.tar.gz" },
  ]);
  await expect(moveNodes(ctx, actor, { ids: [a.id], parentId: a.id })).rejects.toThrow("invalid: node-into-itself");
  const results = await Promise.allSettled([
    moveNodes(ctx, actor, { ids: [a.id], parentId: b.id }),
    moveNodes(ctx, actor, { ids: [b.id], parentId: a.id }),
  ]);
  expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  await expect(moveNodes(ctx, actor, { ids: [file], parentId: file })).rejects.toThrow("invalid: node-no-folder");
});

test("folders go a hundred deep and no deeper", async () => {
  const { actor } = await buildPerson(ctx);
  let parentId: string | null = null;
  for (let level = 1; level <= 100; level++) parentId = (await createFolder(ctx, actor, { parentId, name: "in" })).id;
  await expect(createFolder(ctx, actor, { parentId, name: "in" })).rejects.toThrow("invalid: node-too-deep");
  const two = await createFolder(ctx, actor, { parentId: null, name: "two" });
  const { path } = await getNode(ctx, actor, { id: parentId ?? "" });
  expect(path).toHaveLength(100);
  await expect(moveNodes(ctx, actor, { ids: [two.id], parentId: path[99]?.id ?? "" })).resolves.toBeDefined();
  await createFolder(ctx, actor, { parentId: null, name: "top" });
  const top = (await listFolder(ctx, actor, { id: null })).nodes.find((one) => one.name === "in")?.id ?? "";
  const holder = await createFolder(ctx, actor, { parentId: null, name: "holder" });
  await expect(moveNodes(ctx, actor, { ids: [top], parentId: holder.id })).rejects.toThrow("invalid: node-too-deep");
});

test("a copy has its own ids and the same bytes, and counts again", async () => {
  const { actor, spaceId } = await buildPerson(ctx);
  const folder = await createFolder(ctx, actor, { parentId: null, name: "Photos" });
  const inner = await createFolder(ctx, actor, { parentId: folder.id, name: "Summer" });
  const file = await buildFile(ctx, actor, { parentId: inner.id, name: "a.txt", text: "sunny" });
  const trashed = await buildFile(ctx, actor, { parentId: inner.id, name: "b.txt", text: "rain" });
  await trashNodes(ctx, actor, { ids: [trashed] });
  const { copied } = await copyNodes(ctx, actor, { ids: [folder.id], parentId: folder.parentId });
  expect(copied).toMatchObject([{ name: "Photos (2)" }]);
  const copy = (await listFolder(ctx, actor, { id: copied[0]?.id ?? "" })).nodes[0];
  const [leaf, ...others] = (await listFolder(ctx, actor, { id: copy?.id ?? "" })).nodes;
  expect([leaf?.name, leaf?.id === file, others]).toEqual(["a.txt", false, []]);
  const { read } = await openContent(ctx, actor, { id: leaf?.id ?? "" });
  expect(Buffer.concat(await Array.fromAsync(read())).toString()).toBe("sunny");
  const { usedBytes } = await ctx.db.prisma.space.findUniqueOrThrow({ where: { id: spaceId } });
  expect(Number(usedBytes)).toBe(5 + 4 + 5);
});

test("what is in the trash is out of sight with all below it, and comes back as the same, to the same place", async () => {
  const { actor } = await buildPerson(ctx);
  const folder = await createFolder(ctx, actor, { parentId: null, name: "Old" });
  const file = await buildFile(ctx, actor, { parentId: folder.id, name: "note.txt" });
  await starNodes(ctx, actor, { ids: [file], isStarred: true });
  const seen = async (view: "recent" | "starred" | "trash") =>
    (await listView(ctx, actor, { view })).nodes.map((node) => node.id);
  expect([await seen("starred"), await seen("recent")]).toEqual([[file], [file]]);
  await trashNodes(ctx, actor, { ids: [folder.id] });
  expect([await names(actor, null), await seen("starred"), await seen("recent")]).toEqual([[], [], []]);
  expect(await seen("trash")).toEqual([folder.id]);
  await expect(renameNode(ctx, actor, { id: file, name: "x" })).rejects.toThrow("conflict: node-in-trash");
  await expect(createFolder(ctx, actor, { parentId: folder.id, name: "x" })).rejects.toThrow("conflict: node-in-trash");
  await expect(restoreNodes(ctx, actor, { ids: [file] })).rejects.toThrow("conflict: node-not-in-trash");
  const { restored } = await restoreNodes(ctx, actor, { ids: [folder.id] });
  expect(restored).toMatchObject([{ id: folder.id, name: "Old", isInHome: false, isRenamed: false }]);
  expect([await names(actor, folder.id), await seen("starred")]).toEqual([["note.txt"], [file]]);
});

test("what comes back finds its name taken, or its place gone", async () => {
  const { actor } = await buildPerson(ctx);
  const folder = await createFolder(ctx, actor, { parentId: null, name: "Old" });
  const first = await buildFile(ctx, actor, { parentId: folder.id, name: "note.txt", text: "1" });
  await trashNodes(ctx, actor, { ids: [first] });
  await buildFile(ctx, actor, { parentId: folder.id, name: "note.txt", text: "2" });
  const back = await restoreNodes(ctx, actor, { ids: [first] });
  expect(back.restored).toMatchObject([{ name: "note (2).txt", isRenamed: true, isInHome: false }]);
  await trashNodes(ctx, actor, { ids: [first] });
  await trashNodes(ctx, actor, { ids: [folder.id] });
  const home = await restoreNodes(ctx, actor, { ids: [first] });
  expect(home.restored).toMatchObject([{ name: "note (2).txt", isInHome: true, parentId: folder.parentId }]);
});

test("the trash is emptied by hand or by time: rows and room go, and nothing of it is found again", async () => {
  const { actor, spaceId } = await buildPerson(ctx);
  const folder = await createFolder(ctx, actor, { parentId: null, name: "Old" });
  const inner = await createFolder(ctx, actor, { parentId: folder.id, name: "In" });
  const file = await buildFile(ctx, actor, { parentId: inner.id, name: "note.txt", text: "12345" });
  const used = async () => Number((await ctx.db.prisma.space.findUniqueOrThrow({ where: { id: spaceId } })).usedBytes);
  await expect(deleteNodes(ctx, actor, { ids: [folder.id] })).rejects.toThrow("conflict: node-not-in-trash");
  await trashNodes(ctx, actor, { ids: [folder.id] });
  expect(await used()).toBe(5);
  const { modseq } = await nodeChanges(ctx, actor, { since: "0" });
  await deleteNodes(ctx, actor, { ids: [folder.id] });
  expect([await used(), await ctx.db.prisma.node.count({ where: { spaceId } })]).toEqual([0, 1]);
  expect((await nodeChanges(ctx, actor, { since: modseq })).removed).toEqual([folder.id]);
  await expect(getNode(ctx, actor, { id: file })).rejects.toThrow("not-found: node-unknown");

  const again = await buildFile(ctx, actor, { name: "again.txt" });
  await trashNodes(ctx, actor, { ids: [again] });
  await giveUpOldTrash(ctx);
  expect((await listView(ctx, actor, { view: "trash" })).total).toBe(1);
  ctx.advance(31 * 86_400_000);
  await giveUpOldTrash(ctx);
  expect((await listView(ctx, actor, { view: "trash" })).total).toBe(0);
  await expect(restoreNodes(ctx, actor, { ids: [again] })).rejects.toThrow("not-found: node-unknown");
  await removeGivenUp(ctx);
  expect(await used()).toBe(0);
  ctx.advance(-31 * 86_400_000);
  await trashNodes(ctx, actor, { ids: [await buildFile(ctx, actor, { name: "last.txt" })] });
  expect(await emptyTrash(ctx, actor)).toEqual({ count: 1 });
  expect((await listView(ctx, actor, { view: "trash" })).total).toBe(0);
});

test("a setting of 0 days keeps the trash", async () => {
  const { actor } = await buildPerson(ctx);
  await trashNodes(ctx, actor, { ids: [await buildFile(ctx, actor, { name: "kept.txt" })] });
  await writeSetting(ctx, { scope: "global" }, "files.trashDays", 0);
  ctx.advance(400 * 86_400_000);
  await giveUpOldTrash(ctx);
  ctx.advance(-400 * 86_400_000);
  await writeSetting(ctx, { scope: "global" }, "files.trashDays", null);
  expect((await listView(ctx, actor, { view: "trash" })).total).toBe(1);
});

test("who follows is told what changed, and what was done is noted", async () => {
  const { actor } = await buildPerson(ctx);
  const { modseq: since } = await listFolder(ctx, actor, { id: null });
  const file = await buildFile(ctx, actor, { name: "note.txt" });
  await describeNode(ctx, actor, { id: file, description: "What was said on Monday" });
  await renameNode(ctx, actor, { id: file, name: "monday.txt" });
  const { changed, modseq } = await nodeChanges(ctx, actor, { since });
  expect(changed).toMatchObject([
    { id: file, name: "monday.txt", description: "What was said on Monday", mime: "text/plain" },
  ]);
  expect((await nodeChanges(ctx, actor, { since: modseq })).changed).toEqual([]);
  const activity = await listActivity(ctx, actor, { id: file });
  expect(activity.map(({ verb, isMe }) => [verb, isMe])).toEqual([
    ["renamed", true],
    ["described", true],
    ["created", true],
  ]);
  expect(activity[0]?.detail).toEqual({ from: "note.txt", to: "monday.txt" });
});

test("a part of a name finds what is there, whatever its case and accents", async () => {
  const { actor } = await buildPerson(ctx);
  const folder = await createFolder(ctx, actor, { parentId: null, name: "Übersicht 2026" });
  const inside = await buildFile(ctx, actor, { parentId: folder.id, name: "Alte Übersicht.txt" });
  const find = async (text: string) =>
    (await listView(ctx, actor, { view: "search", text })).nodes.map((node) => node.id);
  expect(await find("ubersicht")).toEqual([folder.id, inside]);
  expect(await find("2026")).toEqual([folder.id]);
  expect([await find(" "), await find("%"), await find("Home")]).toEqual([[], [], []]);
  await trashNodes(ctx, actor, { ids: [folder.id] });
  expect(await find("ubersicht")).toEqual([]);
});

test("a stranger finds nothing, a reader reads what is below, a writer writes, and what is in the trash is the owner's", async () => {
  const [owner, guest, stranger] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  const folder = await createFolder(ctx, owner.actor, { parentId: null, name: "Shared" });
  const file = await buildFile(ctx, owner.actor, { parentId: folder.id, name: "note.txt" });
  const unknown = "not-found: node-unknown";
  await expect(getNode(ctx, guest.actor, { id: file })).rejects.toThrow(unknown);
  await grantNode(ctx, { from: owner, to: guest, id: folder.id, rights: ["read"] });
  expect(await getNode(ctx, guest.actor, { id: file })).toMatchObject({
    name: "note.txt",
    isOwn: false,
    path: [{ id: folder.id, name: "Shared" }],
  });
  await expect(renameNode(ctx, guest.actor, { id: file, name: "x" })).rejects.toThrow("forbidden: share-right-missing");
  await expect(getNode(ctx, guest.actor, { id: folder.parentId })).rejects.toThrow(unknown);
  for (const ask of [
    () => getNode(ctx, stranger.actor, { id: file }),
    () => getNode(ctx, stranger.actor, { id: newId() }),
    () => getNode(ctx, stranger.actor, { id: "no id" }),
    () => listFolder(ctx, stranger.actor, { id: folder.id }),
    () => openContent(ctx, stranger.actor, { id: file }),
    () => trashNodes(ctx, stranger.actor, { ids: [file] }),
    () => moveNodes(ctx, stranger.actor, { ids: [file], parentId: folder.id }),
  ])
    await expect(ask()).rejects.toThrow(unknown);
  await ctx.db.pool.query(`UPDATE "Grant" SET "rights" = '{read,write}' WHERE "objectId" = $1`, [folder.id]);
  expect(await renameNode(ctx, guest.actor, { id: file, name: "x.txt" })).toMatchObject({ name: "x.txt" });
  await trashNodes(ctx, owner.actor, { ids: [folder.id] });
  await expect(getNode(ctx, guest.actor, { id: file })).rejects.toThrow(unknown);
  expect(await getNode(ctx, owner.actor, { id: file })).toMatchObject({ isTrashed: true });
});
