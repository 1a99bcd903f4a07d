import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readState } from "@carbyne/office/convert";
import { rewriteText, textSchema, textUpdate } from "@carbyne/office/model";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../../accounts/index.ts";
import { listComments } from "../../comments/index.ts";
import {
  copyNodes,
  createFolder,
  homeOf,
  listFolder,
  listVersions,
  openContent,
  putSmallFile,
  trashNodes,
} from "../../files/index.ts";
import { makeNext } from "../../previews/index.ts";
import { writeSetting } from "../../settings/index.ts";
import {
  addPicture,
  createDocumentStore,
  exportDocument,
  getDocument,
  importFile,
  openOfficeFile,
  openPicture,
  saveBack,
  saveNext,
} from "../index.ts";
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

const refusedWith = (reason: string) => expect.objectContaining({ reason });
/** LibreOffice on a busy machine. */
const slow = 90_000;
const fixture = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, "../../../../../fixtures/office", name));

async function put(person: Person, name: string, data: Buffer, parentId: string | null = null): Promise<string> {
  const file = { parentId, name, sizeBytes: data.length, whenTaken: "replace" as const, data };
  return (await putSmallFile(ctx, person.actor, file)).nodeId;
}

/** What has to be made is made meanwhile, as another process does. */
async function withMaker<Result>(work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const over = work.finally(() => (isOver = true)).catch(() => {});
  while (!isOver) if (!(await makeNext(ctx, "all"))) await Promise.race([over, pause(50)]);
  return work;
}
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

async function textIn(id: string) {
  const loaded = await store.load(id, 0n);
  return readState(loaded?.updates ?? []);
}

/** Writes words at the end of a document, as a page does. */
async function write(person: Person, id: string, words: string): Promise<void> {
  const loaded = await store.load(id, 0n);
  const update = rewriteText(loaded?.updates ?? [], (text) => {
    const { nodes } = textSchema();
    const paragraph = nodes["paragraph"]?.create(null, textSchema().text(words));
    return paragraph ? text.copy(text.content.addToEnd(paragraph)) : text;
  });
  if (!update) throw new Error("nothing was written");
  const { epoch } = await getDocument(ctx, owner.actor, { id });
  await store.append(id, { epoch, updates: [{ authorId: person.accountId, bytes: update }] });
}

