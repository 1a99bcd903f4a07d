import { createPostgresBus } from "@carbyne/bus";
import { type Database, openDatabase } from "@carbyne/db";
import { silentLogger } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setUp } from "../accounts/index.ts";
import type { Context } from "../context.ts";
import { getNode } from "../files/index.ts";
import { writeSetting } from "../settings/index.ts";
import { createDocumentStore } from "./index.ts";
import { buildDocument, buildPerson, type Person, updateOf, wordsOf } from "./people.fixture.ts";

/** A busy machine takes its time. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 });

let ctx: TestContext;
/** Another process. */
let elsewhere: Context;
let otherDb: Database;
let owner: Person;
beforeAll(async () => {
  ctx = await testContext();
  otherDb = openDatabase({ url: ctx.db.url });
  elsewhere = { ...ctx, db: otherDb, bus: createPostgresBus({ url: ctx.db.url, log: silentLogger }) };
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  owner = await buildPerson(ctx);
});
afterAll(async () => {
  await elsewhere.bus.close();
  await otherDb.close();
  await ctx.close();
});

async function buildStores() {
  const id = await buildDocument(ctx, owner);
  const [one, two] = [
    createDocumentStore(ctx, { address: "one:1" }),
    createDocumentStore(elsewhere, { address: "two:2" }),
  ];
  const close = () => Promise.all([one.close(), two.close()]);
  return { id, one, two, close };
}

const saying = (...words: string[]) => ({
  epoch: 1,
  updates: words.map((one) => ({ authorId: owner.accountId, bytes: updateOf(one) })),
});
const letters = (text: string) => text.split("").toSorted().join("");

test("one process at a time has a document; the other is told who, and gets it the moment that this one ends", async () => {
  const { id, one, two, close } = await buildStores();
  expect(await one.claim(id)).toEqual({ status: "owned", epoch: 1, maxBytes: 20_000_000 });
  expect(await one.claim(id)).toMatchObject({ status: "owned" });
  expect(await two.claim(id)).toEqual({ status: "elsewhere", owner: one.owner, address: "one:1" });
  // Nothing is released: the process is killed, and its connection with it.
  await one.close();
  await until(async () => expect(await two.claim(id)).toMatchObject({ status: "owned" }));
  await two.release(id);
  expect(await one.load(id, 0n)).toMatchObject({ epoch: 1, seq: 0n });
  await close();
});

test("of many that claim at once one gets it", async () => {
  const { id, one, two, close } = await buildStores();
  const answers = await Promise.allSettled([one.claim(id), two.claim(id)]);
  const owned = answers.filter((answer) => answer.status === "fulfilled" && answer.value.status === "owned");
  expect(owned).toHaveLength(1);
  await close();
});

test("the setting of its kind says how much a document may take", async () => {
  const { id, one, close } = await buildStores();
  await writeSetting(ctx, { scope: "global" }, "docs.textBytes", 50_000);
  expect(await one.claim(id)).toMatchObject({ maxBytes: 50_000 });
  await writeSetting(ctx, { scope: "global" }, "docs.textBytes", null);
  await close();
});

test("updates are numbered without gap whoever writes them, and the owner hears of those of others", async () => {
  const { id, one, two, close } = await buildStores();
  await one.claim(id);
  const heard: string[] = [];
  const stop = one.onChange((changed) => void heard.push(changed));
  expect(await one.append(id, saying("a", "b"))).toEqual({ status: "stored", first: 1n, last: 2n });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toEqual([]);
  expect(await two.append(id, saying("c"))).toEqual({ status: "stored", first: 3n, last: 3n });
  await until(() => expect(heard).toEqual([id]));
  const stretches = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).append(id, saying("x", "y"))),
  );
  const firsts = stretches.map((one) => (one.status === "stored" ? Number(one.first) : 0));
  expect(firsts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 4 + 2 * i));
  const loaded = await one.load(id, 2n);
  expect(loaded?.updates).toHaveLength(41);
  expect(letters(wordsOf((await one.load(id, 0n))?.updates ?? []))).toBe(
    letters(`abc${"x".repeat(20)}${"y".repeat(20)}`),
  );
  stop();
  await close();
});

