import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSetting } from "../settings/index.ts";
import {
  beginUpload,
  completeUpload,
  copyNodes,
  createFolder,
  deleteNodes,
  emptyTrash,
  listFolder,
  openContent,
  receiveUpload,
  renameNode,
  trashNodes,
} from "./index.ts";
import { buildFile, buildPerson, grantNode } from "./people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

type Person = Awaited<ReturnType<typeof buildPerson>>;
const allow = (person: Person, bytes: number) =>
  writeSetting(ctx, { scope: "account", scopeId: person.accountId }, "account.quotaBytes", bytes);

/** Ann has a folder in which Ben may change everything. */
async function people() {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const { id: folderId } = await createFolder(ctx, ann.actor, { parentId: null, name: "Roof" });
  const fileId = await buildFile(ctx, ann.actor, { parentId: folderId, name: "Offer.txt", text: "x".repeat(100) });
  await grantNode(ctx, { from: ann, to: ben, id: folderId, rights: ["read", "write", "insert", "delete"] });
  return { ann, ben, folderId, fileId };
}

test("who takes more than they may has shared files that others only read, until there is room again", async () => {
  const { ann, ben, folderId, fileId } = await people();
  const own = await buildFile(ctx, ben.actor, { name: "Mine.txt" });
  const upload = await beginUpload(ctx, ben.actor, {
    parentId: folderId,
    name: "Late.txt",
    sizeBytes: 4,
    whenTaken: "refuse",
  });
  await allow(ann, 50);
  const refused = {
    kind: "over-quota",
    reason: "space-over-quota",
    params: { name: expect.stringContaining("Person") },
  };
  await expect(renameNode(ctx, ben.actor, { id: fileId, name: "Other.txt" })).rejects.toMatchObject(refused);
  await expect(trashNodes(ctx, ben.actor, { ids: [fileId] })).rejects.toMatchObject(refused);
  await expect(createFolder(ctx, ben.actor, { parentId: folderId, name: "New" })).rejects.toMatchObject(refused);
  await expect(copyNodes(ctx, ben.actor, { ids: [own], parentId: folderId })).rejects.toMatchObject(refused);
  await expect(buildFile(ctx, ben.actor, { parentId: folderId, name: "New.txt", text: "" })).rejects.toMatchObject(
    refused,
  );
  // What was begun before waits whole, and comes to its place later.
  const pieces = (async function* () {
    yield Buffer.from("late");
  })();
  await expect(receiveUpload(ctx, ben.actor, { id: upload.id, at: 0, pieces, stop: () => {} })).rejects.toMatchObject(
    refused,
  );
  expect((await listFolder(ctx, ben.actor, { id: folderId })).folder).toMatchObject({
    canWrite: false,
    isOverQuota: true,
  });
  expect((await openContent(ctx, ben.actor, { id: fileId })).sizeBytes).toBe(100);
  // The owner makes room.
  await trashNodes(ctx, ann.actor, { ids: [fileId] });
  await deleteNodes(ctx, ann.actor, { ids: [fileId] });
  await completeUpload(ctx, ben.actor, { id: upload.id, whenTaken: "refuse" });
  await createFolder(ctx, ben.actor, { parentId: folderId, name: "New" });
  expect((await listFolder(ctx, ben.actor, { id: folderId })).folder).toMatchObject({
    canWrite: true,
    isOverQuota: false,
  });
});

test("what would not fit into somebody else's space is refused with other words than one's own", async () => {
  const { ann, ben, folderId } = await people();
  await allow(ann, 150);
  const there = { kind: "over-quota", reason: "storage-full-there" };
  const big = { name: "Big.txt", text: "y".repeat(60) };
  await expect(buildFile(ctx, ben.actor, { parentId: folderId, ...big })).rejects.toMatchObject(there);
  const own = await buildFile(ctx, ben.actor, big);
  await expect(copyNodes(ctx, ben.actor, { ids: [own], parentId: folderId })).rejects.toMatchObject(there);
  await expect(buildFile(ctx, ann.actor, { parentId: folderId, ...big })).rejects.toMatchObject({
    reason: "storage-full",
  });
  await emptyTrash(ctx, ann.actor);
});
