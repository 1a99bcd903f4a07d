import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../accounts/index.ts";
import {
  copyNodes,
  createFolder,
  handOver,
  homeOf,
  moveNodes,
  openContent,
  restoreNodes,
  trashNodes,
} from "../files/index.ts";
import { writeSetting } from "../settings/index.ts";
import { createTeam } from "../team-folders/index.ts";
import {
  addPicture,
  commentOnText,
  createDocument,
  createDocumentStore,
  getDocument,
  joinDocument,
  listDocumentVersions,
  nameVersion,
  openPicture,
  readDocument,
} from "./index.ts";
import {
  buildDocument,
  buildPerson,
  give,
  linesOf,
  markedIn,
  type Person,
  placeOf,
  writeLines,
} from "./people.fixture.ts";

let ctx: TestContext;
let ann: Person;
let ben: Person;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const refusedWith = (reason: string) => expect.objectContaining({ reason });

/** A text with a version, and something that is in none yet. */
async function buildText(person = ann): Promise<string> {
  const id = await buildDocument(ctx, person, "Roof");
  await writeLines(ctx, id, person, ["Slates"]);
  await nameVersion(ctx, person.actor, { id, name: "Good" });
  await writeLines(ctx, id, person, ["Slates", "Tiles"]);
  return id;
}

/** What somebody finds who opens it: what it says, whether they may write, and its versions. */
async function opened(person: Person, id: string) {
  const { epoch, mayWrite } = await getDocument(ctx, person.actor, { id });
  await joinDocument(ctx, person.actor, { id, epoch });
  const store = createDocumentStore(ctx, { address: "here" });
  const claim = await store.claim(id);
  await store.close();
  const { versions } = await listDocumentVersions(ctx, person.actor, { id });
  return [claim.status, mayWrite, await linesOf(ctx, id), versions.map((one) => one.name)];
}
const all = ["owned", true, ["Slates", "Tiles"], ["Good", ""]];

test("a document that is handed over is opened by its new owner and by its former one, as it was", async () => {
  const id = await buildText();
  await handOver(ctx, ann.actor, { id, address: ben.address });
  expect([await opened(ben, id), await opened(ann, id)]).toEqual([all, all]);
  await writeLines(ctx, id, ann, ["Slates", "Tiles", "Zinc"]);
  await nameVersion(ctx, ben.actor, { id, name: "Mine" });
  expect((await listDocumentVersions(ctx, ben.actor, { id })).versions).toHaveLength(3);
});

test("one in the trash is not opened, and out of it is as it was", async () => {
  const { id: folder } = await createFolder(ctx, ann.actor, { parentId: null, name: "Council" });
  const id = await buildText();
  await moveNodes(ctx, ann.actor, { ids: [id], parentId: folder });
  await trashNodes(ctx, ann.actor, { ids: [folder] });
  await expect(getDocument(ctx, ann.actor, { id })).rejects.toEqual(refusedWith("node-in-trash"));
  await expect(nameVersion(ctx, ann.actor, { id, name: "x" })).rejects.toEqual(refusedWith("node-in-trash"));
  await restoreNodes(ctx, ann.actor, { ids: [folder] });
  expect(await opened(ann, id)).toEqual(all);
});

test("one that is moved into a team folder is opened by who is in that, and gets its versions there", async () => {
  await writeSetting(ctx, { scope: "global" }, "files.teamFoldersBy", "everybody");
  const team = await createTeam(ctx, ann.actor, { name: "Council" });
  await give(ctx, { from: ann, to: ben, id: team.id, role: "write" });
  const id = await buildText();
  await moveNodes(ctx, ann.actor, { ids: [id], parentId: team.id });
  expect([await opened(ann, id), await opened(ben, id)]).toEqual([all, all]);
  await nameVersion(ctx, ben.actor, { id, name: "There" });
  const { rows } = await ctx.db.pool.query(
    'SELECT count(DISTINCT v."spaceId")::int AS "spaces", bool_and(v."spaceId" = n."spaceId") AS "isThere" FROM "NodeVersion" v JOIN "Node" n ON n."id" = v."nodeId" WHERE n."id" = $1',
    [id],
  );
  expect(rows).toEqual([{ spaces: 1, isThere: true }]);
});

