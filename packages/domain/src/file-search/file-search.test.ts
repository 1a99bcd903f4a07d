import { type Actor, newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import {
  createFolder,
  deleteNodes,
  describeNode,
  putSmallFile,
  renameNode,
  starNodes,
  trashNodes,
} from "../files/index.ts";
import type { DocumentReader } from "../search/index.ts";
import { fileExcerpts, indexFiles, searchFiles } from "./index.ts";

let ctx: TestContext;
let ann: Actor;
let eve: Actor;
const read: string[] = [];

/** Stands for the reader of documents, which the jobs confine. */
const reader: DocumentReader = {
  canRead: ({ name }) => !name.endsWith(".bin"),
  async textOf({ name, content }) {
    read.push(name);
    return content.toString();
  },
};

beforeAll(async () => {
  ctx = await testContext();
  const made = await Promise.all(
    ["ann", "eve"].map((name) =>
      createAccount(ctx, { address: `${name}@town.example`, name, password: "a long enough password" }),
    ),
  );
  [ann, eve] = made.map(({ accountId }): Actor => ({ kind: "user", accountId })) as [Actor, Actor];
});
afterAll(() => ctx.close());

type Where = { who?: Actor; parentId?: string | null; whenTaken?: "refuse" | "replace" };
async function put(name: string, text: string, { who = ann, parentId = null, whenTaken = "refuse" }: Where = {}) {
  const data = Buffer.from(text);
  return (await putSmallFile(ctx, who, { parentId, name, sizeBytes: data.length, whenTaken, data })).nodeId;
}
const index = async () => {
  while ((await indexFiles(ctx, { limit: 10, reader })) > 0);
};
const found = async (text: string, who = ann) => (await searchFiles(ctx, who, { text })).nodes.map((node) => node.name);

test("files are found by any part of the name at once, and by words of their text when it is read", async () => {
  const { id: parentId } = await createFolder(ctx, ann, { parentId: null, name: "Roof works" });
  await put("Offer Schiefer.txt", "The tiles of the north side cost 4,200 Euro. Überprüfung im Mai.", { parentId });
  await put("photo.png", "\x89PNG");
  await put("numbers.csv", "roof;4200");
  await put("Secret.txt", "tiles of eve", { who: eve });
  expect(await found("chief")).toEqual(["Offer Schiefer.txt"]);
  expect(await found("tiles")).toEqual([]);
  await index();
  expect(await found("tiles")).toEqual(["Offer Schiefer.txt"]);
  expect(await found("uberpruf")).toEqual(["Offer Schiefer.txt"]);
  expect(await found('"north side"')).toEqual(["Offer Schiefer.txt"]);
  expect(await found('"side north"')).toEqual([]);
  // What is called so comes first.
  expect(await found("roof")).toEqual(["Roof works", "numbers.csv"]);
  expect(await found("tiles", eve)).toEqual(["Secret.txt"]);
});

test.each([
  ["type:image", ["photo.png"]],
  ["type:spreadsheet", ["numbers.csv"]],
  ["type:folder", ["Roof works"]],
  ["type:txt", ["Offer Schiefer.txt"]],
  ['in:"roof works"', ["Offer Schiefer.txt"]],
  ["is:starred", ["photo.png"]],
  ["owner:me type:image", ["photo.png"]],
  ["owner:eve", []],
  ["tiles OR type:image", ["photo.png", "Offer Schiefer.txt"]],
  ["type:spreadsheet -roof", []],
  ["larger:50 type:txt", ["Offer Schiefer.txt"]],
  ["smaller:3", []],
  ["newer_than:1d type:image", ["photo.png"]],
  ["before:2001-01-01", []],
  ["is:shared", []],
  ["name:numbers", ["numbers.csv"]],
  ['\'); DROP TABLE "Node"; --', []],
  ["\0", []],
])("%j finds %j", async (text, names) => {
  const page = await searchFiles(ctx, ann, { text: "photo" });
  await starNodes(ctx, ann, { ids: page.nodes.map((node) => node.id), isStarred: true });
  expect((await found(text)).toSorted()).toEqual([...names].toSorted());
});

test("where a file says it is shown to whoever may see the file, and to nobody else", async () => {
  const page = await searchFiles(ctx, ann, { text: "euro" });
  const ids = page.nodes.map((node) => node.id);
  expect(Object.values(await fileExcerpts(ctx, ann, { text: "euro", ids }))).toEqual([
    "The tiles of the north side cost 4,200 Euro. Überprüfung im Mai.",
  ]);
  expect(await fileExcerpts(ctx, eve, { text: "euro", ids })).toEqual({});
});

test("a new name or description is found without reading the file again; a new content with it", async () => {
  const id = await put("Plan.txt", "cellar");
  await index();
  read.splice(0);
  await renameNode(ctx, ann, { id, name: "Ground floor.txt" });
  await describeNode(ctx, ann, { id, description: "for the architect" });
  await index();
  expect([read, await found("ground"), await found("architect"), await found("cellar")]).toEqual([
    [],
    ["Ground floor.txt"],
    ["Ground floor.txt"],
    ["Ground floor.txt"],
  ]);
  await put("Ground floor.txt", "attic", { whenTaken: "replace" });
  await index();
  expect([read, await found("attic"), await found("cellar")]).toEqual([["Ground floor.txt"], ["Ground floor.txt"], []]);
});

test("what is in the trash is not found, and what is gone leaves no words behind", async () => {
  const id = await put("Old.txt", "forgotten words");
  await index();
  await trashNodes(ctx, ann, { ids: [id] });
  expect(await found("forgotten")).toEqual([]);
  await deleteNodes(ctx, ann, { ids: [id] });
  const { rowCount } = await ctx.db.pool.query('SELECT 1 FROM "SearchDoc" WHERE "objectId" = $1', [id]);
  expect(rowCount).toBe(0);
});

async function person(name: string) {
  const made = await createAccount(ctx, { address: `${name}@town.example`, name, password: "a long enough password" });
  return { ...made, actor: { kind: "user", accountId: made.accountId } satisfies Actor };
}

test("what others share is found with all that lies below it, and what they keep is not", async () => {
  const [owner, guest] = [await person("owner"), await person("guest")];
  const { id } = await createFolder(ctx, owner.actor, { parentId: null, name: "Given" });
  await put("inside.txt", "chimney", { who: owner.actor, parentId: id });
  await put("kept.txt", "chimney", { who: owner.actor });
  await index();
  expect(await found("chimney", guest.actor)).toEqual([]);
  // As a share does that was accepted.
  const grantId = newId();
  await ctx.db.pool.query(
    `INSERT INTO "Grant" ("id", "spaceId", "modseq", "objectKind", "objectId", "subjectKind", "subjectId", "rights") VALUES ($1, $2, 0, 'node', $3, 'account', $4, '{read}')`,
    [grantId, owner.spaceId, id, guest.accountId],
  );
  await ctx.db.pool.query(
    `INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state") VALUES ($1, $2, $3, 0, 'accepted')`,
    [grantId, guest.accountId, guest.spaceId],
  );
  expect(await found("chimney", guest.actor)).toEqual(["inside.txt"]);
  expect(await found("given is:shared", guest.actor)).toEqual(["Given"]);
  expect(await found("given is:shared", owner.actor)).toEqual(["Given"]);
  expect((await found("chimney", owner.actor)).toSorted()).toEqual(["inside.txt", "kept.txt"]);
  const page = await searchFiles(ctx, owner.actor, { text: "chimney" });
  const ids = page.nodes.map((node) => node.id);
  expect(Object.values(await fileExcerpts(ctx, guest.actor, { text: "chimney", ids }))).toEqual(["chimney"]);
});
