import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { purge } from "../../maintenance/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { purgeTransfers } from "../../transfers/index.ts";
import {
  beginUpload,
  cancelUpload,
  completeUpload,
  createFolder,
  deleteNodes,
  deleteVersion,
  findUpload,
  getNode,
  keepVersion,
  listFolder,
  listUploads,
  listVersions,
  openContent,
  purgeUploads,
  removeOldVersions,
  putSmallFile,
  receiveUpload,
  restoreVersion,
  trashNodes,
  type WhenTaken,
} from "../index.ts";
import { buildFile, buildPerson } from "../people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

type Person = Awaited<ReturnType<typeof buildPerson>>;

const begin = ({ actor }: Person, data: Buffer, more: { name?: string; whenTaken?: WhenTaken } = {}) =>
  beginUpload(ctx, actor, { parentId: null, name: "data.bin", sizeBytes: data.length, whenTaken: "refuse", ...more });

/** Copies, since pieces are given away. */
async function* pieces(data: Buffer, size = 64 * 1024) {
  for (let at = 0; at < data.length; at += size) yield Buffer.from(data.subarray(at, at + size));
}

const receive = ({ actor }: Person, id: string, at: number, source: AsyncIterable<Uint8Array>) =>
  receiveUpload(ctx, actor, { id, at, pieces: source, stop: () => {} });

const contentOf = async ({ actor }: Person, id: string, range?: { from: number; to: number }) =>
  Buffer.concat(await Array.fromAsync((await openContent(ctx, actor, { id })).read(range)));

test("a file comes in pieces over a break, is put into its folder once, and its bytes outlive the collection", async () => {
  const person = await buildPerson(ctx);
  const data = randomBytes(1_000_000);
  const { id } = await begin(person, data, { name: "größe.bin" });
  async function* broken() {
    yield* pieces(data.subarray(0, 300_000));
    throw new Error("the line broke");
  }
  await expect(receive(person, id, 0, broken())).rejects.toThrow("the line broke");
  const { receivedBytes } = await findUpload(ctx, person.actor, { id });
  expect(receivedBytes).toBe(300_000);
  await expect(receive(person, id, 200_000, pieces(data))).rejects.toThrow("conflict: upload-gap");
  const { nodeId } = await receive(person, id, receivedBytes, pieces(data.subarray(receivedBytes)));
  expect((await findUpload(ctx, person.actor, { id })).nodeId).toBe(nodeId);
  expect(await receive(person, id, data.length, pieces(Buffer.alloc(0)))).toEqual({
    receivedBytes: data.length,
    nodeId,
  });
  expect(await getNode(ctx, person.actor, { id: nodeId ?? "" })).toMatchObject({
    name: "größe.bin",
    sizeBytes: data.length,
  });
  ctx.advance(3 * 86_400_000);
  await purgeUploads(ctx);
  await purge(ctx);
  ctx.advance(-3 * 86_400_000);
  expect((await contentOf(person, nodeId ?? "")).equals(data)).toBe(true);
  expect(
    (await contentOf(person, nodeId ?? "", { from: 999_000, to: 999_010 })).equals(data.subarray(999_000, 999_010)),
  ).toBe(true);
  const version = await ctx.db.prisma.nodeVersion.findFirstOrThrow({ where: { nodeId: nodeId ?? "" } });
  expect(version.crc).toBe(crc32(data) | 0);
  expect((await listFolder(ctx, person.actor, { id: null })).total).toBe(1);
});

test("a process that knows nothing of the beginning makes the sums from the file", async () => {
  const person = await buildPerson(ctx);
  const data = randomBytes(400_000);
  const { id } = await begin(person, data);
  // As the process before would have left it.
  await ctx.spool.write(id, "content", { at: 0, data: data.subarray(0, 150_000) });
  await ctx.db.prisma.fileUpload.update({ where: { id }, data: { receivedBytes: 150_000 } });
  const { nodeId } = await receive(person, id, 150_000, pieces(data.subarray(150_000)));
  expect((await contentOf(person, nodeId ?? "")).equals(data)).toBe(true);
});

test("who comes again takes over from a line that hangs", async () => {
  const person = await buildPerson(ctx);
  const data = randomBytes(300_000);
  const { id } = await begin(person, data);
  let release = () => {};
  const hanging = new Promise<void>((resolve) => (release = resolve));
  async function* stalled() {
    yield data.subarray(0, 1000);
    await hanging;
  }
  const first = receiveUpload(ctx, person.actor, { id, at: 0, pieces: stalled(), stop: () => release() });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { receivedBytes } = await findUpload(ctx, person.actor, { id });
  await first;
  expect(receivedBytes).toBe(1000);
  const { nodeId } = await receive(person, id, 1000, pieces(data.subarray(1000)));
  expect((await contentOf(person, nodeId ?? "")).equals(data)).toBe(true);
});

