import { rewriteText, textSchema } from "@carbyne/office/model";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../../accounts/index.ts";
import { previewFile } from "../../files/index.ts";
import { makeNext, type Want } from "../../previews/index.ts";
import { createDocument, createDocumentStore, previewDocument } from "../index.ts";
import { buildDocument, buildPerson, give, type Person } from "../people.fixture.ts";

let ctx: TestContext;
let owner: Person;
let other: Person;
let store: ReturnType<typeof createDocumentStore>;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [owner, other] = [await buildPerson(ctx), await buildPerson(ctx)];
  store = createDocumentStore(ctx, { address: "here" });
});
afterAll(async () => {
  await store.close();
  await ctx.close();
});

const pages: Want = { as: "pdf", first: 1, last: null };
const picture: Want = {
  as: "picture",
  width: 100,
  height: 100,
  fit: "contain",
  quality: "medium",
  format: "webp",
  shape: "rectangular",
  page: 1,
};

async function write(id: string, words: string): Promise<Uint8Array> {
  const loaded = await store.load(id, 0n);
  const bytes = rewriteText(loaded?.updates ?? [], (text) => {
    const paragraph = textSchema().node("paragraph", null, [textSchema().text(words)]);
    return text.copy(text.content.addToEnd(paragraph));
  });
  if (!bytes) throw new Error("nothing was written");
  await store.append(id, { epoch: 1, updates: [{ authorId: owner.accountId, bytes }] });
  return bytes;
}

const ask = (id: string, want: Want, person = owner) => previewDocument(ctx, person.actor, { id, want, waitMs: 0 });
async function made(id: string, want: Want) {
  await ask(id, want);
  while (await makeNext(ctx, "all"));
  return ask(id, want);
}

test("a text is shown as a picture and as pages, once for what it says; a picture shows what was last put together", async () => {
  const id = await buildDocument(ctx, owner, "Shown");
  const state = await write(id, "The roof leaks.");
  expect(await previewFile(ctx, owner.actor, { id, want: pages, waitMs: 0 })).toEqual({
    status: "failed",
    reason: "unknown",
  });
  expect(await ask(id, picture)).toEqual({ status: "waiting" });
  const first = await made(id, picture);
  expect(first).toMatchObject({ status: "made", type: "image/webp" });
  expect(await made(id, pages)).toMatchObject({ status: "made", type: "application/pdf" });
  await store.claim(id);
  await store.compact(id, { epoch: 1, upTo: 1n, state });
  await write(id, "It was mended.");
  expect(await ask(id, picture)).toEqual(first);
  // Pages are those of now.
  expect(await ask(id, pages)).toEqual({ status: "waiting" });
}, 60_000);

test("strangers are shown nothing, readers everything, and of other kinds of documents there is nothing to show", async () => {
  const id = await buildDocument(ctx, owner, "Private");
  await expect(ask(id, pages, other)).rejects.toMatchObject({ reason: "node-unknown" });
  await give(ctx, { from: owner, to: other, id, role: "read" });
  expect(await ask(id, pages, other)).toEqual({ status: "waiting" });
  const { id: sheet } = await createDocument(ctx, owner.actor, { parentId: null, name: "Sheet", kind: "sheet" });
  expect(await ask(sheet, pages)).toEqual({ status: "failed", reason: "unknown" });
});