test("documents that are written at the same moment are written together, each in its own numbers, and one that cannot be holds up no other", async () => {
  const ids = await Promise.all(["a", "b", "c", "d"].map((name) => buildDocument(ctx, owner, name)));
  const [first = "", second = "", renewed = "", held = ""] = ids;
  const store = createDocumentStore(ctx, { address: "one:1" });
  await store.append(second, saying("s"));
  const missing = "01900000-0000-7000-8000-000000000000";
  const holder = await ctx.db.pool.connect();
  await holder.query("BEGIN");
  await holder.query('SELECT 1 FROM "Document" WHERE "nodeId" = $1 FOR UPDATE', [held]);
  let isHeldWritten = false;
  const waits = store.append(held, saying("h")).then((appended) => {
    isHeldWritten = true;
    return appended;
  });
  const answers = await Promise.all([
    store.append(first, saying("o", "p", "q")),
    store.append(second, { epoch: 1, updates: [{ authorId: null, bytes: updateOf("t") }] }),
    store.append(renewed, { ...saying("r"), epoch: 2 }),
    store.append(missing, saying("m")),
  ]);
  expect(answers).toEqual([
    { status: "stored", first: 1n, last: 3n },
    { status: "stored", first: 2n, last: 2n },
    { status: "renewed" },
    { status: "missing" },
  ]);
  expect(isHeldWritten).toBe(false);
  await holder.query("COMMIT");
  holder.release();
  expect(await waits).toEqual({ status: "stored", first: 1n, last: 1n });
  expect(wordsOf((await store.load(first, 0n))?.updates.slice(1, 2) ?? [])).toBe("p");
  const { rows } = await ctx.db.pool.query<{ nodeId: string; authorId: string | null; commit: string }>(
    'SELECT "nodeId", "authorId", xmin::text AS "commit" FROM "DocUpdate" WHERE "nodeId" = ANY($1) ORDER BY "nodeId", "seq"',
    [ids],
  );
  expect(rows.filter((row) => row.nodeId === second).map((row) => row.authorId)).toEqual([owner.accountId, null]);
  expect(rows).toHaveLength(6);
  // Each commit has a number, which is on its rows: there are those of the one before, of all together, and of the one that was held.
  expect(new Set(rows.map((row) => row.commit)).size).toBe(3);
  await store.close();
});

test("updates that cannot be written fail by themselves", async () => {
  const [good, bad] = [await buildDocument(ctx, owner, "good"), await buildDocument(ctx, owner, "bad")];
  const store = createDocumentStore(ctx, { address: "one:1" });
  const nobody = { authorId: "no id at all", bytes: updateOf("x") };
  const answers = await Promise.allSettled([
    store.append(bad, { epoch: 1, updates: [nobody] }),
    store.append(good, saying("g")),
  ]);
  expect(answers.map((one) => one.status)).toEqual(["rejected", "fulfilled"]);
  expect(wordsOf((await store.load(good, 0n))?.updates ?? [])).toBe("g");
  await store.close();
});

test("what is put together takes the place of the updates in it, and lists tell who changed it last", async () => {
  const { id, one, close } = await buildStores();
  await one.claim(id);
  await one.append(id, saying("a", "b", "c"));
  const { updatedAt } = await getNode(ctx, owner.actor, { id });
  ctx.advance(60_000);
  await one.append(id, saying("d"));
  const before = await one.load(id, 0n);
  expect(await one.compact(id, { epoch: 1, upTo: 3n, state: updateOf("abc") })).toBe(true);
  const after = await one.load(id, 0n);
  expect([before?.updates.length, after?.updates.length, after?.seq]).toEqual([4, 2, 4n]);
  expect(letters(wordsOf(after?.updates ?? []))).toBe("abcd");
  // Who knows up to 2 is given the whole, for 3 stands nowhere else any more.
  expect((await one.load(id, 2n))?.updates).toHaveLength(2);
  expect((await one.load(id, 3n))?.updates).toHaveLength(1);
  await one.compact(id, { epoch: 1, upTo: 4n, state: updateOf("abcd") });
  const node = await getNode(ctx, owner.actor, { id });
  expect(node.editor).toEqual({ id: owner.accountId, name: owner.name });
  expect(Date.parse(node.updatedAt) - Date.parse(updatedAt)).toBeGreaterThanOrEqual(60_000);
  await close();
});

test("an owner whose connection died in silence learns it when it writes", async () => {
  const { id, one, two, close } = await buildStores();
  await one.claim(id);
  const lost = vi.fn<() => void>();
  one.onLost(lost);
  await one.append(id, saying("a"));
  expect(lost).not.toHaveBeenCalled();
  await ctx.db.pool.query(
    'UPDATE "Document" SET "owner" = $2, "address" = $3, "term" = "term" + 1 WHERE "nodeId" = $1',
    [id, two.owner, "two:2"],
  );
  expect(await one.append(id, saying("b"))).toEqual({ status: "stored", first: 2n, last: 2n });
  expect(lost).toHaveBeenCalledTimes(1);
  // Its lock is free, so that whoever asks first has it.
  await until(async () => expect(await two.claim(id)).toMatchObject({ status: "owned" }));
  await close();
});

test("an owner that was followed by another one puts nothing together, and loses nothing of what it writes", async () => {
  const { id, one, two, close } = await buildStores();
  await one.claim(id);
  await one.append(id, saying("a"));
  const lost = vi.fn<() => void>();
  one.onLost(lost);
  await ctx.db.pool.query(
    `SELECT pg_terminate_backend(l."pid") FROM pg_locks l JOIN pg_database d ON d."oid" = l."database"
     WHERE l."locktype" = 'advisory' AND d."datname" = current_database()`,
  );
  await until(() => expect(lost).toHaveBeenCalledTimes(1));
  expect(await two.claim(id)).toMatchObject({ status: "owned" });
  await two.append(id, saying("b"));
  expect(await one.append(id, saying("c"))).toEqual({ status: "stored", first: 3n, last: 3n });
  expect(await one.compact(id, { epoch: 1, upTo: 3n, state: updateOf("ac") })).toBe(false);
  expect(letters(wordsOf((await two.load(id, 0n))?.updates ?? []))).toBe("abc");
  expect(await one.claim(id)).toMatchObject({ status: "elsewhere", address: "two:2" });
  await two.release(id);
  expect(await one.claim(id)).toMatchObject({ status: "owned" });
  await close();
});