test("a name that is taken is asked about: refused whole and kept waiting, a number, or the next version; the same bytes are there already", async () => {
  const person = await buildPerson(ctx);
  const [one, two] = [randomBytes(300_100), randomBytes(300_101)];
  const first = await receive(person, (await begin(person, one)).id, 0, pieces(one));
  const { id } = await begin(person, two);
  await expect(receive(person, id, 0, pieces(two))).rejects.toThrow("conflict: node-name-taken");
  expect(await findUpload(ctx, person.actor, { id })).toMatchObject({ receivedBytes: two.length, nodeId: null });
  const { nodeId } = await completeUpload(ctx, person.actor, { id, whenTaken: "replace" });
  expect(nodeId).toBe(first.nodeId);
  expect((await contentOf(person, nodeId)).equals(two)).toBe(true);
  const same = await receive(person, (await begin(person, two)).id, 0, pieces(two));
  expect([same.nodeId, (await listVersions(ctx, person.actor, { id: nodeId })).length]).toEqual([nodeId, 2]);
  await receive(person, (await begin(person, one, { whenTaken: "both" })).id, 0, pieces(one));
  expect((await listFolder(ctx, person.actor, { id: null })).nodes.map((node) => node.name)).toEqual([
    "data (2).bin",
    "data.bin",
  ]);
  // Equal bytes are kept once.
  expect(await ctx.db.prisma.blob.count({ where: { sizeBytes: { in: [300_100, 300_101] } } })).toBe(2);
});

test("more than was said is refused, and so is what is somebody else's, given up or over", async () => {
  const [person, other] = [await buildPerson(ctx), await buildPerson(ctx)];
  const data = randomBytes(1000);
  const { id } = await begin(person, data);
  await expect(receive(other, id, 0, pieces(data))).rejects.toThrow("not-found: upload-unknown");
  await expect(receive(person, id, 0, pieces(Buffer.concat([data, data]), 1500))).rejects.toThrow(
    "invalid: upload-too-long",
  );
  ctx.advance(2 * 3_600_000);
  await purgeTransfers(ctx);
  expect(await ctx.spool.sizeOf(id, "content")).toBe(0);
  ctx.advance(-2 * 3_600_000);
  await cancelUpload(ctx, person.actor, { id });
  await expect(findUpload(ctx, person.actor, { id })).rejects.toThrow("not-found: upload-unknown");
  const late = await begin(person, data);
  ctx.advance(2 * 86_400_000);
  await expect(findUpload(ctx, person.actor, { id: late.id })).rejects.toThrow("not-found: upload-unknown");
  await purgeUploads(ctx);
  ctx.advance(-2 * 86_400_000);
  expect(await ctx.db.prisma.fileUpload.count({ where: { id: late.id } })).toBe(0);
});

