import { newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../../accounts/index.ts";
import {
  copyNodes,
  deleteNodes,
  handOver,
  homeOf,
  putSmallFile,
  removeGivenUp,
  trashNodes,
} from "../../files/index.ts";
import { purge } from "../../maintenance/index.ts";
import { ownStorage } from "../../quota/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { addPicture, addPictureFromFile, mostPictureBytes, openPicture } from "../index.ts";
import { buildDocument, buildPerson, give, type Person } from "../people.fixture.ts";
import { pictureMime } from "./add-picture.ts";

let ctx: TestContext;
let owner: Person;
let other: Person;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [owner, other] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const refusedWith = (reason: string) => expect.objectContaining({ reason });
const png = (words = "") => Buffer.from(`\x89PNG\r\n\x1a\n${words}`, "latin1");
const storageOf = async ({ actor }: Person) => (await ownStorage(ctx, actor)).usedBytes;

async function bytesOf(person: Person, id: string, pictureId: string): Promise<string> {
  const picture = await openPicture(ctx, person.actor, { id, pictureId });
  const pieces: Buffer[] = [];
  for await (const piece of picture.read()) pieces.push(Buffer.from(piece));
  return `${picture.mime} ${Buffer.concat(pieces).toString("latin1").slice(8)}`;
}

test("what a picture is, its bytes say: drawings, pages and words are none", () => {
  const told = (text: string) => pictureMime(Buffer.from(text, "latin1"));
  expect(
    ["\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF89a", "RIFF1234WEBP", "\0\0\0 ftypavif"].map((head) => told(head)),
  ).toEqual(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);
  expect(
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', "%PDF-1.7", "BM123456", "II*\0", "hello", ""].map((head) =>
      told(head),
    ),
  ).toEqual([null, null, null, null, null, null]);
});

test("who may write adds pictures, who may read sees them, and nobody else does", async () => {
  const id = await buildDocument(ctx, owner, "Album");
  const { id: pictureId } = await addPicture(ctx, owner.actor, { id, bytes: png("roof") });
  expect(await bytesOf(owner, id, pictureId)).toBe("image/png roof");
  const open = () => bytesOf(other, id, pictureId);
  const add = () => addPicture(ctx, other.actor, { id, bytes: png("theirs") });
  await expect(open()).rejects.toEqual(refusedWith("node-unknown"));
  await expect(add()).rejects.toEqual(refusedWith("node-unknown"));
  await give(ctx, { from: owner, to: other, id, role: "comment" });
  expect(await open()).toBe("image/png roof");
  await expect(add()).rejects.toEqual(refusedWith("share-right-missing"));
  await give(ctx, { from: owner, to: other, id, role: "write" });
  expect(await bytesOf(owner, id, (await add()).id)).toBe("image/png theirs");
  for (const missing of [newId(), "x"])
    await expect(openPicture(ctx, owner.actor, { id, pictureId: missing })).rejects.toEqual(
      refusedWith("picture-unknown"),
    );
  const elsewhere = await buildDocument(ctx, owner, "Another");
  await expect(openPicture(ctx, owner.actor, { id: elsewhere, pictureId })).rejects.toEqual(
    refusedWith("picture-unknown"),
  );
});

test("what is no picture, what is too large and one too many are refused", async () => {
  const id = await buildDocument(ctx, owner, "Full");
  const add = (bytes: Buffer) => addPicture(ctx, owner.actor, { id, bytes });
  await expect(add(Buffer.from("<svg/>"))).rejects.toEqual(refusedWith("picture-none"));
  await expect(add(Buffer.concat([png(), Buffer.alloc(mostPictureBytes)]))).rejects.toEqual(
    refusedWith("picture-large"),
  );
  const { id: first } = await add(png("one"));
  await ctx.db.pool.query(
    `INSERT INTO "DocPicture" SELECT "nodeId", gen_random_uuid(), "spaceId", "blobHash", "sizeBytes", "mime", "createdAt"
     FROM "DocPicture", generate_series(1, 499) WHERE "id" = $1`,
    [first],
  );
  await expect(add(png("two"))).rejects.toEqual(refusedWith("pictures-many"));
});

