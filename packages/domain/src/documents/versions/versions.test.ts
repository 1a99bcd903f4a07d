import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createPostgresBus } from "@carbyne/bus";
import { openDatabase } from "@carbyne/db";
import { newId, silentLogger } from "@carbyne/kernel";
import { textSchema, plainText } from "@carbyne/office/model";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../../accounts/index.ts";
import type { Context } from "../../context.ts";
import {
  copyNodes,
  deleteVersion,
  getNode,
  homeOf,
  keepVersion,
  listActivity,
  openContent,
  restoreVersion,
} from "../../files/index.ts";
import { ownStorage } from "../../quota/index.ts";
import { writeSetting } from "../../settings/index.ts";
import {
  compareVersions,
  createDocument,
  createDocumentStore,
  createVersionMaker,
  listDocumentVersions,
  nameVersion,
  readVersion,
  renameVersion,
  restoreDocumentVersion,
  restoreVersion as restoreAny,
  thinVersions,
} from "../index.ts";
import { buildDocument, buildPerson, give, linesOf, type Person, writeLines } from "../people.fixture.ts";
import { makeVersion } from "./make-version.ts";

let ctx: TestContext;
let ann: Person;
let ben: Person;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const [secondMs, minuteMs] = [1000, 60_000];
const [hourMs, dayMs] = [60 * minuteMs, 1440 * minuteMs];
const refusedWith = (reason: string) => expect.objectContaining({ reason });
const listed = async (id: string) =>
  (await listDocumentVersions(ctx, ann.actor, { id })).versions.map(({ number, kind, name, authors }) =>
    [number, kind, name, ...authors.map((one) => one.name)].join(" ").replace("  ", " "),
  );
async function wordsIn(id: string, versionId: string): Promise<string> {
  const { text } = await readVersion(ctx, ann.actor, { id, versionId });
  return plainText(textSchema().nodeFromJSON(text));
}
/** Makes what is due until nothing is. */
async function makeDue(on: Context = ctx): Promise<void> {
  const make = createVersionMaker();
  while ((await make(on, { limit: 100 })) > 0);
}

test("a document that rests gets a version by itself, with those who wrote it, and none when nothing changed", async () => {
  const id = await buildDocument(ctx, ann);
  await give(ctx, { from: ann, to: ben, id, role: "write" });
  await makeDue();
  expect(await listed(id)).toEqual([`1 first ${ann.name}`]);
  await writeLines(ctx, id, ann, ["One"]);
  ctx.advance(30 * secondMs);
  await writeLines(ctx, id, ben, ["One", "Two"]);
  ctx.advance(50 * secondMs);
  await makeDue();
  expect(await listed(id)).toEqual([`1 first ${ann.name}`]);
  expect(await listDocumentVersions(ctx, ann.actor, { id })).toMatchObject({ hasNewer: true });
  ctx.advance(11 * secondMs);
  await makeDue();
  await makeDue();
  expect(await listed(id)).toEqual([`2 auto ${ann.name} ${ben.name}`, `1 first ${ann.name}`]);
  expect(await listDocumentVersions(ctx, ben.actor, { id })).toMatchObject({ hasNewer: false });
  await writeLines(ctx, id, ben, ["Two"]);
  ctx.advance(61 * secondMs);
  await makeDue();
  expect((await listed(id))[0]).toBe(`3 auto ${ben.name}`);
  // It is a version as of any file: its size is the file's, and its bytes can be had.
  const node = await getNode(ctx, ann.actor, { id });
  const chunks: Buffer[] = [];
  for await (const chunk of (await openContent(ctx, ann.actor, { id })).read()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).length).toBe(node.sizeBytes);
  expect(node.sizeBytes).toBeGreaterThan(30);
});

test("one that never rests gets a version ten minutes after a change", async () => {
  const id = await buildDocument(ctx, ann);
  for (let minute = 0; minute < 11; minute++) {
    await writeLines(ctx, id, ann, [`Minute ${minute}`]);
    ctx.advance(59 * secondMs);
    await makeDue();
    expect((await listed(id)).length).toBe(minute < 10 ? 1 : 2);
  }
});

test("who wrote is known also when the updates were put together meanwhile", async () => {
  const id = await buildDocument(ctx, ann);
  const store = createDocumentStore(ctx, { address: "here" });
  await store.claim(id);
  await writeLines(ctx, id, ben, ["One"]);
  const loaded = await store.load(id, 0n);
  await store.compact(id, { epoch: 1, upTo: 1n, state: loaded?.updates[0] ?? new Uint8Array() });
  await writeLines(ctx, id, ann, ["Two"]);
  ctx.advance(minuteMs + 1);
  await makeDue();
  expect((await listed(id))[0]).toBe(`2 auto ${ann.name} ${ben.name}`);
  await store.close();
});

