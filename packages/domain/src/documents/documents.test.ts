import { type Refusal, newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setUp } from "../accounts/index.ts";
import {
  copyNodes,
  createFolder,
  deleteNodes,
  homeOf,
  listFolder,
  listView,
  removeGivenUp,
  trashNodes,
} from "../files/index.ts";
import { revokeShare } from "../sharing/index.ts";
import {
  createDocument,
  createDocumentStore,
  getDocument,
  joinDocument,
  renewDocument,
  watchParticipation,
} from "./index.ts";
import { buildDocument, buildPerson, give, type Person, updateOf, wordsOf } from "./people.fixture.ts";

let ctx: TestContext;
let owner: Person;
let other: Person;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [owner, other] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const refusedWith = (reason: string) => expect.objectContaining({ reason });
/** A busy machine takes its time. */
const soon = { timeout: 5000 };

test("a document is a file of its folder, and a name that is taken gets a number", async () => {
  const folder = await createFolder(ctx, owner.actor, { parentId: null, name: "Council" });
  const make = (kind: "text" | "sheet") =>
    createDocument(ctx, owner.actor, { parentId: folder.id, name: "Minutes", kind });
  const [first, second] = [await make("text"), await make("sheet")];
  expect([first.name, second.name]).toEqual(["Minutes", "Minutes (2)"]);
  const { nodes } = await listFolder(ctx, owner.actor, { id: folder.id, sort: "name", offset: 0, limit: 10 });
  expect(nodes.map(({ name, mime, kind }) => ({ name, mime, kind }))).toEqual([
    { name: "Minutes", mime: "application/vnd.carbyne.document", kind: "file" },
    { name: "Minutes (2)", mime: "application/vnd.carbyne.sheet", kind: "file" },
  ]);
  expect(await getDocument(ctx, owner.actor, { id: second.id })).toEqual({
    id: second.id,
    name: "Minutes (2)",
    kind: "sheet",
    epoch: 1,
    mayWrite: true,
    mayComment: true,
    mayShare: true,
    format: null,
    parentId: folder.id,
  });
  const seen = await listView(ctx, owner.actor, { view: "documents" });
  expect(seen.nodes.map((node) => node.name).sort()).toEqual(["Minutes", "Minutes (2)"]);
});

test("whose document it is not finds none, a reader reads, a writer writes, and a file is no document", async () => {
  const id = await buildDocument(ctx, owner, "Gate");
  const asked = () => getDocument(ctx, other.actor, { id });
  await expect(asked()).rejects.toEqual(refusedWith("node-unknown"));
  await expect(getDocument(ctx, owner.actor, { id: newId() })).rejects.toEqual(refusedWith("node-unknown"));
  await expect(getDocument(ctx, { kind: "guest", guestId: newId() }, { id })).rejects.toEqual(
    refusedWith("node-unknown"),
  );
  await give(ctx, { from: owner, to: other, id, role: "read" });
  expect(await asked()).toMatchObject({ mayWrite: false });
  await give(ctx, { from: owner, to: other, id, role: "comment" });
  expect(await asked()).toMatchObject({ mayWrite: false });
  await give(ctx, { from: owner, to: other, id, role: "write" });
  expect(await asked()).toMatchObject({ mayWrite: true });
  const home = await homeOf(ctx, owner.spaceId);
  await expect(getDocument(ctx, owner.actor, { id: home })).rejects.toEqual(refusedWith("document-unknown"));
});

test("to make one somewhere needs the right to write there", async () => {
  const { id: parentId } = await createFolder(ctx, owner.actor, { parentId: null, name: "Theirs" });
  const make = () => createDocument(ctx, other.actor, { parentId, name: "Minutes", kind: "text" });
  await expect(make()).rejects.toEqual(refusedWith("node-unknown"));
  await give(ctx, { from: owner, to: other, id: parentId, role: "read" });
  await expect(make()).rejects.toEqual(refusedWith("share-right-missing"));
  await give(ctx, { from: owner, to: other, id: parentId, role: "write" });
  const { id } = await make();
  expect(await getDocument(ctx, owner.actor, { id })).toMatchObject({ mayWrite: true });
});

