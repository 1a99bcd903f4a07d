import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { newId } from "@carbyne/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDiskSpool, type Spool } from "./spool.ts";

let folder: string;
let spool: Spool;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-spool-"));
  spool = createDiskSpool(path.join(folder, "spool"));
});
afterAll(() => rm(folder, { recursive: true }));

async function* piecesOf(...pieces: string[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function readAll(id: string, name: string): Promise<string> {
  const file = await spool.open(id, name);
  try {
    return (await file.read(0, 1000)).toString();
  } finally {
    await file.close();
  }
}

test("bytes are written at any place, cut off, read anywhere, and removed with their owner", async () => {
  const id = newId();
  await spool.write(id, "source", { at: 0, data: Buffer.from("one two") });
  await spool.write(id, "source", { at: 4, data: Buffer.from("three") });
  expect([await readAll(id, "source"), await spool.sizeOf(id, "source")]).toEqual(["one three", 9]);
  const file = await spool.open(id, "source");
  expect((await file.read(4, 3)).toString()).toBe("thr");
  expect((await file.read(7, 100)).toString()).toBe("ee");
  expect((await file.read(100, 5)).length).toBe(0);
  await file.close();
  await spool.cut(id, "source", 3);
  expect(await readAll(id, "source")).toBe("one");
  expect((await spool.list()).map((one) => one.id)).toContain(id);
  await spool.remove(id);
  expect([await spool.sizeOf(id, "source"), (await spool.list()).some((one) => one.id === id)]).toEqual([null, false]);
  await expect(spool.open(id, "source")).rejects.toThrow("ENOENT");
});

test("what comes is written and heard in its order, also in a file that is gone on with, and what came before a break is there", async () => {
  const id = newId();
  const data = randomBytes(3_000_000);
  const heard: Buffer[] = [];
  const take = (from: number, to: number, end?: Error) =>
    spool.receive(id, "content", {
      at: from,
      pieces: (async function* () {
        for (let at = from; at < to; at += 70_001) yield data.subarray(at, Math.min(at + 70_001, to));
        if (end) throw end;
      })(),
      async onBlock(block) {
        heard.push(Buffer.from(block));
      },
    });
  const broke = new Error("broke off");
  expect(await take(0, 1_234_567, broke)).toEqual({ receivedBytes: 1_234_567, fault: broke });
  expect(await take(1_234_567, data.length)).toEqual({ receivedBytes: data.length - 1_234_567, fault: undefined });
  const file = await spool.open(id, "content");
  expect((await file.read(0, data.length)).equals(data)).toBe(true);
  await file.close();
  expect(Buffer.concat(heard).equals(data)).toBe(true);
});

test("bytes that could not be looked at count for nothing, and all before them for what they are", async () => {
  const id = newId();
  const fault = new Error("no sums");
  let blocks = 0;
  const done = await spool.receive(id, "content", {
    at: 0,
    pieces: (async function* () {
      for (let i = 0; i < 40; i++) yield Buffer.alloc(65_536, i);
    })(),
    async onBlock() {
      if (++blocks === 3) throw fault;
    },
  });
  expect(done).toEqual({ receivedBytes: 2 * 262_144, fault });
});

test("a file that is saved is there whole or not at all", async () => {
  const id = newId();
  expect(await spool.save(id, "part-1", piecesOf("a", "bc"))).toBe(3);
  async function* breaking() {
    yield Buffer.from("half");
    throw new Error("broke off");
  }
  await expect(spool.save(id, "part-2", breaking())).rejects.toThrow("broke off");
  expect([await readAll(id, "part-1"), await spool.sizeOf(id, "part-2")]).toEqual(["abc", null]);
});

test("nothing outside of the folder can be named", async () => {
  const id = newId();
  const data = Buffer.from("x");
  for (const [owner, name] of [
    ["../x", "source"],
    ["..", "source"],
    [id, "../source"],
    [id, "a/b"],
    [id, ".."],
    [id, ""],
  ] as const)
    await expect(spool.write(owner, name, { at: 0, data })).rejects.toThrow("is no place here");
  expect(await readdir(folder)).toEqual(["spool"]);
  expect(await spool.freeBytes()).toBeGreaterThan(0);
});