test("a copy of a folder has documents that are opened, with what was written last and without their history", async () => {
  const { id: folder } = await createFolder(ctx, ann.actor, { parentId: null, name: "Season" });
  const id = await buildText();
  await moveNodes(ctx, ann.actor, { ids: [id], parentId: folder });
  await give(ctx, { from: ann, to: ben, id: folder, role: "read" });
  await copyNodes(ctx, ben.actor, { ids: [folder], parentId: await homeOf(ctx, ben.spaceId) });
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT d."nodeId" AS "id" FROM "Document" d JOIN "Node" n ON n."id" = d."nodeId" WHERE n."spaceId" = $1 AND n."name" = 'Roof' AND n."createdAt" = n."updatedAt"`,
    [ben.spaceId],
  );
  const copies = await Promise.all(rows.map((row) => opened(ben, row.id)));
  expect(copies).toContainEqual(["owned", true, ["Slates", "Tiles"], [""]]);
});

test("who takes more than they may has documents that others only read, until there is room again", async () => {
  const [eve, fay] = [await buildPerson(ctx), await buildPerson(ctx)];
  const id = await buildText(eve);
  await give(ctx, { from: eve, to: fay, id, role: "write" });
  expect(await getDocument(ctx, fay.actor, { id })).toMatchObject({ mayWrite: true });
  await writeSetting(ctx, { scope: "account", scopeId: eve.accountId }, "account.quotaBytes", 10);
  expect(await getDocument(ctx, fay.actor, { id })).toMatchObject({ mayWrite: false });
  expect(await joinDocument(ctx, fay.actor, { id, epoch: 1 })).toMatchObject({ mayWrite: false });
  // Whose it is can make room, also in it.
  expect(await getDocument(ctx, eve.actor, { id })).toMatchObject({ mayWrite: true });
  await writeSetting(ctx, { scope: "account", scopeId: eve.accountId }, "account.quotaBytes", null);
  expect(await getDocument(ctx, fay.actor, { id })).toMatchObject({ mayWrite: true });
});

test("what a text says now is told to whoever may read it, and to nobody else", async () => {
  const id = await buildText();
  const [reader, stranger] = [await buildPerson(ctx), await buildPerson(ctx)];
  await give(ctx, { from: ann, to: reader, id, role: "read" });
  const { name, epoch, text, page } = await readDocument(ctx, reader.actor, { id });
  expect([name, epoch, page.size]).toEqual([expect.stringMatching(/^Roof/), 1, "a4"]);
  expect(JSON.stringify(text)).toMatch(/Slates.*Tiles/);
  await expect(readDocument(ctx, stranger.actor, { id })).rejects.toEqual(refusedWith("node-unknown"));
  const board = await createDocument(ctx, ann.actor, { parentId: null, name: "Board", kind: "board" });
  await expect(readDocument(ctx, ann.actor, { id: board.id })).rejects.toEqual(refusedWith("document-no-text"));
});

test("a document is made after another one that one may read, with its name and a number, and not what is said about it", async () => {
  const id = await buildText();
  await give(ctx, { from: ann, to: ben, id, role: "comment" });
  await commentOnText(ctx, ben.actor, { id, text: "Why?", ...(await placeOf(ctx, id, "Tiles")) });
  expect(Object.values(await markedIn(ctx, id))).toEqual(["Tiles"]);
  const made = await createDocument(ctx, ann.actor, { parentId: null, from: id });
  expect(made.name).toMatch(/^Roof \(\d+\)$/);
  expect([await opened(ann, made.id), await markedIn(ctx, made.id)]).toEqual([
    ["owned", true, ["Slates", "Tiles"], [""]],
    {},
  ]);
  // It is whole as a file too.
  const { read, sizeBytes } = await openContent(ctx, ann.actor, { id: made.id });
  expect(Buffer.concat(await Array.fromAsync(read())).length).toBe(sizeBytes);
  const named = await createDocument(ctx, ben.actor, { parentId: null, from: id, name: "Next year" });
  expect(named.name).toBe("Next year");
  await writeLines(ctx, named.id, ben, ["Zinc"]);
  expect([await linesOf(ctx, named.id), await linesOf(ctx, id)]).toEqual([["Zinc"], ["Slates", "Tiles"]]);
  const stranger = await buildPerson(ctx);
  await expect(createDocument(ctx, stranger.actor, { parentId: null, from: id })).rejects.toEqual(
    refusedWith("node-unknown"),
  );
});

test("one that is made after another one has its pictures; after an office file it is a document of our own making", async () => {
  const id = await buildText();
  const bytes = Buffer.from("\x89PNG\r\n\x1a\nroof", "latin1");
  const { id: pictureId } = await addPicture(ctx, ann.actor, { id, bytes });
  const made = await createDocument(ctx, ann.actor, { parentId: null, from: id });
  const { read } = await openPicture(ctx, ann.actor, { id: made.id, pictureId });
  expect(Buffer.concat(await Array.fromAsync(read()))).toEqual(bytes);
  const file = await buildText();
  // As one is that was opened from a file.
  await ctx.db.pool.query(
    `UPDATE "Document" SET "format" = 'docx', "savedVersionId" = n."versionId" FROM "Node" n WHERE "nodeId" = $1 AND n."id" = $1`,
    [file],
  );
  await ctx.db.pool.query('UPDATE "Node" SET "mime" = $2, "name" = $3 WHERE "id" = $1', [
    file,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Offer.docx",
  ]);
  await expect(nameVersion(ctx, ann.actor, { id: file, name: "x" })).rejects.toEqual(refusedWith("document-is-file"));
  const own = await createDocument(ctx, ann.actor, { parentId: null, from: file });
  expect([own.name, await linesOf(ctx, own.id)]).toEqual(["Offer", ["Slates", "Tiles"]]);
  await writeLines(ctx, own.id, ann, ["Zinc"]);
  await nameVersion(ctx, ann.actor, { id: own.id, name: "Own" });
  expect((await getDocument(ctx, ann.actor, { id: own.id })).format).toBeNull();
});
