import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { accounts, documents, fileSearch } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { textSchema, textUpdate } from "@carbyne/office/model";
import { testContext } from "@carbyne/testing";
import { afterAll, expect, test } from "vitest";
import { createDocumentReader } from "./document-reader.ts";

const reader = createDocumentReader();
afterAll(() => reader.close());

const file = (name: string) => readFileSync(path.join(import.meta.dirname, "../../../fixtures/files", name));
const textOf = (name: string, content: Buffer, type = "application/octet-stream") =>
  reader.textOf({ name, type, content });

test.each([
  ["letter.doc", file("letter.doc"), "letter.docx", file("letter.docx")],
  ["offers.xls", file("offers.xls"), "offers.xlsx", file("offers.xlsx")],
  ["talk.ppt", gunzipSync(file("talk.ppt.gz")), "talk.pptx", file("talk.pptx")],
])(
  "%s is found by the words that the newer form of it has",
  async (name, content, newName, newContent) => {
    expect(reader.canRead({ name, type: "application/octet-stream" })).toBe(true);
    const words = (text: string) => new Set(text.match(/\p{L}{4,}/gu));
    const [old, now] = [words(await textOf(name, content)), words(await textOf(newName, newContent))];
    expect(now.size).toBeGreaterThan(0);
    expect([...now].filter((word) => !old.has(word))).toEqual([]);
  },
  60_000,
);

test("by its type alone it is read too; what only has the name, or is broken, has no text", async () => {
  expect(reader.canRead({ name: "offer", type: "application/msword" })).toBe(true);
  expect(reader.canRead({ name: "offer.bin", type: "application/octet-stream" })).toBe(false);
  expect(await textOf("letter.doc", Buffer.from("not a document"))).toBe("");
  expect(await textOf("letter.doc", file("letter.doc").subarray(0, 3000))).toBe("");
}, 60_000);

/** A text of one line, as it is stored. */
const lineUpdate = (text: string) =>
  textUpdate(
    textSchema().nodeFromJSON({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] }),
  );

test("a text that was written here is found by its words once they are in a version, and a broken one by its name", async () => {
  const ctx = await testContext();
  await accounts.setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  const made = { address: "ann@town.example", name: "Ann", password: "a long enough password" };
  const actor: Actor = { kind: "user", accountId: (await accounts.createAccount(ctx, made)).accountId };
  const store = documents.createDocumentStore(ctx, { address: "here" });
  const write = async (name: string, bytes: Uint8Array) => {
    const { id } = await documents.createDocument(ctx, actor, { parentId: null, name, kind: "text" });
    await store.append(id, { epoch: 1, updates: [{ authorId: null, bytes }] });
    return id;
  };
  const index = async () => {
    while ((await fileSearch.indexFiles(ctx, { limit: 10, reader })) > 0);
  };
  const found = async (text: string) =>
    (await fileSearch.searchFiles(ctx, actor, { text })).nodes.map((node) => node.name);
  const id = await write("Minutes", lineUpdate("The slates of the chapel"));
  const broken = await write("Broken minutes", Buffer.from("no update"));
  await index();
  expect([await found("chapel"), (await found("minutes")).toSorted()]).toEqual([[], ["Broken minutes", "Minutes"]]);
  for (const one of [id, broken]) await documents.nameVersion(ctx, actor, { id: one, name: "Now" });
  await index();
  expect([await found("chapel"), (await found("minutes")).length]).toEqual([["Minutes"], 2]);
  await store.close();
  await ctx.close();
}, 60_000);
