import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { transaction } from "@carbyne/db";
import { testDatabase } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Placed, placed } from "./placed.ts";
import { stagedLimit } from "./stage.ts";
import { type Blobs, createDiskBlobs } from "./store.ts";
import { pieceBytes } from "./sums.ts";

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

async function keep(data: Buffer): Promise<Buffer> {
  const { hash, write } = await blobs.prepare(data);
  await transaction(db.pool, write);
  return hash;
}

const rangeOf = async (hash: Buffer, from: number, to: number) =>
  Buffer.concat(await Array.fromAsync(blobs.stream(hash, { from, to })));
const wholeOf = async (hash: Buffer) => Buffer.concat(await Array.fromAsync(blobs.stream(hash)));

async function damage(hash: Buffer, at: number): Promise<void> {
  const { rows } = await db.pool.query<{ id: string; offset: string }>(
    'SELECT "packId" AS "id", "offset" FROM "Blob" WHERE "hash" = $1',
    [hash],
  );
  const id = rows[0]?.id ?? "";
  const handle = await open(path.join(folder, id.slice(-2), id), "r+");
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, Number(rows[0]?.offset) + at);
  await handle.write(Buffer.from([(byte[0] ?? 0) ^ 16]), 0, 1, Number(rows[0]?.offset) + at);
  await handle.close();
}

const forgetSums = (hash: Buffer) => db.pool.query('UPDATE "Blob" SET "crcs" = NULL WHERE "hash" = $1', [hash]);
const hasSums = async (hash: Buffer) =>
  (await db.pool.query('SELECT 1 FROM "Blob" WHERE "hash" = $1 AND "crcs" IS NOT NULL', [hash])).rowCount === 1;

test("any stretch of large content is what it is there", async () => {
  const content = randomBytes(4 * pieceBytes + 777);
  const hash = await keep(content);
  const edges = [0, 1, pieceBytes, 2 * pieceBytes, 4 * pieceBytes, content.length].flatMap((at) => [
    at - 1,
    at,
    at + 1,
  ]);
  for (const from of edges)
    for (const to of edges)
      if (0 <= from && from < to && to <= content.length)
        expect((await rangeOf(hash, from, to)).equals(content.subarray(from, to)), `${from} to ${to}`).toBe(true);
  expect((await wholeOf(hash)).equals(content)).toBe(true);
});

test("a piece is the reader's, who may free its memory before the next one", async () => {
  const content = randomBytes(3 * pieceBytes);
  const hash = await keep(content);
  const read: Buffer[] = [];
  for await (const piece of blobs.stream(hash, { from: 5, to: 3 * pieceBytes - 5 })) {
    read.push(Buffer.from(piece));
    if (piece.buffer instanceof ArrayBuffer) piece.buffer.transfer(0);
  }
  expect(Buffer.concat(read).equals(content.subarray(5, -5))).toBe(true);
});

test("a stretch in which a byte is damaged is an error before any of its piece, and others are not touched by it", async () => {
  const content = randomBytes(4 * pieceBytes + 777);
  const hash = await keep(content);
  await damage(hash, 2 * pieceBytes + 100);
  const got: Buffer[] = [];
  const read = async () => {
    for await (const piece of blobs.stream(hash)) got.push(piece);
  };
  await expect(read()).rejects.toThrow("is damaged");
  expect(Buffer.concat(got).equals(content.subarray(0, 2 * pieceBytes))).toBe(true);
  // Also where the damaged byte itself is not asked for, nobody knows what else of its piece is wrong.
  for (const [from, to] of [
    [2 * pieceBytes + 100, 2 * pieceBytes + 101],
    [2 * pieceBytes, 2 * pieceBytes + 10],
    [3 * pieceBytes - 1, 3 * pieceBytes + 1],
  ] as const)
    await expect(rangeOf(hash, from, to)).rejects.toThrow("is damaged");
  for (const [from, to] of [
    [10, 2 * pieceBytes],
    [3 * pieceBytes, content.length],
  ] as const)
    expect((await rangeOf(hash, from, to)).equals(content.subarray(from, to))).toBe(true);
});

test("a stretch of large content in a file that was cut off is an error", async () => {
  const hash = await keep(randomBytes(3 * pieceBytes));
  const { rows } = await db.pool.query<{ id: string }>('SELECT "packId" AS "id" FROM "Blob" WHERE "hash" = $1', [hash]);
  const id = rows[0]?.id ?? "";
  const handle = await open(path.join(folder, id.slice(-2), id), "r+");
  await handle.truncate(2 * pieceBytes + 5);
  await handle.close();
  await expect(rangeOf(hash, 2 * pieceBytes, 2 * pieceBytes + 3)).rejects.toThrow("ends before");
});

test("content that was stored before sums of pieces were kept gets them when a stretch is asked for, and is checked by them", async () => {
  const content = randomBytes(3 * pieceBytes + 1);
  const hash = await keep(content);
  await forgetSums(hash);
  const asked = Array.from({ length: 5 }, (_, i) => rangeOf(hash, i * 1000, i * 1000 + 500_000));
  for (const [i, got] of (await Promise.all(asked)).entries())
    expect(got.equals(content.subarray(i * 1000, i * 1000 + 500_000))).toBe(true);
  expect(await hasSums(hash)).toBe(true);
  await damage(hash, 3 * pieceBytes);
  await expect(rangeOf(hash, 3 * pieceBytes, 3 * pieceBytes + 1)).rejects.toThrow("is damaged");
});

test("old content that is damaged gets no sums, and no stretch of it is given out", async () => {
  const hash = await keep(randomBytes(3 * pieceBytes));
  await forgetSums(hash);
  await damage(hash, 5);
  await expect(rangeOf(hash, 2 * pieceBytes, 2 * pieceBytes + 3)).rejects.toThrow("is damaged");
  await expect(wholeOf(hash)).rejects.toThrow("is damaged");
  expect(await hasSums(hash)).toBe(false);
});

test("a check gives old content its sums, and so does who brings the same bytes again", async () => {
  const contents = [randomBytes(stagedLimit + 1), randomBytes(stagedLimit + 2)] as const;
  const [checked, again] = [await keep(contents[0]), await keep(contents[1])];
  await forgetSums(again);
  await keep(contents[1]);
  expect(await hasSums(again)).toBe(true);
  await forgetSums(checked);
  await Array.fromAsync(blobs.check({ now: new Date(), onChecked() {} }));
  expect(await hasSums(checked)).toBe(true);
});

test("a damaged message in a pack is no answer to who reads it with its row", async () => {
  const [content, other] = [randomBytes(5000), randomBytes(6000)];
  const [hash, fine] = [await keep(content), await keep(other)];
  const open = async (wanted: Buffer) => {
    const { rows } = await db.pool.query<Placed>(
      `SELECT ${placed.columns} FROM (SELECT $1::bytea AS "hash") h ${placed.join('h."hash"')}`,
      [wanted],
    );
    const [row] = rows;
    if (!row) throw new Error("no row");
    return blobs.open(row);
  };
  await blobs.pack(10);
  expect(await open(hash)).toEqual(content);
  await damage(hash, 4999);
  await expect(open(hash)).rejects.toThrow("is damaged");
  await expect(rangeOf(hash, 0, 5)).rejects.toThrow("is damaged");
  expect(await open(fine)).toEqual(other);
});