test("who is in a document is told of what they may do in it, of the moment that they may not, and of the trash", async () => {
  const id = await buildDocument(ctx, owner, "Watched");
  const { id: shareId } = await give(ctx, { from: owner, to: other, id, role: "write" });
  const told: (boolean | string)[] = [];
  const watch = async (person: Person) =>
    watchParticipation(ctx, person.actor, {
      id,
      epoch: 1,
      now: await joinDocument(ctx, person.actor, { id, epoch: 1 }),
      onChange: ({ mayWrite }) => void told.push(mayWrite),
      onEnd: (refusal: Refusal) => void told.push(refusal.reason),
    });
  const stop = await watch(other);
  await give(ctx, { from: owner, to: other, id, role: "read" });
  await vi.waitFor(() => expect(told).toEqual([false]), soon);
  await give(ctx, { from: owner, to: other, id, role: "write" });
  await vi.waitFor(() => expect(told).toEqual([false, true]), soon);
  await revokeShare(ctx, owner.actor, { id: shareId });
  await vi.waitFor(() => expect(told).toEqual([false, true, "node-unknown"]), soon);
  stop();
  const stopOwner = await watch(owner);
  await trashNodes(ctx, owner.actor, { ids: [id] });
  await vi.waitFor(() => expect(told.at(-1)).toBe("node-in-trash"), soon);
  stopOwner();
});

test("a copy says what the document says, and is another one", async () => {
  const id = await buildDocument(ctx, owner, "Source");
  const store = createDocumentStore(ctx, { address: "here" });
  await store.claim(id);
  const append = (to: string, words: string) =>
    store.append(to, { epoch: 1, updates: [{ authorId: owner.accountId, bytes: updateOf(words) }] });
  await append(id, "Slates");
  await store.compact(id, { epoch: 1, upTo: 1n, state: updateOf("Slates") });
  await append(id, " and tiles");
  const { copied } = await copyNodes(ctx, owner.actor, { ids: [id], parentId: await homeOf(ctx, owner.spaceId) });
  const copy = copied[0]?.id ?? "";
  await append(id, " later");
  const loaded = await store.load(copy, 0n);
  // Of two clients that began at once either may stand first.
  expect(["Slates and tiles", " and tilesSlates"]).toContain(wordsOf(loaded?.updates ?? []));
  expect(await append(copy, "!")).toEqual({ status: "stored", first: 3n, last: 3n });
  await store.close();
});

test("what is given up for good is gone with all that it said", async () => {
  const id = await buildDocument(ctx, owner, "Gone");
  const store = createDocumentStore(ctx, { address: "here" });
  await store.append(id, { epoch: 1, updates: [{ authorId: null, bytes: updateOf("x") }] });
  await trashNodes(ctx, owner.actor, { ids: [id] });
  await deleteNodes(ctx, owner.actor, { ids: [id] });
  await expect(getDocument(ctx, owner.actor, { id })).rejects.toEqual(refusedWith("node-unknown"));
  await removeGivenUp(ctx);
  expect(await store.load(id, 0n)).toBeNull();
  expect(await store.append(id, { epoch: 1, updates: [{ authorId: null, bytes: updateOf("x") }] })).toEqual({
    status: "missing",
  });
  expect(await store.claim(id)).toEqual({ status: "missing" });
  expect((await ctx.db.pool.query('SELECT 1 FROM "DocUpdate" WHERE "nodeId" = $1', [id])).rowCount).toBe(0);
  await store.close();
});

test("one that was made anew begins with what it was given, and takes nothing of an earlier epoch", async () => {
  const id = await buildDocument(ctx, owner, "Renewed");
  const store = createDocumentStore(ctx, { address: "here" });
  const heard: string[] = [];
  store.onChange((changed) => void heard.push(changed));
  const updates = [{ authorId: null, bytes: updateOf("old") }];
  await store.append(id, { epoch: 1, updates });
  await expect(renewDocument(ctx, other.actor, { id, state: updateOf("new") })).rejects.toEqual(
    refusedWith("node-unknown"),
  );
  expect(await renewDocument(ctx, owner.actor, { id, state: updateOf("new") })).toEqual({ epoch: 2 });
  await vi.waitFor(() => expect(heard).toContain(id), soon);
  expect(await store.append(id, { epoch: 1, updates })).toEqual({ status: "renewed" });
  const loaded = await store.load(id, 1n);
  expect([loaded?.epoch, wordsOf(loaded?.updates ?? [])]).toEqual([2, "new"]);
  await expect(joinDocument(ctx, owner.actor, { id, epoch: 1 })).rejects.toEqual(refusedWith("document-renewed"));
  await store.close();
});
