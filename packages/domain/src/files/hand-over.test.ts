import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { searchFiles } from "../file-search/index.ts";
import { listNotices } from "../notices/index.ts";
import { ownStorage } from "../quota/index.ts";
import { writeSetting } from "../settings/index.ts";
import { listShares, revokeShare, share } from "../sharing/index.ts";
import {
  createFolder,
  createLink,
  enterLink,
  handOver,
  listActivity,
  listFolder,
  listLinks,
  listVersions,
  listView,
  nodeChanges,
  openContent,
  openLinkNode,
  putSmallFile,
  renameNode,
  trashNodes,
} from "./index.ts";
import { buildFile, buildPerson } from "./people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

type Person = Awaited<ReturnType<typeof buildPerson>>;
const addressOf = async ({ accountId }: Person) =>
  `${(await ctx.db.prisma.address.findFirstOrThrow({ where: { accountId } })).local}@town.example`;
const give = async (from: Person, to: Person, id: string, role: "read" | "write" | "manage") =>
  share(ctx, from.actor, { object: { kind: "node", id }, with: { address: await addressOf(to) }, role });
const hand = async (from: Person, to: Person, id: string) =>
  handOver(ctx, from.actor, { id, address: await addressOf(to) });

/** Ann has a folder in a folder, with a file of two versions and 1,500 bytes; Ben, Cem and Dan are there too. */
async function people() {
  const [ann, ben, cem, dan] = [
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
    await buildPerson(ctx),
  ];
  const { id: houseId } = await createFolder(ctx, ann.actor, { parentId: null, name: "House" });
  const { id: roofId } = await createFolder(ctx, ann.actor, { parentId: houseId, name: "Roof" });
  const fileId = await buildFile(ctx, ann.actor, { parentId: roofId, name: "Zinnober.txt", text: "x".repeat(500) });
  const data = Buffer.alloc(1000, "y");
  await putSmallFile(ctx, ann.actor, {
    parentId: roofId,
    name: "Zinnober.txt",
    sizeBytes: 1000,
    whenTaken: "replace",
    data,
  });
  return { ann, ben, cem, dan, houseId, roofId, fileId };
}

