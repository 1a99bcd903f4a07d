import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { kindOf } from "../kind.ts";
import { makePreview } from "../make.ts";
import type { Listing } from "./entry.ts";
import { locked7z, lockedRar, rar } from "./foreign.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "archives-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
/** What a program of Debian's packs of these files; `{}` in its arguments is the archive. */
function packed(files: Readonly<Record<string, string | Buffer>>, ...command: readonly [string, ...string[]]): Buffer {
  const root = path.join(folder, String(++count));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
    utimesSync(path.join(root, name), 1_750_000_000, 1_750_000_000);
  }
  return execFileSync(command[0], command.slice(1), { cwd: root, maxBuffer: 2 ** 26 });
}

async function outcomeOf(content: Buffer) {
  const kind = kindOf({ name: "a.bin", type: "", content });
  if (kind?.family !== "archive") throw new Error("no archive");
  return makePreview({ content, kind, want: { as: "list" } });
}

async function list(content: Buffer): Promise<Listing> {
  const outcome = await outcomeOf(content);
  if (outcome.status === "failed") throw new Error(outcome.reason);
  return JSON.parse(outcome.content.toString()) as Listing;
}

const files = { "Fotos/Süd 日 #1.txt": "x".repeat(1000), "b\\n\nc.bin": "12345" };
const entry = { isFolder: false, isEncrypted: false };

test("a 7z archive is listed with names, sizes and days", async () => {
  const { entries, isCut } = await list(
    packed(files, "bsdtar", "--format", "7zip", "-cf", "-", "Fotos", "b\\n\nc.bin"),
  );
  expect(isCut).toBe(false);
  expect(entries.toSorted((one, other) => one.sizeBytes - other.sizeBytes)).toEqual([
    { path: "Fotos/", isFolder: true, sizeBytes: 0, isEncrypted: false, changedAt: expect.any(String) as string },
    // What would break a line is not shown as such.
    { ...entry, path: "b\\n\ufffdc.bin", sizeBytes: 5, changedAt: "2025-06-15T12:00:00.000Z" },
    { ...entry, path: "Fotos/Süd 日 #1.txt", sizeBytes: 1000, changedAt: "2025-06-15T12:00:00.000Z" },
  ]);
}, 20_000);

test("a rar archive is listed", async () => {
  const { entries } = await list(rar({ "Fotos/": "", "Fotos/Süd 日.txt": "x".repeat(1000) }));
  expect(entries).toEqual([
    { path: "Fotos/", isFolder: true, sizeBytes: 0, isEncrypted: false, changedAt: "2025-06-15T12:00:00.000Z" },
    { ...entry, path: "Fotos/Süd 日.txt", sizeBytes: 1000, changedAt: "2025-06-15T12:00:00.000Z" },
  ]);
}, 20_000);

test.each(["-cJf", "-cjf"])(
  "what tar %s packs is listed to the second",
  async (how) => {
    const { entries } = await list(packed(files, "tar", how, "-", "Fotos/Süd 日 #1.txt"));
    expect(entries).toEqual([
      { ...entry, path: "Fotos/Süd 日 #1.txt", sizeBytes: 1000, changedAt: "2025-06-15T15:06:40.000Z" },
    ]);
  },
  20_000,
);

test.each(["xz", "bzip2"])(
  "a single file that %s packed has its size",
  async (program) => {
    const { entries, isCut } = await list(packed({ "a.csv": "1;2\n" }, program, "-c", "a.csv"));
    expect([entries, isCut]).toEqual([[{ ...entry, path: "", sizeBytes: 4, changedAt: null }], false]);
  },
  20_000,
);

test("a password is told: of the files in the list, of the whole where it hides the names", async () => {
  expect((await list(locked7z.files)).entries).toMatchObject([{ path: "a.txt", sizeBytes: 5, isEncrypted: true }]);
  expect(await outcomeOf(locked7z.names)).toEqual({ status: "failed", reason: "protected" });
  expect(await outcomeOf(lockedRar())).toEqual({ status: "failed", reason: "protected" });
}, 20_000);

test("an empty archive is one, a broken one is said to be broken, and what breaks off is listed as far as it goes", async () => {
  const none = packed({ "a.txt": "" }, "bsdtar", "--format", "7zip", "-cf", "-", "--exclude", "*", "a.txt");
  expect(await list(none)).toEqual({ entries: [], isCut: false });
  const whole = rar({ "a.txt": "1", "b.txt": "2".repeat(500) });
  expect(await list(whole.subarray(0, whole.length - 300))).toMatchObject({ entries: [{ path: "a.txt" }, {}] });
  const seven = packed(files, "bsdtar", "--format", "7zip", "-cf", "-", "Fotos");
  for (const head of [
    seven.subarray(0, 100),
    Buffer.from("Rar!\x1a\x07\x01\x00there is nothing of an archive here"),
    Buffer.from("BZh91AY&SYnothing"),
  ])
    expect(await outcomeOf(head)).toEqual({ status: "failed", reason: "broken" });
  const noise = randomBytes(300_000);
  const cut = packed({ "a.bin": noise, "b.bin": noise }, "tar", "-cJf", "-", "a.bin", "b.bin");
  expect(await list(cut.subarray(0, cut.length - 2000))).toMatchObject({ isCut: true });
}, 30_000);

test("many entries are cut, and a bomb costs a bound time and no room", async () => {
  const names = Object.fromEntries(Array.from({ length: 10_005 }, (_, at) => [`${at}.txt`, ""]));
  const many = await list(rar(names));
  expect([many.entries.length, many.isCut]).toEqual([10_000, true]);
  // 20 GB of nothing.
  const bomb = execFileSync(
    "sh",
    ["-c", "head -c 20M /dev/zero | xz -c > one; for n in $(seq 1024); do cat one; done"],
    {
      cwd: folder,
      maxBuffer: 2 ** 26,
    },
  );
  const began = performance.now();
  const { isCut, entries } = await list(bomb);
  expect(isCut).toBe(true);
  expect(entries[0]?.sizeBytes).toBeGreaterThan(2 ** 26);
  expect(performance.now() - began).toBeLessThan(15_000);
}, 60_000);

test("no bytes bring the listing down or out of its bounds", async () => {
  const seeds = [
    rar({ "a.txt": "1", "b/": "", "b/c": "2" }),
    locked7z.files,
    packed(files, "tar", "-cJf", "-", "Fotos"),
  ];
  let random = 7;
  const next = (below: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
    return random % below;
  };
  for (let round = 0; round < 12; round++) {
    const bytes = Buffer.from(seeds[round % seeds.length] ?? "");
    for (let change = 1 + next(6); change > 0; change--) bytes[8 + next(bytes.length - 8)] = next(256);
    const outcome = await outcomeOf(bytes);
    if (outcome.status === "failed") expect(["broken", "protected", "too-large", "too-long"]).toContain(outcome.reason);
  }
}, 60_000);
