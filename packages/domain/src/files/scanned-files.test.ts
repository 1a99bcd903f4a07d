import { createHash } from "node:crypto";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { indexFiles, searchFiles } from "../file-search/index.ts";
import {
  archiveEntries,
  attachFiles,
  copyNodes,
  createLink,
  enterLink,
  getNode,
  linkArchive,
  listFolder,
  listVersions,
  openContent,
  openLinkContent,
  previewFile,
  previewLinkFile,
  putPath,
} from "./index.ts";
import { buildFile, buildPerson, grantNode } from "./people.fixture.ts";
import { createTeam } from "../team-folders/index.ts";
import { purge } from "../maintenance/index.ts";
import { listNotices } from "../notices/index.ts";
import { writeSetting } from "../settings/index.ts";
import {
  askScanOfOld,
  listQuarantined,
  scanAllAgain,
  scanFileAgain,
  type Scanner,
  ScannerAway,
  scanNext,
} from "../scanning/index.ts";

let base: TestContext;
let ctx: TestContext;
beforeAll(async () => {
  base = await testContext();
  ctx = { ...base, scanner };
});
afterAll(() => base.close());
beforeEach(() => {
  isAway = false;
});

const signature = "something bad";
const virus = (salt: string) => `${signature} ${salt}`;
let asked = 0;
let isAway = false;
let mostBytes = 1_000_000;

/** The world outside: it finds the signature. How clamd is asked is shown beside its client. */
const scanner: Scanner = {
  async scan(pieces) {
    asked += 1;
    if (isAway) throw new ScannerAway("not there");
    const content = Buffer.concat(await Array.fromAsync(pieces));
    if (content.length > mostBytes) return { status: "too-large" };
    return content.includes(signature) ? { status: "infected", found: "Eicar-Test" } : { status: "clean" };
  },
  version: () => Promise.resolve("stand-in"),
};

const system = { kind: "system", part: "cli" } as const;

async function scanAll() {
  while ((await scanNext(ctx)) === true);
}

/** Somebody with a file that somebody else may read. */
async function shared(text: string) {
  const [owner, reader] = [await buildPerson(ctx), await buildPerson(ctx)];
  const id = await buildFile(ctx, owner.actor, { name: "plan.txt", text });
  await grantNode(ctx, { from: owner, to: reader, id, rights: ["read"] });
  return { owner, reader, id };
}

type Somebody = Awaited<ReturnType<typeof buildPerson>>;
const markOf = async ({ actor }: Somebody, id: string) => (await getNode(ctx, actor, { id })).scan;

/** Every way in which content leaves. */
function waysOut({ actor }: Somebody, id: string) {
  return [
    () => openContent(ctx, actor, { id }),
    () => archiveEntries(ctx, actor, { ids: [id] }),
    () => attachFiles(ctx, actor, { ids: [id] }),
    () => previewFile(ctx, actor, { id, want: { as: "pdf", first: 1, last: 1 }, waitMs: 0 }),
  ];
}

test("nobody but the owner gets what nobody looked at; once it is clean all do", async () => {
  const { owner, reader, id } = await shared("looked at soon");
  expect(await markOf(owner, id)).toEqual({ state: "waiting", found: "" });
  for (const way of waysOut(reader, id)) await expect(way()).rejects.toThrow("busy: content-unscanned");
  expect((await openContent(ctx, owner.actor, { id })).name).toBe("plan.txt");
  await scanAll();
  expect(await markOf(reader, id)).toBeNull();
  expect((await openContent(ctx, reader.actor, { id })).name).toBe("plan.txt");
  expect((await archiveEntries(ctx, reader.actor, { ids: [id] })).entries).toHaveLength(1);
});

test("what is infected is listed and read by nobody; owner, administrators and the audit log are told", async () => {
  const admin = await buildPerson(ctx);
  await ctx.db.pool.query(`UPDATE "Account" SET "role" = 'admin' WHERE "id" = $1`, [admin.accountId]);
  const { owner, reader, id } = await shared(virus("one"));
  await indexFiles(ctx, { limit: 100, reader: { canRead: () => true, textOf: () => Promise.resolve("quokka") } });
  const found = async () => (await searchFiles(ctx, owner.actor, { text: "quokka" })).total;
  expect(await found()).toBe(1);
  await scanAll();
  for (const person of [owner, reader])
    for (const way of waysOut(person, id)) await expect(way()).rejects.toThrow("forbidden: content-infected");
  expect(await markOf(reader, id)).toEqual({ state: "infected", found: "Eicar-Test" });
  expect(await listVersions(ctx, owner.actor, { id })).toMatchObject([{ isInfected: true }]);
  expect(await listNotices(ctx, owner.actor)).toMatchObject([
    { kind: "file-infected", params: { name: "plan.txt", found: "Eicar-Test" } },
  ]);
  expect((await listNotices(ctx, admin.actor)).map((one) => one.kind)).toEqual(["file-infected-elsewhere"]);
  expect(await listNotices(ctx, reader.actor)).toEqual([]);
  const { rows } = await ctx.db.pool.query<{ data: object }>(
    `SELECT "data" FROM "AuditEvent" WHERE "action" = 'file.quarantine' AND "objectId" = $1`,
    [id],
  );
  expect(rows).toMatchObject([{ data: { found: "Eicar-Test", name: "plan.txt" } }]);
  expect((await listQuarantined(ctx, system)).map((one) => one.nodeId)).toContain(id);
  // Nor is it found by what is in it.
  await indexFiles(ctx, { limit: 100, reader: { canRead: () => true, textOf: () => Promise.resolve("quokka") } });
  expect(await found()).toBe(0);
});

