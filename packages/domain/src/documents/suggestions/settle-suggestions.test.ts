import { type Database, openDatabase } from "@carbyne/db";
import { contentOf, readText, textSchema, textUpdate } from "@carbyne/office/model";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { setUp } from "../../accounts/index.ts";
import type { Context } from "../../context.ts";
import { trashNodes } from "../../files/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { createDocument, settleSuggestions } from "../index.ts";
import { buildDocument, buildPerson, give, linesOf, type Person } from "../people.fixture.ts";
import { askText } from "../text-thread/ask-text.ts";
import { appendUpdates, loadUpdates } from "../updates.ts";

let ctx: TestContext;
/** Another process. */
let elsewhere: Context;
let otherDb: Database;
let ann: Person;
let ben: Person;
beforeAll(async () => {
  ctx = await testContext();
  otherDb = openDatabase({ url: ctx.db.url });
  elsewhere = { ...ctx, db: otherDb };
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(async () => {
  await otherDb.close();
  await ctx.close();
});

const refusedWith = (reason: string) => expect.objectContaining({ reason });

const writer = 7;

type Line = { readonly text: string; readonly attrs?: object; readonly type?: string };

/** A text of Ann's that Ben may write too, with proposals in its lines. */
async function buildText(...lines: readonly Line[]): Promise<string> {
  const id = await buildDocument(ctx, ann);
  await give(ctx, { from: ann, to: ben, id, role: "write" });
  const content = lines.map(({ text, attrs = {}, type = "paragraph" }) => ({
    type,
    attrs,
    content: [{ type: "text", text }],
  }));
  await append(id, textUpdate(textSchema().nodeFromJSON({ type: "doc", content })));
  return id;
}
const append = (id: string, bytes: Uint8Array) =>
  appendUpdates(ctx, { id, epoch: 1, updates: [{ authorId: ann.accountId, bytes }] });
const both = (id: string, verdict: "accept" | "reject") =>
  Promise.all([
    settleSuggestions(ctx, ann.actor, { id, verdict, ids: ["p"], writer }),
    settleSuggestions(ctx, ben.actor, { id, verdict, ids: ["p"], writer }),
    settleSuggestions(elsewhere, ben.actor, { id, verdict, ids: ["p"], writer }),
  ]);
const was = { id: "p", type: "paragraph", attrs: {} };

test.each([
  ["accept", "a break left out", [{ text: "One " }, { text: "two", attrs: { deleted: "p" } }], ["One two"]],
  ["reject", "a break written", [{ text: "One " }, { text: "two", attrs: { inserted: "p" } }], ["One two"]],
  [
    "reject",
    "another kind",
    [{ text: "One", type: "heading", attrs: { level: 1, was } }, { text: "Two" }],
    ["One", "Two"],
  ],
] as const)("to %s %s is done once, by whichever of all who do it at once", async (verdict, _, lines, expected) => {
  const id = await buildText(...lines);
  const done = await both(id, verdict);
  expect(done.filter((one) => one.isChanged)).toHaveLength(1);
  expect(await linesOf(ctx, id)).toEqual(expected);
});

test("one that joins a paragraph with the next, and one that joins that with the last, are both done", async () => {
  const id = await buildText(
    { text: "One " },
    { text: "two ", attrs: { deleted: "p" } },
    { text: "three", attrs: { deleted: "q" } },
  );
  await Promise.all([
    settleSuggestions(ctx, ann.actor, { id, verdict: "accept", ids: ["p"], writer }),
    settleSuggestions(elsewhere, ben.actor, { id, verdict: "accept", ids: ["q"], writer }),
  ]);
  expect(await linesOf(ctx, id)).toEqual(["One two three"]);
});

test("what is settled already, or was never proposed, is left alone", async () => {
  const id = await buildText({ text: "One " }, { text: "two", attrs: { deleted: "p" } });
  const settle = (verdict: "accept" | "reject", ids: readonly string[]) =>
    settleSuggestions(ctx, ben.actor, { id, verdict, ids, writer });
  expect(await settle("accept", ["never"])).toEqual({ isChanged: false });
  expect(await settle("reject", ["p", "never"])).toEqual({ isChanged: true });
  expect(await settle("accept", ["p"])).toEqual({ isChanged: false });
  expect(await linesOf(ctx, id)).toEqual(["One ", "two"]);
  // It is theirs in the next version.
  const { rows } = await ctx.db.pool.query('SELECT "changedBy" FROM "Document" WHERE "nodeId" = $1', [id]);
  expect(rows).toEqual([{ changedBy: expect.arrayContaining([ann.accountId, ben.accountId]) as unknown }]);
});

test("it is for those who may write", async () => {
  const id = await buildText({ text: "One " }, { text: "two", attrs: { deleted: "p" } });
  const [cem, dua, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  await give(ctx, { from: ann, to: cem, id, role: "comment" });
  await give(ctx, { from: ann, to: dua, id, role: "read" });
  const refused = async (reason: string, { actor }: Person, of = id) =>
    expect(settleSuggestions(ctx, actor, { id: of, verdict: "accept", ids: ["p"], writer })).rejects.toEqual(
      refusedWith(reason),
    );
  await refused("share-right-missing", cem);
  await refused("share-right-missing", dua);
  await refused("node-unknown", eve);
  const sheet = await createDocument(ctx, ann.actor, { parentId: null, name: "Sums", kind: "sheet" });
  await refused("document-no-text", ann, sheet.id);
  const account = { scope: "account", scopeId: ann.accountId } as const;
  await writeSetting(ctx, account, "account.quotaBytes", 1);
  await refused("space-over-quota", ben);
  await writeSetting(ctx, account, "account.quotaBytes", null);
  await trashNodes(ctx, ann.actor, { ids: [id] });
  await refused("node-in-trash", ann);
  expect(await linesOf(ctx, id)).toEqual(["One ", "two"]);
});

/** Somebody's page, as it was when they opened it. */
async function openPage(id: string): Promise<{ doc: Y.Doc; type: (line: number, at: number, words: string) => void }> {
  const doc = new Y.Doc();
  for (const update of (await loadUpdates(ctx, { id, after: 0n }))?.updates ?? []) Y.applyUpdate(doc, update);
  const type = (line: number, at: number, words: string) => {
    const element = contentOf(doc).get(line);
    const text = element instanceof Y.XmlElement ? element.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error("there is no such line");
    text.insert(at, words);
  };
  return { doc, type };
}

test("of what somebody types at that moment nothing comes twice; what goes into the words that move is lost with their place", async () => {
  const id = await buildText({ text: "One " }, { text: "two", attrs: { deleted: "p" } });
  const { doc, type } = await openPage(id);
  const before = Y.encodeStateVector(doc);
  type(0, 0, "Now ");
  type(1, 3, " late");
  await settleSuggestions(ctx, ann.actor, { id, verdict: "accept", ids: ["p"], writer });
  await append(id, Y.encodeStateAsUpdate(doc, before));
  expect(await linesOf(ctx, id)).toEqual(["Now One two"]);
});

test("what is kept before it is done is in it, also when that was read already", async () => {
  const id = await buildText({ text: "One " }, { text: "two", attrs: { deleted: "p" } });
  const { doc, type } = await openPage(id);
  const before = Y.encodeStateVector(doc);
  type(1, 3, " more");
  // The thread that reads texts is busy, so that the letters come between.
  const large = textUpdate(
    textSchema().nodeFromJSON({
      type: "doc",
      content: Array.from({ length: 20_000 }, () => ({
        type: "paragraph",
        content: [{ type: "text", text: "words" }],
      })),
    }),
  );
  const busy = askText(ctx, "read", { updates: [large] });
  const settled = settleSuggestions(ctx, ann.actor, { id, verdict: "accept", ids: ["p"], writer });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await append(id, Y.encodeStateAsUpdate(doc, before));
  await busy;
  expect(await settled).toEqual({ isChanged: true });
  expect(await linesOf(ctx, id)).toEqual(["One two more"]);
});

test("of a document that is made anew meanwhile nothing is settled", async () => {
  const id = await buildText({ text: "One " }, { text: "two", attrs: { deleted: "p" } });
  const client = await ctx.db.pool.connect();
  await client.query("BEGIN");
  await client.query("SELECT pg_advisory_xact_lock(hashtext('carbyne:settle:' || $1))", [id]);
  const asked = expect(
    settleSuggestions(ctx, ann.actor, { id, verdict: "accept", ids: ["p"], writer }),
  ).rejects.toEqual(refusedWith("document-renewed"));
  await expect
    .poll(async () => {
      const { rowCount } = await ctx.db.pool.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rowCount;
    })
    .toBe(1);
  await client.query('UPDATE "Document" SET "epoch" = "epoch" + 1 WHERE "nodeId" = $1', [id]);
  await client.query("COMMIT");
  client.release();
  await asked;
  expect(readText((await loadUpdates(ctx, { id, after: 0n }))?.updates ?? []).childCount).toBe(2);
});