test("a copy has what was written and is in no version yet, and gets one of it", async () => {
  const id = await buildDocument(ctx, ann);
  await writeLines(ctx, id, ann, ["One"]);
  await makeVersion(ctx, { id, accountId: null });
  await writeLines(ctx, id, ann, ["Two"]);
  const { copied } = await copyNodes(ctx, ann.actor, { ids: [id], parentId: await homeOf(ctx, ann.spaceId) });
  const copy = copied[0]?.id ?? "";
  ctx.advance(minuteMs + 1);
  await makeDue();
  const { versions } = await listDocumentVersions(ctx, ann.actor, { id: copy });
  expect(versions.map((one) => one.kind)).toEqual(["auto", "first"]);
  const says = await Promise.all(versions.map((one) => wordsIn(copy, one.id)));
  expect([says, await linesOf(ctx, copy)]).toEqual([["Two", "One"], ["Two"]]);
});

test("of two processes that make a version at once one makes it", async () => {
  const db = openDatabase({ url: ctx.db.url });
  const elsewhere: Context = { ...ctx, db, bus: createPostgresBus({ url: ctx.db.url, log: silentLogger }) };
  for (let round = 0; round < 5; round++) {
    const id = await buildDocument(ctx, ann);
    await writeLines(ctx, id, ann, ["One"]);
    const made = await Promise.all([ctx, elsewhere].map((on) => makeVersion(on, { id, accountId: null })));
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    expect(await listed(id)).toEqual([`2 auto ${ann.name}`, `1 first ${ann.name}`]);
  }
  await elsewhere.bus.close();
  await db.close();
});

/** A process of its own that dies in the middle. */
async function dieWith(...args: string[]): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-versions-"));
  const script = path.join(import.meta.dirname, "killed.fixture.ts");
  const child = spawn(process.execPath, [script, ctx.db.url, folder, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const signal = await new Promise((resolve) => child.on("exit", (_code, by) => resolve(by)));
  expect(signal).toBe("SIGKILL");
  await rm(folder, { recursive: true });
}

test("a process that dies once the content is written has made nothing, and the next one makes it", async () => {
  const id = await buildDocument(ctx, ann);
  await writeLines(ctx, id, ann, ["x".repeat(300_000)]);
  await dieWith(id);
  expect(await listed(id)).toEqual([`1 first ${ann.name}`]);
  ctx.advance(minuteMs + 1);
  await makeDue();
  const [newest] = (await listDocumentVersions(ctx, ann.actor, { id })).versions;
  expect([newest?.number, (await wordsIn(id, newest?.id ?? "")).length]).toEqual([2, 300_000]);
}, 30_000);

test("one that dies once an old version is back has brought it back, and a version of that is made by itself", async () => {
  const id = await buildDocument(ctx, ann);
  await writeLines(ctx, id, ann, ["Good"]);
  const { versionId } = await nameVersion(ctx, ann.actor, { id, name: "Good" });
  await writeLines(ctx, id, ann, ["Bad"]);
  await makeVersion(ctx, { id, accountId: null });
  await dieWith(id, ann.accountId, versionId);
  expect(await linesOf(ctx, id)).toEqual(["Good"]);
  expect(await listed(id)).toHaveLength(3);
  ctx.advance(minuteMs + 1);
  await makeDue();
  expect((await listed(id))[0]).toBe(`4 auto ${ann.name}`);
}, 30_000);

test("a name makes a version now, which stays whatever the limits say, until the name is taken away", async () => {
  const id = await buildDocument(ctx, ann);
  await writeLines(ctx, id, ann, ["Draft"]);
  const { versionId } = await nameVersion(ctx, ann.actor, { id, name: "  For the council " });
  expect(await listed(id)).toEqual([`2 named For the council ${ann.name}`, `1 first ${ann.name}`]);
  // What was written since is in the next one; what nobody changed gets the name alone.
  const again = await nameVersion(ctx, ann.actor, { id, name: "Sent" });
  expect(again.versionId).not.toBe(versionId);
  await writeLines(ctx, id, ann, ["Draft", "More"]);
  ctx.advance(minuteMs + 1);
  await makeDue();
  const { versionId: fourth } = await nameVersion(ctx, ann.actor, { id, name: "Answered" });
  expect(await listed(id)).toEqual([
    `4 named Answered ${ann.name}`,
    `3 named Sent ${ann.name}`,
    `2 named For the council ${ann.name}`,
    `1 first ${ann.name}`,
  ]);
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "files.versionsKept", 2);
  for (const line of ["a", "b", "c"]) {
    await writeLines(ctx, id, ann, [line]);
    await makeVersion(ctx, { id, accountId: null });
  }
  await renameVersion(ctx, ann.actor, { id, versionId, name: "" });
  await writeLines(ctx, id, ann, ["d"]);
  await makeVersion(ctx, { id, accountId: null });
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "files.versionsKept", null);
  expect((await listed(id)).map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
    expect.stringContaining("8 auto"),
    expect.stringContaining("7 auto"),
    "4 named Answered",
    "3 named Sent",
  ]);
  expect(await wordsIn(id, fourth)).toBe("Draft\nMore");
  await renameVersion(ctx, ann.actor, { id, versionId: fourth, name: "Renamed" });
  expect((await listed(id))[2]).toContain("named Renamed");
  await expect(nameVersion(ctx, ann.actor, { id, name: " \0 " })).rejects.toEqual(refusedWith("version-name-empty"));
  await expect(nameVersion(ctx, ann.actor, { id, name: "x".repeat(201) })).rejects.toEqual(
    refusedWith("version-name-long"),
  );
  await expect(renameVersion(ctx, ann.actor, { id, versionId: newId(), name: "x" })).rejects.toEqual(
    refusedWith("version-unknown"),
  );
});

