import { accounts, documents, sharing } from "@carbyne/domain";
import { commentsIn, contentOf, plainText, readText } from "@carbyne/office/model";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { registry } from "../metrics.ts";
import { buildDocument, buildPerson, openStock, type Person, type Process, startProcess } from "./processes.fixture.ts";

let ctx: TestContext;
let here: Process;
let there: Process;
let ann: Person;
beforeAll(async () => {
  ctx = await testContext();
  await accounts.setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [here, there] = [await startProcess(ctx), await startProcess(ctx)];
  ann = await buildPerson(ctx);
});
afterAll(async () => {
  await there.stop();
  await here.stop();
  await ctx.close();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
const linesIn = (doc: Y.Doc) => plainText(readText([Y.encodeStateAsUpdate(doc)])).split("\n");

/** Writes a line as an editor does: a paragraph with a text. */
function writeLine(doc: Y.Doc, line: string): Y.XmlText {
  const [paragraph, text] = [new Y.XmlElement("paragraph"), new Y.XmlText()];
  doc.transact(() => {
    text.insert(0, line);
    paragraph.insert(0, [text]);
    contentOf(doc).push([paragraph]);
  });
  return text;
}

test("whoever has a document open sees that an old version was brought back, whichever process did it, and writes on", async () => {
  const id = await buildDocument(ctx, ann);
  const one = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(one.provider.synced).toBe(true));
  const two = openStock(there, { id, cookie: ann.cookie });
  const first = writeLine(one.doc, "Slates");
  const kept = one.mark();
  await until(() => expect(kept()).toBe(true));
  await until(() => expect(linesIn(two.doc)).toEqual(["Slates"]));
  const { versionId } = await documents.nameVersion(there.ctx, ann.actor, { id, name: "Good" });
  writeLine(two.doc, "Tiles");
  first.insert(6, " are gone");
  await until(() => expect(linesIn(one.doc)).toEqual(["Slates are gone", "Tiles"]));
  const marks = [one.mark(), two.mark()];
  await until(() => expect(marks.map((mark) => mark())).toEqual([true, true]));
  // By a process that has nobody in the document, as a click may be answered by any.
  await documents.restoreDocumentVersion(there.ctx, ann.actor, { id, versionId });
  for (const { doc } of [one, two]) await until(() => expect(linesIn(doc)).toEqual(["Slates"]));
  expect([one.closed, two.closed]).toEqual([[], []]);
  writeLine(one.doc, "Zinc");
  await until(() => expect(linesIn(two.doc)).toEqual(["Slates", "Zinc"]));
  one.leave();
  two.leave();
});

test("whoever has a document open sees what somebody comments on who may not write it", async () => {
  const id = await buildDocument(ctx, ann);
  const ben = await buildPerson(ctx);
  await sharing.share(ctx, ann.actor, {
    object: { kind: "node", id },
    with: { address: ben.address },
    role: "comment",
  });
  const one = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(one.provider.synced).toBe(true));
  writeLine(one.doc, "Slates");
  const reader = openStock(here, { id, cookie: ben.cookie });
  await until(() => expect(linesIn(reader.doc)).toEqual(["Slates"]));
  const kept = one.mark();
  await until(() => expect(kept()).toBe(true));
  const line = contentOf(reader.doc).get(0);
  const text = line instanceof Y.XmlElement ? (line.get(0) as Y.XmlText) : new Y.XmlText();
  const [from, to] = [0, 6].map(
    (at) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, at, -1)) as unknown,
  );
  const thread = await documents.commentOnText(there.ctx, ben.actor, { id, text: "Why?", from, to });
  const marked = ({ doc }: { doc: Y.Doc }) =>
    commentsIn(readText([Y.encodeStateAsUpdate(doc)])).map((range) => range.id);
  await until(() => expect([marked(one), marked(reader)]).toEqual([[thread.id], [thread.id]]));
  one.leave();
  reader.leave();
});

test("two settle the same proposal in pages of two processes: both see the paragraphs joined once, and write on", async () => {
  const id = await buildDocument(ctx, ann);
  const one = openStock(here, { id, cookie: ann.cookie });
  await until(() => expect(one.provider.synced).toBe(true));
  const first = writeLine(one.doc, "Slates ");
  const { parent } = writeLine(one.doc, "are gone");
  if (parent instanceof Y.XmlElement) parent.setAttribute("deleted", "p");
  const two = openStock(there, { id, cookie: ann.cookie });
  const kept = one.mark();
  await until(() => expect(kept()).toBe(true));
  await until(() => expect(linesIn(two.doc)).toEqual(["Slates ", "are gone"]));
  const settling = { id, verdict: "accept", ids: ["p"] } as const;
  const done = await Promise.all([
    documents.settleSuggestions(here.ctx, ann.actor, { ...settling, writer: 11 }),
    documents.settleSuggestions(there.ctx, ann.actor, { ...settling, writer: 12 }),
  ]);
  expect(done.filter((each) => each.isChanged)).toHaveLength(1);
  for (const { doc } of [one, two]) await until(() => expect(linesIn(doc)).toEqual(["Slates are gone"]));
  first.insert(0, "All ");
  await until(() => expect(linesIn(two.doc)).toEqual(["All Slates are gone"]));
  expect([one.closed, two.closed]).toEqual([[], []]);
  one.leave();
  two.leave();
});

test("how many documents are open, with how many in them, and how long it takes to store what they do is told in numbers", async () => {
  const value = async (name: string, labels = "") => {
    const line = (await registry.metrics()).split("\n").find((one) => one.startsWith(`${name}${labels} `));
    return Number(line?.split(" ").at(-1) ?? 0);
  };
  await vi.waitFor(async () => expect(await value("carbyne_documents_open")).toBe(0), { timeout: 10_000 });
  const [before, timed] = [
    await value("carbyne_document_updates_total"),
    await value("carbyne_document_append_seconds_count", '{outcome="stored"}'),
  ];
  const id = await buildDocument(ctx, ann);
  const [one, two] = [openStock(here, { id, cookie: ann.cookie }), openStock(here, { id, cookie: ann.cookie })];
  await until(() => expect([one.provider.synced, two.provider.synced]).toEqual([true, true]));
  one.text.insert(0, "Slates");
  const kept = one.mark();
  await until(() => expect(kept()).toBe(true));
  expect([await value("carbyne_documents_open"), await value("carbyne_document_connections")]).toEqual([1, 2]);
  expect(await value("carbyne_document_updates_total")).toBe(before + 1);
  expect(await value("carbyne_document_append_seconds_count", '{outcome="stored"}')).toBe(timed + 1);
  one.leave();
  two.leave();
  await vi.waitFor(async () => expect(await value("carbyne_documents_open")).toBe(0), { timeout: 10_000 });
});