test("files and mail share one room: what does not fit is refused before its bytes and, when others were faster, at the end", async () => {
  const person = await buildPerson(ctx);
  await writeSetting(ctx, { scope: "account", scopeId: person.accountId }, "account.quotaBytes", 1000);
  await expect(begin(person, Buffer.alloc(1001))).rejects.toThrow("over-quota: storage-full");
  const data = randomBytes(600);
  const uploads = [await begin(person, data, { name: "a" }), await begin(person, data, { name: "b" })];
  const results = await Promise.allSettled(uploads.map(({ id }) => receive(person, id, 0, pieces(data))));
  expect(results.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("an empty file is a file", async () => {
  const person = await buildPerson(ctx);
  const { id } = await begin(person, Buffer.alloc(0), { name: "empty.txt" });
  const { nodeId } = await receive(person, id, 0, pieces(Buffer.alloc(0)));
  expect(await contentOf(person, nodeId ?? "")).toHaveLength(0);
});

test("versions: the oldest go, those that are kept stay, an old one comes back as the next, the present one cannot go", async () => {
  const person = await buildPerson(ctx);
  await writeSetting(ctx, { scope: "account", scopeId: person.accountId }, "files.versionsKept", 3);
  const id = await buildFile(ctx, person.actor, { name: "plan.txt", text: "1" });
  const versions = () => listVersions(ctx, person.actor, { id });
  await keepVersion(ctx, person.actor, { id, versionId: (await versions())[0]?.id ?? "", isKept: true });
  for (const text of ["2", "3", "4", "5"])
    await putSmallFile(ctx, person.actor, {
      parentId: null,
      name: "plan.txt",
      sizeBytes: 1,
      whenTaken: "replace",
      data: Buffer.from(text),
    });
  const list = await versions();
  expect(list.map(({ number, isCurrent, isKept }) => [number, isCurrent, isKept])).toEqual([
    [5, true, false],
    [4, false, false],
    [3, false, false],
    [1, false, true],
  ]);
  const [current, , , kept] = list;
  await restoreVersion(ctx, person.actor, { id, versionId: kept?.id ?? "" });
  expect((await contentOf(person, id)).toString()).toBe("1");
  const now = await versions();
  expect(now.map(({ number }) => number)).toEqual([6, 5, 4, 1]);
  await expect(deleteVersion(ctx, person.actor, { id, versionId: now[0]?.id ?? "" })).rejects.toThrow(
    "conflict: version-current",
  );
  await expect(deleteVersion(ctx, person.actor, { id, versionId: kept?.id ?? "" })).rejects.toThrow(
    "conflict: version-kept",
  );
  await deleteVersion(ctx, person.actor, { id, versionId: current?.id ?? "" });
  expect((await versions()).map(({ number }) => number)).toEqual([6, 4, 1]);
});

test("versions that were succeeded long ago go where a setting says so; kept ones, the current one and others' stay", async () => {
  const [person, other] = [await buildPerson(ctx), await buildPerson(ctx)];
  await writeSetting(ctx, { scope: "account", scopeId: person.accountId }, "files.versionDays", 10);
  const put = async ({ actor }: typeof person, text: string) => {
    const data = Buffer.from(text);
    const file = { parentId: null, name: "plan.txt", sizeBytes: data.length, whenTaken: "replace" as const, data };
    return (await putSmallFile(ctx, actor, file)).nodeId;
  };
  const id = await put(person, "1");
  const otherId = await put(other, "1");
  const numbers = async () => (await listVersions(ctx, person.actor, { id })).map(({ number }) => number);
  await keepVersion(ctx, person.actor, {
    id,
    versionId: (await listVersions(ctx, person.actor, { id }))[0]?.id ?? "",
    isKept: true,
  });
  for (const text of ["2", "3"]) await put(person, text);
  await put(other, "2");
  ctx.advance(9 * 86_400_000);
  // Old as it is, the third has its ten days from now on.
  await put(person, "4");
  ctx.advance(2 * 86_400_000);
  await removeOldVersions(ctx);
  expect(await numbers()).toEqual([4, 3, 1]);
  expect(await listVersions(ctx, other.actor, { id: otherId })).toHaveLength(2);
  ctx.advance(10 * 86_400_000);
  await removeOldVersions(ctx);
  expect(await numbers()).toEqual([4, 1]);
});

test("a damaged content is a fault and never wrong bytes", async () => {
  const person = await buildPerson(ctx);
  const id = await buildFile(ctx, person.actor, { name: "a.txt", text: "right" });
  await ctx.db.pool.query(`UPDATE "StagedBlob" SET "data" = 'wrong' WHERE "data" = 'right'`);
  await expect(contentOf(person, id)).rejects.toThrow("is damaged");
});

test("one's uploads of the last day are listed with where they go, how far they are and what came of them", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const data = Buffer.from("slates");
  const first = await begin(ann, data, { name: "first.bin" });
  const { nodeId } = await receive(ann, first.id, 0, pieces(data));
  ctx.advance(1000);
  const { id: folderId } = await createFolder(ctx, ann.actor, { parentId: null, name: "Roof" });
  const second = await beginUpload(ctx, ann.actor, {
    parentId: folderId,
    name: "second.bin",
    sizeBytes: 20,
    whenTaken: "refuse",
  });
  await receive(ann, second.id, 0, pieces(data));
  expect(await listUploads(ctx, ann.actor)).toMatchObject([
    {
      id: second.id,
      name: "second.bin",
      folder: { id: folderId, name: "Roof", isHome: false },
      receivedBytes: 6,
      sizeBytes: 20,
      nodeId: null,
    },
    { id: first.id, folder: { isHome: true }, nodeId, receivedBytes: 6 },
  ]);
  expect(await listUploads(ctx, ben.actor)).toEqual([]);
  await trashNodes(ctx, ann.actor, { ids: [folderId] });
  await deleteNodes(ctx, ann.actor, { ids: [folderId] });
  expect((await listUploads(ctx, ann.actor))[0]).toMatchObject({ id: second.id, folder: null });
  ctx.advance(86_400_001);
  expect(await listUploads(ctx, ann.actor)).toEqual([]);
});
