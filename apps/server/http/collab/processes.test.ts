import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { accounts } from "@carbyne/domain";
import { type TestContext, testContext } from "@carbyne/testing";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { buildDocument, buildPerson, openBare, openStock, type Person, startProcess } from "./processes.fixture.ts";

let ctx: TestContext;
let ann: Person;
beforeAll(async () => {
  ctx = await testContext();
  await accounts.setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  ann = await buildPerson(ctx);
});
afterAll(() => ctx.close());

const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

/** What somebody would read who came now. */
async function stored(id: string): Promise<string> {
  const { rows } = await ctx.db.pool.query<{ bytes: Buffer }>(
    `SELECT "bytes" FROM "DocState" WHERE "nodeId" = $1 UNION ALL (SELECT "bytes" FROM "DocUpdate" WHERE "nodeId" = $1 ORDER BY "seq")`,
    [id],
  );
  const doc = new Y.Doc();
  for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
  return doc.getText("text").toJSON();
}

/** Says what a client types and never stops for an answer. */
function keepTyping(text: Y.Text): { stop(): number } {
  let typed = 0;
  const timer = setInterval(() => text.insert(text.length, `${typed++},`), 5);
  return {
    stop() {
      clearInterval(timer);
      return typed;
    },
  };
}
const counted = (count: number) => Array.from({ length: count }, (_, i) => `${i},`).join("");

test("whichever process is asked, people are in the same document", async () => {
  const [one, two] = [await startProcess(ctx), await startProcess(ctx)];
  const id = await buildDocument(ctx, ann);
  const first = openStock(one, { id, cookie: ann.cookie });
  await until(() => expect(first.provider.synced).toBe(true));
  const second = openStock(two, { id, cookie: ann.cookie });
  first.text.insert(0, "a");
  await until(() => expect(second.text.toJSON()).toBe("a"));
  second.text.insert(1, "b");
  await until(() => expect(first.text.toJSON()).toBe("ab"));
  second.provider.awareness.setLocalStateField("cursor", 1);
  await until(() => expect(first.provider.awareness.getStates().get(second.doc.clientID)).toMatchObject({ cursor: 1 }));
  // What nobody signed is not handed on, and says nothing of who asks.
  const forged = openBare(two, { id, cookie: "", headers: { "x-carbyne-forwarded": "e30.AAAA" } });
  expect(await forged.closed).toEqual({ code: 4401, reason: "sign-in-needed" });
  first.leave();
  second.leave();
  await two.stop();
  await one.stop();
  expect(await stored(id)).toBe("ab");
});

test("when the process with a document stops in order, its people go on with another one and lose nothing", async () => {
  const [one, two] = [await startProcess(ctx), await startProcess(ctx)];
  const id = await buildDocument(ctx, ann);
  const owner = openStock(one, { id, cookie: ann.cookie });
  await until(() => expect(owner.provider.synced).toBe(true));
  const client = openStock(two, { id, cookie: ann.cookie });
  await until(() => expect(client.provider.synced).toBe(true));
  const typing = keepTyping(client.text);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await one.stop();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const typed = typing.stop();
  await vi.waitFor(async () => expect(await stored(id)).toBe(counted(typed)), { timeout: 15_000 });
  owner.leave();
  client.leave();
  await two.stop();
  expect(await stored(id)).toBe(counted(typed));
});

test("a process that is killed in mid-edit takes nothing along that was said to be kept, and nothing is there twice", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-collab-"));
  const script = path.join(import.meta.dirname, "one-process.fixture.ts");
  const child = spawn(process.execPath, [script, ctx.db.url, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise<string>((resolve) => {
    child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
  });
  const door = await startProcess(ctx);
  const id = await buildDocument(ctx, ann);
  const witness = openStock({ url: `ws://${address}/collab` }, { id, cookie: ann.cookie });
  await until(() => expect(witness.provider.synced).toBe(true));
  const client = openStock(door, { id, cookie: ann.cookie });
  await until(() => expect(client.provider.synced).toBe(true));
  const typing = keepTyping(client.text);
  await until(() => expect(client.text.length).toBeGreaterThan(100));
  const saidBefore = client.text.toJSON();
  const mark = client.mark();
  await until(() => expect(mark()).toBe(true));
  child.kill("SIGKILL");
  expect(await stored(id)).toContain(saidBefore);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const typed = typing.stop();
  await until(() => expect(client.provider.synced).toBe(true));
  await vi.waitFor(async () => expect(await stored(id)).toBe(counted(typed)), { timeout: 15_000 });
  witness.leave();
  client.leave();
  await door.stop();
  expect(await stored(id)).toBe(counted(typed));
  await rm(folder, { recursive: true, force: true });
}, 40_000);

test("while the database is away people write on, and then it is all written, once", async () => {
  const one = await startProcess(ctx);
  const id = await buildDocument(ctx, ann);
  const [first, second] = [openStock(one, { id, cookie: ann.cookie }), openStock(one, { id, cookie: ann.cookie })];
  await until(() => expect([first.provider.synced, second.provider.synced]).toEqual([true, true]));
  const typing = keepTyping(first.text);
  const database = new URL(ctx.db.url);
  const name = database.pathname.slice(1);
  database.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: database.toString() });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  const before = second.text.length;
  await until(() => expect(second.text.length).toBeGreaterThan(before + 100));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect([first.closed, second.closed]).toEqual([[], []]);
  await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
  await admin.end();
  const typed = typing.stop();
  await until(() => expect(second.text.toJSON()).toBe(counted(typed)));
  await vi.waitFor(async () => expect(await stored(id)).toBe(counted(typed)), { timeout: 15_000 });
  first.leave();
  second.leave();
  await one.stop();
  expect(await stored(id)).toBe(counted(typed));
});