test("an old version comes back as an edit by who brought it back, and what was there until then is kept", async () => {
  const id = await buildDocument(ctx, ann);
  await give(ctx, { from: ann, to: ben, id, role: "write" });
  await writeLines(ctx, id, ann, ["One", "Two"]);
  const { versionId } = await nameVersion(ctx, ann.actor, { id, name: "Good" });
  await writeLines(ctx, id, ann, ["All is gone"]);
  await expect(restoreVersion(ctx, ben.actor, { id, versionId })).rejects.toEqual(refusedWith("version-of-document"));
  const restored = await restoreAny(ctx, ben.actor, { id, versionId });
  expect(await linesOf(ctx, id)).toEqual(["One", "Two"]);
  expect(await listed(id)).toEqual([
    `4 restored ${ben.name}`,
    `3 auto ${ann.name}`,
    `2 named Good ${ann.name}`,
    `1 first ${ann.name}`,
  ]);
  expect(await wordsIn(id, restored.versionId)).toBe("One\nTwo");
  const [event] = await listActivity(ctx, ann.actor, { id });
  expect(event).toMatchObject({ verb: "version-restored", person: ben.name });
  // What it says already is not brought back again.
  expect(await restoreDocumentVersion(ctx, ann.actor, { id, versionId })).toEqual({ versionId });
  expect(await listed(id)).toHaveLength(4);
});

test("two versions are compared, or one with what the text says now", async () => {
  const id = await buildDocument(ctx, ann);
  await writeLines(ctx, id, ann, ["The roof is old", "Ask"]);
  const { versionId: from } = await nameVersion(ctx, ann.actor, { id, name: "One" });
  await writeLines(ctx, id, ann, ["The roof is new", "Ask"]);
  const { versionId: to } = await nameVersion(ctx, ann.actor, { id, name: "Two" });
  await writeLines(ctx, id, ann, ["The roof is new"]);
  const { blocks } = await compareVersions(ctx, ann.actor, { id, from, to });
  expect(blocks.map(({ kind }) => kind)).toEqual(["changed", "same"]);
  expect(blocks[0]?.parts).toEqual([
    { kind: "same", text: "The roof is " },
    { kind: "removed", text: "old" },
    { kind: "added", text: "new" },
  ]);
  const now = await compareVersions(ctx, ann.actor, { id, from: to, to: null });
  expect(now.blocks.map(({ kind }) => kind)).toEqual(["same", "removed"]);
});

test("history is read by who reads the document and made by who writes it, and by nobody else", async () => {
  const [cas, dan] = [await buildPerson(ctx), await buildPerson(ctx)];
  const id = await buildDocument(ctx, ann);
  const other = await buildDocument(ctx, ann);
  await give(ctx, { from: ann, to: cas, id, role: "read" });
  await writeLines(ctx, id, ann, ["One"]);
  const { versionId } = await nameVersion(ctx, ann.actor, { id, name: "One" });
  const asks = ({ actor }: Person) => [
    listDocumentVersions(ctx, actor, { id }),
    readVersion(ctx, actor, { id, versionId }),
    compareVersions(ctx, actor, { id, from: versionId, to: null }),
    nameVersion(ctx, actor, { id, name: "x" }),
    renameVersion(ctx, actor, { id, versionId, name: "x" }),
    restoreDocumentVersion(ctx, actor, { id, versionId }),
  ];
  const reasons = async (person: Person) =>
    (await Promise.allSettled(asks(person))).map((one) => (one.status === "fulfilled" ? "done" : one.reason.reason));
  const missing = "share-right-missing";
  expect(await reasons(cas)).toEqual(["done", "done", "done", missing, missing, missing]);
  expect(await reasons(dan)).toEqual(Array(6).fill("node-unknown"));
  await expect(readVersion(ctx, ann.actor, { id: other, versionId })).rejects.toEqual(refusedWith("version-unknown"));
  const sheet = await createDocument(ctx, ann.actor, { parentId: null, name: "Sums", kind: "sheet" });
  const [first] = (await listDocumentVersions(ctx, ann.actor, { id: sheet.id })).versions;
  await expect(readVersion(ctx, ann.actor, { id: sheet.id, versionId: first?.id ?? "" })).rejects.toEqual(
    refusedWith("document-no-text"),
  );
});