test("a picture of Files becomes one of the document, for whoever may read both", async () => {
  const id = await buildDocument(ctx, owner, "Report");
  const put = async ({ actor }: Person, name: string, data: Buffer) => {
    const file = { parentId: null, name, sizeBytes: data.length, whenTaken: "both" as const, data };
    return (await putSmallFile(ctx, actor, file)).nodeId;
  };
  const nodeId = await put(owner, "roof.png", png("from files"));
  const { id: pictureId } = await addPictureFromFile(ctx, owner.actor, { id, nodeId });
  await trashNodes(ctx, owner.actor, { ids: [nodeId] });
  expect(await bytesOf(owner, id, pictureId)).toBe("image/png from files");
  const add = (from: string) => addPictureFromFile(ctx, owner.actor, { id, nodeId: from });
  await expect(add(await put(other, "secret.png", png("secret")))).rejects.toEqual(refusedWith("node-unknown"));
  await expect(add(await put(owner, "notes.txt", Buffer.from("words")))).rejects.toEqual(refusedWith("picture-none"));
  await expect(add(await homeOf(ctx, owner.spaceId))).rejects.toEqual(refusedWith("node-no-file"));
});

test("pictures count for the space, go along with copies and to another owner, and go with the document", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const id = await buildDocument(ctx, ann, "Heavy");
  const empty = await storageOf(ann);
  const bytes = png("x".repeat(992));
  const { id: pictureId } = await addPicture(ctx, ann.actor, { id, bytes });
  expect(await storageOf(ann)).toBe(empty + 1000);
  const parentId = await homeOf(ctx, ann.spaceId);
  const { copied } = await copyNodes(ctx, ann.actor, { ids: [id], parentId });
  expect(await bytesOf(ann, copied[0]?.id ?? "", pictureId)).toMatch(/^image\/png x+$/);
  expect(await storageOf(ann)).toBe(2 * (empty + 1000));
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "account.quotaBytes", 2 * empty + 2500);
  await expect(addPicture(ctx, ann.actor, { id, bytes })).rejects.toEqual(refusedWith("storage-full"));
  await expect(copyNodes(ctx, ann.actor, { ids: [id], parentId })).rejects.toEqual(refusedWith("storage-full"));
  await handOver(ctx, ann.actor, { id, address: ben.address });
  expect([await storageOf(ann), await storageOf(ben)]).toEqual([empty + 1000, expect.any(Number)]);
  expect(await bytesOf(ben, id, pictureId)).toMatch(/^image\/png x+$/);
  const held = await storageOf(ben);
  await trashNodes(ctx, ben.actor, { ids: [id] });
  await deleteNodes(ctx, ben.actor, { ids: [id] });
  await removeGivenUp(ctx);
  expect(await storageOf(ben)).toBe(held - empty - 1000);
});

test("the bytes of a picture are kept as long as a document has it", async () => {
  const id = await buildDocument(ctx, owner, "Kept");
  const { id: pictureId } = await addPicture(ctx, owner.actor, { id, bytes: png("only here") });
  await ctx.db.pool.query('UPDATE "Blob" SET "createdAt" = $1', [new Date(0)]);
  await purge(ctx);
  expect(await bytesOf(owner, id, pictureId)).toBe("image/png only here");
  await ctx.db.pool.query('DELETE FROM "DocPicture" WHERE "nodeId" = $1', [id]);
  await purge(ctx);
  const { rowCount } = await ctx.db.pool.query(`SELECT 1 FROM "Blob" WHERE "hash" = sha256($1)`, [png("only here")]);
  expect(rowCount).toBe(0);
});