async function bytesOf(id: string): Promise<Buffer> {
  const { read } = await openContent(ctx, owner.actor, { id });
  const pieces: Buffer[] = [];
  for await (const piece of read()) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

test("a docx file becomes a document beside it, with pictures, comments and proposals, and its bytes as first version", async () => {
  const { id: folder } = await createFolder(ctx, owner.actor, { parentId: null, name: "Council" });
  const fileId = await put(owner, "report.docx", fixture("report.docx"), folder);
  const { id, name, lost } = await importFile(ctx, owner.actor, { id: fileId });
  expect([name, lost]).toEqual(["report", []]);
  const { text, page } = await textIn(id);
  expect(text.firstChild?.textContent).toBe("The roof of the town hall");
  expect(page).toMatchObject({ header: "Parish council of Lindenau", footer: "Draft", isNumbered: true, marginMm: 25 });
  const marks: string[] = [];
  const pictures: string[] = [];
  text.descendants((node) => {
    if (node.type.name === "picture") pictures.push(String(node.attrs["pictureId"]));
    for (const { type, attrs } of node.marks)
      if (type.name === "comment") marks.push(String(attrs["id"]));
      else if (type.name === "insertion" || type.name === "deletion") marks.push(`${type.name} ${node.text}`);
  });
  const { threads } = await listComments(ctx, owner.actor, { id });
  expect(threads).toMatchObject([
    {
      anchor: { kind: "text", quote: "the cheapest" },
      resolvedAt: null,
      comments: [{ isMine: true, text: "Ana Winter: Which one is it?", createdAt: "2026-10-03T09:00:00.000Z" }],
    },
  ]);
  expect(marks).toEqual(["deletion three", "insertion four", threads[0]?.id]);
  expect(await openPicture(ctx, owner.actor, { id, pictureId: pictures[0] ?? "" })).toMatchObject({
    mime: "image/png",
  });
  expect((await bytesOf(id)).equals(fixture("report.docx"))).toBe(true);
  const { nodes } = await listFolder(ctx, owner.actor, { id: folder, sort: "name", offset: 0, limit: 10 });
  expect(nodes.map((node) => [node.name, node.mime])).toEqual([
    ["report", "application/vnd.carbyne.document"],
    ["report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ]);
});

test.each(["report.odt", "report.doc", "report.rtf"])(
  "%s becomes a document by way of docx",
  async (name) => {
    const fileId = await put(owner, name, fixture(name));
    const { id } = await withMaker(importFile(ctx, owner.actor, { id: fileId }));
    const drawn = (await textIn(id)).text.toString();
    for (const part of [
      'heading("The roof of the town hall")',
      'bold("old")',
      "footnote",
      'link("the report")',
      "picture",
    ])
      expect(drawn).toContain(part);
    expect(drawn).toMatch(/bulletList\(listItem\(paragraph\("Ask the firms"\), bulletList/);
  },
  slow,
);

test("Markdown and pages become documents; pictures, tables and what is broken do not", async () => {
  const markdown = await put(
    owner,
    "notes.md",
    Buffer.from("# Notes\n\n- [x] done\n\n![far](https://example.org/x.png)\n"),
  );
  const made = await importFile(ctx, owner.actor, { id: markdown });
  expect([made.name, made.lost]).toEqual(["notes", [{ reason: "pictures-elsewhere", count: 1 }]]);
  expect((await textIn(made.id)).text.toString()).toContain("taskList");
  const page = await put(owner, "page.html", Buffer.from("<h1>Hi</h1><script>alert(1)</script>"));
  expect((await importFile(ctx, owner.actor, { id: page })).lost).toEqual([{ reason: "active-content", count: 1 }]);
  const refused: [string, Buffer, string][] = [
    ["x.docx", Buffer.from("PK\x03\x04 no"), "convert-format"],
    ["x.png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "convert-format"],
    ["x.txt", Buffer.from("hello"), "convert-format"],
  ];
  for (const [name, bytes, reason] of refused) {
    const fileId = await put(owner, name, bytes);
    await expect(importFile(ctx, owner.actor, { id: fileId })).rejects.toEqual(refusedWith(reason));
  }
});

test("who may read a file makes a document of it at home, who may write there beside it, and strangers nothing", async () => {
  const { id: folder } = await createFolder(ctx, owner.actor, { parentId: null, name: "Shared" });
  const fileId = await put(owner, "a.md", Buffer.from("# A"), folder);
  await expect(importFile(ctx, other.actor, { id: fileId })).rejects.toEqual(refusedWith("node-unknown"));
  await give(ctx, { from: owner, to: other, id: folder, role: "read" });
  const home = await homeOf(ctx, other.spaceId);
  const list = async (id: string) =>
    (await listFolder(ctx, other.actor, { id, sort: "name", offset: 0, limit: 10 })).nodes.map((node) => node.name);
  await importFile(ctx, other.actor, { id: fileId });
  expect([await list(home), await list(folder)]).toEqual([["a"], ["a.md"]]);
  await give(ctx, { from: owner, to: other, id: folder, role: "write" });
  await importFile(ctx, other.actor, { id: fileId });
  expect(await list(folder)).toEqual(["a", "a.md"]);
});

test("what a document may not be larger than, and the room of its space, hold for what is brought in", async () => {
  const person = await buildPerson(ctx);
  const fileId = await put(person, "report.docx", fixture("report.docx"));
  const limit = (key: string, value: number | null) =>
    writeSetting(ctx, { scope: "account", scopeId: person.accountId }, key, value);
  await limit("account.quotaBytes", 12_000);
  await expect(importFile(ctx, person.actor, { id: fileId })).rejects.toEqual(refusedWith("storage-full"));
  await limit("account.quotaBytes", null);
  expect((await importFile(ctx, person.actor, { id: fileId })).name).toBe("report");
});

test("a document is taken along as docx, Markdown and a page by whoever may read it", async () => {
  const fileId = await put(owner, "taken.docx", fixture("report.docx"));
  const { id } = await importFile(ctx, owner.actor, { id: fileId });
  await write(owner, id, "Written later.");
  const docx = await exportDocument(ctx, owner.actor, { id, as: "docx" });
  expect([docx.name, docx.content.subarray(0, 2).toString()]).toEqual(["taken.docx", "PK"]);
  const again = await importFile(ctx, owner.actor, { id: await put(owner, "again.docx", docx.content) });
  expect((await textIn(again.id)).text.toString()).toBe((await textIn(id)).text.toString());
  // Whose words they were first stands in them, and who brought them in has said them since.
  const { threads } = await listComments(ctx, owner.actor, { id: again.id });
  expect(threads[0]?.comments[0]?.text).toBe(`${owner.name}: Ana Winter: Which one is it?`);
  const take = (person: Person, as: "md" | "html") => exportDocument(ctx, person.actor, { id, as });
  expect((await take(owner, "md")).content.toString()).toMatch(/^# The roof of the town hall\n[^]*Written later\./);
  expect((await take(owner, "html")).content.toString()).toContain('<img src="data:image/png;base64,');
  await expect(take(other, "md")).rejects.toEqual(refusedWith("node-unknown"));
  await give(ctx, { from: owner, to: other, id, role: "read" });
  expect((await take(other, "md")).name).toBe("taken.md");
  await trashNodes(ctx, owner.actor, { ids: [id] });
  await expect(take(owner, "md")).rejects.toEqual(refusedWith("node-in-trash"));
  const { id: empty } = { id: await buildDocument(ctx, owner, "Empty") };
  expect((await exportDocument(ctx, owner.actor, { id: empty, as: "md" })).content.toString()).toBe("\n");
});

test(
  "OpenDocument and PDF are made by LibreOffice, with pictures that office files do not know drawn anew",
  async () => {
    const id = await buildDocument(ctx, owner, "Pictured");
    const webp = readFileSync(path.resolve(import.meta.dirname, "../../../../../fixtures/office/square.webp"));
    const { id: pictureId } = await addPicture(ctx, owner.actor, { id, bytes: webp });
    const picture = textSchema().node("picture", { pictureId, alt: "Square" });
    const state = textUpdate(textSchema().node("doc", null, [picture]));
    await store.append(id, { epoch: 1, updates: [{ authorId: owner.accountId, bytes: state }] });
    const odt = await withMaker(exportDocument(ctx, owner.actor, { id, as: "odt" }));
    expect([odt.name, odt.content.includes("mimetypeapplication/vnd.oasis.opendocument.text")]).toEqual([
      "Pictured.odt",
      true,
    ]);
    expect(odt.content.toString("latin1")).toMatch(/Pictures\/\w+\.png/);
    const pdf = await withMaker(exportDocument(ctx, owner.actor, { id, as: "pdf" }));
    expect([pdf.type, pdf.content.subarray(0, 5).toString()]).toEqual(["application/pdf", "%PDF-"]);
  },
  slow,
);

/** The styles of a docx file, as another program finds them. */
function stylesIn(docx: Buffer): string[] {
  const script = `import sys, io, re, zipfile
print("\\n".join(re.findall(r'w:styleId="([^"]+)"', zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).read("word/styles.xml").decode())))`;
  return execFileSync("python3", ["-c", script], { input: docx, encoding: "utf8" }).trim().split("\n");
}

async function age(ms: number): Promise<void> {
  ctx.advance(ms);
  await saveNext(ctx);
}

test("a docx file is opened in place once, and what is written is saved into it when people rest", async () => {
  const id = await put(owner, "live.docx", fixture("report.docx"));
  const [first, second] = await Promise.all([1, 2].map(() => openOfficeFile(ctx, owner.actor, { id })));
  expect([first?.epoch, second?.epoch]).toEqual([1, 1]);
  expect(await openOfficeFile(ctx, owner.actor, { id })).toEqual({ id, epoch: 1, lost: [] });
  expect((await textIn(id)).text.firstChild?.textContent).toBe("The roof of the town hall");
  expect((await listComments(ctx, owner.actor, { id })).threads).toHaveLength(1);
  expect(await getDocument(ctx, owner.actor, { id })).toMatchObject({ kind: "text", name: "live.docx", epoch: 1 });
  expect([await saveBack(ctx, { id }), await saveNext(ctx)]).toEqual(["unchanged", false]);

  await write(other, id, "Written in place.");
  await saveNext(ctx);
  await age(10_000);
  await write(owner, id, "And more.");
  await age(15_000);
  expect(await listVersions(ctx, owner.actor, { id })).toHaveLength(1);
  await age(21_000);
  expect(await listVersions(ctx, owner.actor, { id })).toMatchObject([
    { number: 2, author: owner.name, isCurrent: true },
    { number: 1, isCurrent: false },
  ]);
  expect(await saveNext(ctx)).toBe(false);
  expect(await openOfficeFile(ctx, owner.actor, { id })).toEqual({ id, epoch: 1, lost: [] });
  // It still looks as it did: its styles are those that it had, and some more.
  const [before, now] = [stylesIn(fixture("report.docx")), stylesIn(await bytesOf(id))];
  expect(now).toEqual(expect.arrayContaining(before));
  expect(now).toContain("InlineCode");
  const saved = await importFile(ctx, owner.actor, { id });
  expect((await textIn(saved.id)).text.toString()).toBe((await textIn(id)).text.toString());
  expect((await textIn(id)).text.textContent).toMatch(/Written in place\.And more\.$/);
});

test("who writes without rest is saved after five minutes", async () => {
  const id = await put(owner, "busy.docx", fixture("report.docx"));
  await openOfficeFile(ctx, owner.actor, { id });
  for (let minutes = 0; minutes <= 5; minutes += 0.25) {
    await write(owner, id, "x");
    await age(15_000);
  }
  expect((await listVersions(ctx, owner.actor, { id })).length).toBe(2);
});

test("what is saved within ten minutes is one version, and a file that lost something is kept as it was brought", async () => {
  const id = await put(owner, "often.docx", fixture("word-forms.docx"));
  expect((await openOfficeFile(ctx, owner.actor, { id })).lost).toContainEqual({ reason: "charts", count: 1 });
  const save = async (words: string) => {
    await write(owner, id, words);
    expect(await saveBack(ctx, { id })).toBe("saved");
  };
  const versions = async () => (await listVersions(ctx, owner.actor, { id })).map((one) => [one.number, one.isKept]);
  await save("one");
  expect(await versions()).toEqual([
    [2, false],
    [1, true],
  ]);
  ctx.advance(300_000);
  await save("two");
  ctx.advance(290_000);
  await save("three");
  expect((await versions()).map(([, isKept]) => isKept)).toEqual([false, true]);
  ctx.advance(300_000);
  await save("four");
  expect(await versions()).toHaveLength(3);
  expect((await bytesOf(id)).equals(fixture("word-forms.docx"))).toBe(false);
});

test("bytes that somebody else has put there stay what the file is, what was written is a version before, and who opens it has the new ones", async () => {
  const id = await put(owner, "replaced.docx", fixture("report.docx"));
  await openOfficeFile(ctx, owner.actor, { id });
  await write(owner, id, "Written meanwhile.");
  expect(await put(owner, "replaced.docx", fixture("word-forms.docx"))).toBe(id);
  expect(await saveBack(ctx, { id })).toBe("saved");
  const versions = await listVersions(ctx, owner.actor, { id });
  expect(versions.map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
    [4, true],
    [3, false],
    [2, false],
    [1, false],
  ]);
  expect((await bytesOf(id)).equals(fixture("word-forms.docx"))).toBe(true);
  expect(await saveBack(ctx, { id })).toBe("unchanged");
  const heard: string[] = [];
  const stop = store.onChange((changed) => void heard.push(changed));
  const opened = await openOfficeFile(ctx, owner.actor, { id });
  stop();
  expect([opened.epoch, opened.lost.length > 0]).toEqual([2, true]);
  expect((await textIn(id)).text.textContent).not.toContain("Written meanwhile.");
  const said = async (isResolved: boolean) =>
    (await listComments(ctx, owner.actor, { id, isResolved })).threads.map(({ comments }) =>
      comments.map((one) => one.text),
    );
  // Those of the file that was there before went with it.
  expect([await said(true), await said(false)]).toEqual([[["Ana: Why?", "Ben: Because."]], [["Ben: Nowhere."]]]);
});

test(
  "an OpenDocument file is opened and saved as one",
  async () => {
    const id = await put(owner, "live.odt", fixture("report.odt"));
    await withMaker(openOfficeFile(ctx, owner.actor, { id }));
    await write(owner, id, "In OpenDocument.");
    expect(await saveBack(ctx, { id })).toBe("saved");
    expect((await listVersions(ctx, owner.actor, { id }))[0]?.mime).toBe("application/vnd.oasis.opendocument.text");
    const { id: again } = await withMaker(importFile(ctx, owner.actor, { id }));
    expect((await textIn(again)).text.textContent).toContain("In OpenDocument.");
  },
  slow,
);

test("to open in place needs the right to write; readers are sent to what is shown, and strangers find nothing", async () => {
  const id = await put(owner, "rights.docx", fixture("report.docx"));
  const open = (person: Person) => openOfficeFile(ctx, person.actor, { id });
  await expect(open(other)).rejects.toEqual(refusedWith("node-unknown"));
  await give(ctx, { from: owner, to: other, id, role: "read" });
  await expect(open(other)).rejects.toEqual(refusedWith("office-read-only"));
  await give(ctx, { from: owner, to: other, id, role: "write" });
  expect(await open(other)).toMatchObject({ epoch: 1 });
  const document = await buildDocument(ctx, owner, "Own");
  await expect(openOfficeFile(ctx, owner.actor, { id: document })).rejects.toEqual(refusedWith("convert-format"));
});

test("a copy of a file that is open is a file, and is opened by itself", async () => {
  const id = await put(owner, "copied.docx", fixture("report.docx"));
  await openOfficeFile(ctx, owner.actor, { id });
  const { copied } = await copyNodes(ctx, owner.actor, { ids: [id], parentId: await homeOf(ctx, owner.spaceId) });
  const copy = copied[0]?.id ?? "";
  await expect(getDocument(ctx, owner.actor, { id: copy })).rejects.toEqual(refusedWith("document-unknown"));
  expect(await openOfficeFile(ctx, owner.actor, { id: copy })).toMatchObject({ epoch: 1 });
});

test("one that cannot be saved is tried again later, and keeps nobody else waiting", async () => {
  const person = await buildPerson(ctx);
  const id = await put(person, "full.docx", fixture("report.docx"));
  await openOfficeFile(ctx, person.actor, { id });
  const loaded = await store.load(id, 0n);
  const bytes = rewriteText(loaded?.updates ?? [], (text) => text.cut(0, text.content.size - 4));
  await store.append(id, { epoch: 1, updates: [{ authorId: person.accountId, bytes: bytes ?? Buffer.alloc(0) }] });
  const limit = (value: number | null) =>
    writeSetting(ctx, { scope: "account", scopeId: person.accountId }, "account.quotaBytes", value);
  await limit(10);
  await saveNext(ctx);
  ctx.advance(21_000);
  expect([await saveNext(ctx), await saveNext(ctx)]).toEqual([true, false]);
  expect(await listVersions(ctx, person.actor, { id })).toHaveLength(1);
  await limit(null);
  ctx.advance(121_000);
  expect(await saveNext(ctx)).toBe(true);
  expect(await listVersions(ctx, person.actor, { id })).toHaveLength(2);
});
