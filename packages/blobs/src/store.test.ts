import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { transaction } from "@carbyne/db";
import { testDatabase } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stagedLimit } from "./stage.ts";
import { type Blobs, createDiskBlobs } from "./store.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
let blobs: Blobs;
beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-blobs-"));
  blobs = createDiskBlobs({ pool: db.pool, folder });
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

async function put(data: Buffer): Promise<Buffer> {
  const { hash, write } = await blobs.prepare(data);
  await transaction(db.pool, write);
  return hash;
}

test("content is the same staged, packed and large", async () => {
  const contents = [
    Buffer.alloc(0),
    Buffer.from("a"),
    randomBytes(4000),
    randomBytes(stagedLimit),
    randomBytes(stagedLimit + 1),
  ];
  const hashes = [];
  for (const content of contents) hashes.push(await put(content));
  for (const [index, hash] of hashes.entries()) expect(await blobs.read(hash)).toEqual(contents[index]);
  expect(await blobs.pack(100)).toBe(4);
  for (const [index, hash] of hashes.entries()) expect(await blobs.read(hash)).toEqual(contents[index]);
  expect(await blobs.pack(100)).toBe(0);
});

test("forty writers of the same bytes store them once", async () => {
  const same = randomBytes(1000);
  const hashes = await Promise.all(Array.from({ length: 40 }, () => put(same)));
  expect(new Set(hashes.map((hash) => hash.toString("hex"))).size).toBe(1);
  expect((await db.pool.query('SELECT 1 FROM "StagedBlob"')).rowCount).toBe(1);
});

test.each([10, stagedLimit + 1])(
  "%i bytes that were prepared once are written for each who gets them",
  async (size) => {
    const content = randomBytes(size);
    const { hash, write } = await blobs.prepare(content);
    await transaction(db.pool, async (client) => {
      await write(client);
      await write(client);
    });
    await transaction(db.pool, write);
    expect(await blobs.read(hash)).toEqual(content);
  },
);

test("a transaction that fails leaves no bytes", async () => {
  const { hash, write } = await blobs.prepare(randomBytes(10));
  await expect(
    transaction(db.pool, async (client) => {
      await write(client);
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await expect(blobs.read(hash)).rejects.toThrow("missing");
});

test("two packers at once take different content and lose none", async () => {
  const contents = Array.from({ length: 60 }, () => randomBytes(300));
  const hashes = await Promise.all(contents.map(put));
  await Promise.all([blobs.pack(30), blobs.pack(30), blobs.pack(30)]);
  for (const [index, hash] of hashes.entries()) expect(await blobs.read(hash)).toEqual(contents[index]);
});
