import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
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

test("what is damaged is an error however it is asked for, and a check finds it, what is missing and what belongs to nothing", async () => {
  const own = await mkdtemp(path.join(os.tmpdir(), "carbyne-blobs-"));
  const scratch = await testDatabase();
  const store = createDiskBlobs({ pool: scratch.pool, folder: own });
  const keep = async (data: Buffer) => {
    const { hash, write } = await store.prepare(data);
    await transaction(scratch.pool, write);
    return hash;
  };
  const check = () => Array.fromAsync(store.check({ now: new Date(Date.now() + 7_200_000), onChecked() {} }));
  try {
    const small = await keep(randomBytes(5000));
    await store.pack(10);
    const large = await keep(randomBytes(stagedLimit * 3));
    const lost = await keep(randomBytes(stagedLimit * 2));
    const fine = await keep(randomBytes(stagedLimit * 2));
    expect(await check()).toEqual([]);
    const fileOf = async (hash: Buffer) => {
      const { rows } = await scratch.pool.query<{ id: string }>(
        'SELECT "packId" AS "id" FROM "Blob" WHERE "hash" = $1',
        [hash],
      );
      const id = rows[0]?.id ?? "";
      return path.join(own, id.slice(-2), id);
    };
    for (const hash of [small, large]) {
      const handle = await open(await fileOf(hash), "r+");
      await handle.write(Buffer.from([1, 2, 3, 4]), 0, 4, 100);
      await handle.close();
    }
    await rm(await fileOf(lost));
    const stray = path.join(own, "ab", "01234567-89ab-7cde-8f01-2345678900ab");
    await mkdir(path.dirname(stray), { recursive: true });
    await writeFile(stray, "stray");
    await expect(store.read(small)).rejects.toThrow("is damaged");
    await expect(Array.fromAsync(store.stream(small, { from: 10, to: 20 }))).rejects.toThrow("is damaged");
    await expect(Array.fromAsync(store.stream(large))).rejects.toThrow("is damaged");
    await expect(store.read(lost)).rejects.toThrow("ENOENT");
    expect((await store.read(fine)).length).toBe(stagedLimit * 2);
    const found = (await check()).map((one) => [
      one.fault,
      one.fault === "orphan" ? one.file : one.hash.toString("hex"),
    ]);
    const expected = [
      ["damaged", small.toString("hex")],
      ["damaged", large.toString("hex")],
      ["missing", lost.toString("hex")],
      ["orphan", stray],
    ];
    expect(new Set(found.map((one) => one.join(" ")))).toEqual(new Set(expected.map((one) => one.join(" "))));
  } finally {
    await scratch.close();
    await rm(own, { recursive: true });
  }
});