test("a folder is handed over with all below it: same ids, versions, shares, search and what it takes", async () => {
  const { ann, ben, cem, dan, houseId, roofId, fileId } = await people();
  const ofCem = await give(ann, cem, roofId, "read");
  await give(ann, dan, houseId, "write");
  await give(ann, ben, fileId, "read");
  const { token } = await createLink(ctx, ann.actor, { nodeId: fileId, kind: "download" });
  await createFolder(ctx, ben.actor, { parentId: null, name: "Roof" });
  const before = await nodeChanges(ctx, ann.actor, { since: "0" });
  expect(await hand(ann, ben, roofId)).toEqual({ name: "Roof (2)", person: expect.any(String) });
  const home = await listFolder(ctx, ben.actor, { id: null });
  expect(home.nodes.find((node) => node.id === roofId)).toMatchObject({ name: "Roof (2)", isOwn: true });
  expect(await listVersions(ctx, ben.actor, { id: fileId })).toHaveLength(2);
  expect((await ownStorage(ctx, ben.actor)).usedBytes).toBeGreaterThanOrEqual(1500);
  const found = async (person: Person) => (await searchFiles(ctx, person.actor, { text: "zinnober" })).total;
  expect([await found(ben), await found(ann), await found(cem), await found(dan)]).toEqual([1, 1, 1, 1]);
  // Who owned it edits it, and hears that it went from among their own.
  expect((await listView(ctx, ann.actor, { view: "shared" })).nodes).toMatchObject([{ id: roofId, access: "write" }]);
  await renameNode(ctx, ann.actor, { id: fileId, name: "Better.txt" });
  await expect(give(ann, cem, roofId, "write")).rejects.toMatchObject({ reason: "share-right-missing" });
  expect((await nodeChanges(ctx, ann.actor, { since: before.modseq })).removed).toEqual(
    expect.arrayContaining([roofId, fileId]),
  );
  // Links stay open, and are the new owner's.
  const visitor = await enterLink(ctx, { token, pass: undefined });
  expect(await openLinkNode(ctx, visitor, { id: null })).toMatchObject({ node: { name: "Better.txt" } });
  expect(await listLinks(ctx, ben.actor, { nodeId: fileId })).toHaveLength(1);
  // Who had it goes on with it, also who had it through the folder above; the new owner decides from now on.
  expect((await openContent(ctx, cem.actor, { id: fileId })).sizeBytes).toBe(1000);
  await renameNode(ctx, dan.actor, { id: fileId, name: "Best.txt" });
  const shares = await listShares(ctx, ben.actor, { object: { kind: "node", id: roofId } });
  expect(shares.map((one) => [one.person?.address, one.role])).toEqual(
    expect.arrayContaining([
      [await addressOf(ann), "write"],
      [await addressOf(cem), "read"],
      [await addressOf(dan), "write"],
    ]),
  );
  await revokeShare(ctx, ben.actor, { id: ofCem.id });
  await expect(openContent(ctx, cem.actor, { id: fileId })).rejects.toMatchObject({ reason: "node-unknown" });
  expect((await listActivity(ctx, ben.actor, { id: roofId }))[0]).toMatchObject({ verb: "handed-over" });
  const mails = await ctx.db.prisma.message.findMany({ where: { spaceId: ben.spaceId }, select: { subject: true } });
  const { name: person } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: ann.accountId } });
  expect(await listNotices(ctx, ben.actor)).toContainEqual(
    expect.objectContaining({ kind: "file-handed-over", params: { name: "Roof (2)", person } }),
  );
  expect(mails).toContainEqual({ subject: "“Roof” belongs to you now" });
});

test("the other needs room for it, and only the owner hands on what is not in the trash", async () => {
  const { ann, ben, cem, roofId, fileId } = await people();
  await writeSetting(ctx, { scope: "account", scopeId: ben.accountId }, "account.quotaBytes", 1499);
  const before = [await ownStorage(ctx, ann.actor), await ownStorage(ctx, ben.actor)];
  await expect(hand(ann, ben, roofId)).rejects.toMatchObject({ kind: "over-quota", reason: "owner-no-room" });
  expect([await ownStorage(ctx, ann.actor), await ownStorage(ctx, ben.actor)]).toEqual(before);
  await give(ann, cem, roofId, "manage");
  await expect(hand(cem, ben, roofId)).rejects.toMatchObject({ reason: "owner-not-you" });
  await expect(hand(ben, cem, roofId)).rejects.toMatchObject({ reason: "node-unknown" });
  await expect(hand(ann, ann, roofId)).rejects.toMatchObject({ reason: "share-with-owner" });
  await expect(handOver(ctx, ann.actor, { id: roofId, address: "nobody@town.example" })).rejects.toMatchObject({
    reason: "share-person-unknown",
  });
  const { folder } = await listFolder(ctx, ann.actor, { id: null });
  await expect(hand(ann, cem, folder.id)).rejects.toMatchObject({ reason: "node-home-fixed" });
  await trashNodes(ctx, ann.actor, { ids: [fileId] });
  await expect(hand(ann, cem, fileId)).rejects.toMatchObject({ reason: "node-in-trash" });
});

test("two that hand the same over at once make one owner", async () => {
  const { ann, ben, cem, roofId } = await people();
  const done = await Promise.allSettled([hand(ann, ben, roofId), hand(ann, cem, roofId)]);
  expect(done.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  const used = await Promise.all([ann, ben, cem].map(async (one) => (await ownStorage(ctx, one.actor)).usedBytes));
  expect(used.filter((bytes) => bytes >= 1500)).toHaveLength(1);
});