test("in a team folder, which nobody owns, whoever wrote it is told, and the team's domain says what happens meanwhile", async () => {
  const [writer, reader] = [await buildPerson(ctx), await buildPerson(ctx)];
  await writeSetting(ctx, { scope: "global" }, "files.teamFoldersBy", "everybody");
  const { id: parentId } = await createTeam(ctx, writer.actor, { name: "Site" });
  const { rows } = await ctx.db.pool.query<{ spaceId: string; domainId: string }>(
    'SELECT "spaceId", "domainId" FROM "TeamFolder" WHERE "rootId" = $1',
    [parentId],
  );
  const [team = { spaceId: "", domainId: "" }] = rows;
  const [plan, bad] = [
    await buildFile(ctx, writer.actor, { parentId, name: "plan.txt", text: "of the team" }),
    await buildFile(ctx, writer.actor, { parentId, name: "bad.txt", text: virus("of the team") }),
  ];
  await grantNode(ctx, { from: team, to: reader, id: parentId, rights: ["read"] });
  isAway = true;
  for (let tries = 0; tries < 2; tries++) await scanNext(ctx);
  isAway = false;
  const open = () => openContent(ctx, reader.actor, { id: plan });
  await expect(open()).rejects.toThrow("content-unscanned");
  await writeSetting(ctx, { scope: "domain", scopeId: team.domainId }, "files.unscanned", "allow");
  expect((await open()).name).toBe("plan.txt");
  await writeSetting(ctx, { scope: "domain", scopeId: team.domainId }, "files.unscanned", null);
  base.advance(3_600_000);
  await scanAll();
  expect(await listNotices(ctx, writer.actor)).toMatchObject([{ kind: "file-infected", params: { name: "bad.txt" } }]);
  expect(await listQuarantined(ctx, system)).toContainEqual(expect.objectContaining({ nodeId: bad, address: "Site" }));
});

test("infected bytes are not taken a second time, from nobody and at no door", async () => {
  const { owner, id } = await shared(virus("two"));
  await scanAll();
  const other = await buildPerson(ctx);
  await expect(buildFile(ctx, other.actor, { name: "a.txt", text: virus("two") })).rejects.toThrow("content-infected");
  async function* pieces() {
    yield Buffer.from(virus("two"));
  }
  const put = { path: ["b.txt"], pieces: pieces(), sizeBytes: null, basis: { lockIds: [], tag: undefined } };
  await expect(putPath(ctx, other.actor, put)).rejects.toThrow("content-infected");
  // Without a scanner what is known stays known.
  await expect(openContent(base, owner.actor, { id })).rejects.toThrow("content-infected");
});

test("who comes by a link is one of the others", async () => {
  const { actor } = await buildPerson(ctx);
  for (const [text, before, after] of [
    ["clean by link", "content-unscanned", null],
    [virus("by link"), "content-unscanned", "content-infected"],
  ] as const) {
    const id = await buildFile(ctx, actor, { name: `${text}.txt`, text });
    const { token } = await createLink(ctx, actor, { nodeId: id, kind: "download" });
    const visitor = await enterLink(ctx, { token, pass: undefined });
    const ways = [
      () => openLinkContent(ctx, visitor, { id, ip: "192.0.2.7" }),
      () => linkArchive(ctx, visitor, { id, ip: "192.0.2.7" }),
      () => previewLinkFile(ctx, visitor, { id, want: { as: "pdf", first: 1, last: 1 }, waitMs: 0 }),
    ];
    for (const way of ways) await expect(way()).rejects.toThrow(before);
    await scanAll();
    for (const way of ways) {
      if (after) await expect(way()).rejects.toThrow(after);
      else await way();
    }
  }
});