test("of those that were made by themselves fewer stay the older they are, and named, kept and present ones all do", async () => {
  const id = await buildDocument(ctx, ann);
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "files.versionsKept", 1000);
  // A day begins, so that hours and days are whole.
  const begun = ctx.clock.now().getTime();
  ctx.advance(dayMs - (begun % dayMs));
  const at = async (line: string) => {
    await writeLines(ctx, id, ann, [line]);
    return (await makeVersion(ctx, { id, accountId: null })) ?? "";
  };
  for (let hour = 0; hour < 3; hour++)
    for (let quarter = 0; quarter < 4; quarter++) {
      await at(`${hour}.${quarter}`);
      ctx.advance(hourMs / 4);
    }
  const { versions } = await listDocumentVersions(ctx, ann.actor, { id });
  const idOf = (number: number) => versions.find((one) => one.number === number)?.id ?? "";
  await renameVersion(ctx, ann.actor, { id, versionId: idOf(2), name: "Named" });
  await keepVersion(ctx, ann.actor, { id, versionId: idOf(3), isKept: true });
  const numbers = async () => {
    await thinVersions(ctx);
    return (await listDocumentVersions(ctx, ann.actor, { id })).versions.map((one) => one.number);
  };
  expect(await numbers()).toHaveLength(13);
  ctx.advance(dayMs);
  expect(await numbers()).toEqual([13, 9, 5, 3, 2, 1]);
  ctx.advance(7 * dayMs);
  expect(await numbers()).toEqual([13, 3, 2, 1]);
  expect(await numbers()).toEqual([13, 3, 2, 1]);
  await expect(deleteVersion(ctx, ann.actor, { id, versionId: idOf(2) })).rejects.toEqual(refusedWith("version-kept"));
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "files.versionsKept", null);
});

test("versions count for whose the document is; where there is no room none is made, and others get theirs", async () => {
  const [eve, fay] = [await buildPerson(ctx), await buildPerson(ctx)];
  const [full, free] = [await buildDocument(ctx, eve), await buildDocument(ctx, fay)];
  await writeLines(ctx, full, eve, ["x".repeat(5000)]);
  await makeVersion(ctx, { id: full, accountId: null });
  expect((await ownStorage(ctx, eve.actor)).usedBytes).toBeGreaterThan(5000);
  await writeSetting(ctx, { scope: "account", scopeId: eve.accountId }, "account.quotaBytes", 6000);
  await writeLines(ctx, full, eve, ["y".repeat(5000)]);
  await writeLines(ctx, free, fay, ["z"]);
  ctx.advance(minuteMs + 1);
  await makeDue();
  const count = async (id: string, { actor }: Person) =>
    (await listDocumentVersions(ctx, actor, { id })).versions.length;
  expect([await count(full, eve), await count(free, fay)]).toEqual([2, 2]);
  await expect(nameVersion(ctx, eve.actor, { id: full, name: "x" })).rejects.toEqual(refusedWith("storage-full"));
  await writeSetting(ctx, { scope: "account", scopeId: eve.accountId }, "account.quotaBytes", null);
  await makeDue();
  expect(await count(full, eve)).toBe(3);
});

test("what cannot be read as a text is told, and ends nothing", async () => {
  const id = await buildDocument(ctx, ann);
  await ctx.db.pool.query(
    'UPDATE "Document" SET "seq" = 1, "changedSince" = $2, "changedAt" = $2 WHERE "nodeId" = $1',
    [id, ctx.clock.now()],
  );
  await ctx.db.pool.query('INSERT INTO "DocUpdate" ("nodeId", "seq", "bytes", "at") VALUES ($1, 1, $2, now())', [
    id,
    Buffer.from("no update at all"),
  ]);
  const { versionId } = await nameVersion(ctx, ann.actor, { id, name: "Broken" });
  await expect(readVersion(ctx, ann.actor, { id, versionId })).rejects.toEqual(refusedWith("document-unreadable"));
  const whole = await buildDocument(ctx, ann);
  await writeLines(ctx, whole, ann, ["Fine"]);
  const { versionId: fine } = await nameVersion(ctx, ann.actor, { id: whole, name: "Fine" });
  expect(await wordsIn(whole, fine)).toBe("Fine");
});