test("equal bytes are looked at once, also when they are copied", async () => {
  const person = await buildPerson(ctx);
  await scanAll();
  const before = asked;
  const id = await buildFile(ctx, person.actor, { name: "a.txt", text: "the same" });
  await buildFile(ctx, person.actor, { name: "b.txt", text: "the same" });
  await scanAll();
  expect(asked - before).toBe(1);
  await copyNodes(ctx, person.actor, {
    ids: [id],
    parentId: (await listFolder(ctx, person.actor, { id: null })).folder.id,
  });
  await scanAll();
  expect(asked - before).toBe(1);
});

test("while the scanner is away others wait, or do not, as the policy says; it is asked again", async () => {
  const { owner, reader, id } = await shared("scanner away");
  isAway = true;
  expect(await scanNext(ctx)).toBeGreaterThan(0);
  expect(await markOf(owner, id)).toEqual({ state: "unscanned", found: "" });
  const open = () => openContent(ctx, reader.actor, { id });
  await expect(open()).rejects.toThrow("content-unscanned");
  await writeSetting(ctx, { scope: "global" }, "files.unscanned", "allow");
  expect((await open()).name).toBe("plan.txt");
  // What only was not looked at yet still is waited for.
  const other = await shared("not yet");
  await expect(openContent(ctx, other.reader.actor, { id: other.id })).rejects.toThrow("content-unscanned");
  isAway = false;
  base.advance(3_600_000);
  await scanAll();
  expect(await markOf(owner, id)).toBeNull();
  await writeSetting(ctx, { scope: "global" }, "files.unscanned", null);
});

test("what is too large for the scanner is read by all, with a mark", async () => {
  const { owner, reader, id } = await shared("x".repeat(200_000));
  mostBytes = 100_000;
  await scanAll();
  mostBytes = 1_000_000;
  expect(await markOf(owner, id)).toEqual({ state: "unscanned", found: "" });
  expect((await openContent(ctx, reader.actor, { id })).name).toBe("plan.txt");
});

test("what was there before the scanner is looked at too, and held back from nobody meanwhile", async () => {
  const [owner, reader] = [await buildPerson(base), await buildPerson(base)];
  const id = await buildFile(base, owner.actor, { name: "old.txt", text: virus("old") });
  await grantNode(base, { from: owner, to: reader, id, rights: ["read"] });
  expect(await askScanOfOld(ctx)).toBe(false);
  expect((await openContent(ctx, reader.actor, { id })).name).toBe("old.txt");
  await scanAll();
  await expect(openContent(ctx, reader.actor, { id })).rejects.toThrow("content-infected");
});

test("one who may change a file, and an administrator, have it looked at again; a false alarm ends", async () => {
  const { owner, reader, id } = await shared("clean after all");
  const hash = createHash("sha256").update("clean after all").digest();
  await scanAll();
  const accuse = () =>
    ctx.db.pool.query(`UPDATE "BlobScan" SET "state" = 'infected', "found" = 'Wrong' WHERE "hash" = $1`, [hash]);
  await accuse();
  await expect(scanFileAgain(ctx, reader.actor, { id })).rejects.toThrow("forbidden");
  await expect(scanFileAgain(ctx, (await buildPerson(ctx)).actor, { id })).rejects.toThrow("not-found");
  await scanFileAgain(ctx, owner.actor, { id });
  // Until it is cleared it stays where it is.
  await expect(openContent(ctx, owner.actor, { id })).rejects.toThrow("content-infected");
  await scanAll();
  expect((await openContent(ctx, owner.actor, { id })).name).toBe("plan.txt");
  await accuse();
  await expect(scanAllAgain(ctx, owner.actor, { isInfectedOnly: true })).rejects.toThrow("admin-needed");
  await expect(listQuarantined(ctx, owner.actor)).rejects.toThrow("admin-needed");
  await scanAllAgain(ctx, system, { isInfectedOnly: true });
  await scanAll();
  expect(await markOf(reader, id)).toBeNull();
});

test("a process that dies with one is followed by another, and two never have the same", async () => {
  const { owner, id } = await shared("left behind");
  await ctx.db.pool.query('UPDATE "BlobScan" SET "dueAt" = $1 WHERE "state" = \'waiting\'', [
    new Date(ctx.clock.now().getTime() + 30_000),
  ]);
  expect(await scanNext(ctx)).toBe(false);
  base.advance(31_000);
  await scanAll();
  expect(await markOf(owner, id)).toBeNull();
});

test("without a scanner nothing is asked or held back", async () => {
  const [owner, reader] = [await buildPerson(base), await buildPerson(base)];
  const id = await buildFile(base, owner.actor, { name: "plain.txt" });
  await grantNode(base, { from: owner, to: reader, id, rights: ["read"] });
  expect((await openContent(base, reader.actor, { id })).name).toBe("plain.txt");
  expect([await scanNext(base), await askScanOfOld(base)]).toEqual([false, false]);
  await expect(scanFileAgain(base, owner.actor, { id })).rejects.toThrow("scanner-missing");
  await purge(base);
});
