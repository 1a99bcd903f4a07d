import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { nameOfStranger, readSuggestionId, suggestionId } from "../../model/index.ts";
import { textSchema } from "../../model/text/schema.ts";
import { ConversionFailed } from "../conversion.ts";
import { discussion, drawn, everything, png, shapeOf, written } from "../everything.fixture.ts";
import { readDocx } from "./read/read-docx.ts";
import { writeDocx } from "./write/write-docx.ts";

const fixture = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, "../../../../../fixtures/office", name));

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "carbyne-docx-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What another program makes of a file. */
function convert(bytes: Buffer, { from, to }: { from: string; to: string }): Buffer {
  const at = folder();
  writeFileSync(path.join(at, `file.${from}`), bytes);
  const profile = `-env:UserInstallation=file://${at}/profile`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", to, "--outdir", at, path.join(at, `file.${from}`)], {
    stdio: "ignore",
  });
  return readFileSync(path.join(at, `file.${to.split(":")[0]}`));
}

test("everything that a text may have comes back out of a docx as it went in, but for mentions", async () => {
  const back = readDocx(await writeDocx(written));
  const expected = JSON.parse(
    JSON.stringify(shapeOf(everything)).replace(
      /\{"type":"text","text":"By "\},\{"type":"mention".*?\}\}/,
      '{"type":"text","text":"By Ann Lee"}',
    ),
  );
  expect(shapeOf(back.text)).toEqual(expected);
  expect(back.page).toEqual(written.page);
  expect(back.losses).toEqual([]);
  expect(back.pictures.map(({ bytes }) => Buffer.from(bytes).equals(png))).toEqual([true]);
  expect(back.discussions).toEqual([{ ...discussion, id: expect.any(String) }]);
});

test("who proposed what and when goes along, and so does what a discussion is about", async () => {
  const { text, discussions } = readDocx(await writeDocx(written));
  const said: unknown[] = [];
  text.descendants((node) => {
    for (const { type, attrs } of node.marks) {
      const suggested = readSuggestionId(String(attrs["id"]));
      if (suggested) said.push([type.name, node.text, nameOfStranger(suggested.by), suggested.at.toISOString()]);
      if (type.name === "comment") said.push([attrs["id"] === discussions[0]?.id, node.text]);
    }
  });
  expect(said).toEqual([
    [true, "old"],
    [true, " and leaks"],
    ["deletion", " three", "Ann Lee", "2026-03-04T05:06:07.000Z"],
    ["insertion", " four", "Ann Lee", "2026-03-04T05:06:07.000Z"],
  ]);
});

const python = `
import sys, zipfile, xml.etree.ElementTree as E
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
for n in z.namelist():
    if n.endswith(".xml") or n.endswith(".rels"): E.fromstring(z.read(n))
w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
d = E.fromstring(z.read("word/document.xml"))
for k in ["ins", "del"]: print(k, [(e.get(w + "author"), e.get(w + "date"), "".join(x.text for x in e.iter() if x.tag in (w + "t", w + "delText"))) for e in d.iter(w + k)])
c = E.fromstring(z.read("word/comments.xml"))
print([(e.get(w + "author"), "/".join(t.text for t in e.iter(w + "t"))) for e in c.iter(w + "comment")])
print(len(list(d.iter(w + "commentRangeStart"))), len(list(d.iter(w + "footnoteReference"))), len(list(d.iter(w + "vMerge"))), len(list(d.iter(w + "gridSpan"))))
print("word/commentsExtended.xml" in z.namelist(), [n for n in z.namelist() if "media/" in n][0][-4:])
`;

test("another program finds changes, comments, notes and merged cells in what is written", async () => {
  const file = path.join(folder(), "x.docx");
  writeFileSync(file, await writeDocx(written));
  expect(execFileSync("python3", ["-c", python, file], { encoding: "utf8" }).trim().split("\n")).toEqual([
    "ins [('Ann Lee', '2026-03-04T05:06:07.000Z', ' four')]",
    "del [('Ann Lee', '2026-03-04T05:06:07.000Z', ' three')]",
    "[('Ann Lee', 'Why?'), ('Ben', 'Because./Really.')]",
    "2 1 2 1",
    "True .png",
  ]);
});

test("LibreOffice reads what is written, and what it makes of that is read again", async () => {
  const docx = await writeDocx(written);
  const text = convert(docx, { from: "docx", to: "txt:Text" }).toString();
  for (const words of ["A new roof", "more of one", "c. c", "☒ done", "Mind the gutter", "North wing", "By Ann Lee"])
    expect(text).toContain(words);
  const pdf = convert(docx, { from: "docx", to: "pdf" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const again = readDocx(convert(convert(docx, { from: "docx", to: "odt" }), { from: "odt", to: "docx" }));
  expect(again.page).toEqual(written.page);
  expect(again.discussions.flatMap(({ remarks }) => remarks.map(({ author }) => author))).toContain("Ann Lee");
  const seen = drawn(again);
  for (const part of [
    'heading("A new roof")',
    'deletion(" three")',
    'insertion(" four")',
    'callout(paragraph("Mind the gutter"))',
    'columns(column(paragraph("left")), column(paragraph("right")))',
    'blockquote(paragraph("It rains in."), paragraph("It does."))',
    'tableRow(tableHeader(paragraph("Firm")))',
    'picture("North wing")',
    "pageBreak",
    'orderedList(listItem(paragraph("c")), listItem(paragraph("d")))',
  ])
    expect(seen).toContain(part);
}, 60_000);

test("what LibreOffice wrote is read with its changes, comments, notes, lists, merged cells and edges of pages", () => {
  const { text, page, losses, pictures, discussions } = readDocx(fixture("report.docx"));
  expect(text.toString()).toBe(
    [
      'doc(heading("The roof of the town hall")',
      'paragraph("The roof is ", bold("old"), " and ", textStyle("leaks"), footnote, ". See ", link("the report"), ".")',
      'paragraph("There are ", deletion("three"), insertion("four"), " offers, and ", comment("the cheapest"), " wins.")',
      'heading("What to do")',
      'bulletList(listItem(paragraph("Ask the firms"), bulletList(listItem(paragraph("by telephone")))), listItem(paragraph("Order tiles")))',
      'orderedList(listItem(paragraph("First")), listItem(paragraph("Second")))',
      'paragraph("In the middle")',
      'blockquote(paragraph("It rains in."))',
      'table(tableRow(tableCell(paragraph("Firm")), tableCell(paragraph("Both rows"))), tableRow(tableCell(paragraph("Dach & Söhne")), tableCell(paragraph("12 400"))))',
      "picture",
      'paragraph("The end."))',
    ].join(", "),
  );
  expect(page).toEqual({
    size: "a4",
    isLandscape: false,
    marginMm: 25,
    header: "Parish council of Lindenau",
    footer: "Draft",
    isNumbered: true,
  });
  expect([losses, pictures.map(({ mime }) => mime)]).toEqual([[], ["image/png"]]);
  expect(discussions.map(({ remarks }) => remarks)).toEqual([
    [{ author: "Ana Winter", at: new Date("2026-10-03T09:00:00Z"), text: "Which one is it?" }],
  ]);
});

test("what Word has and a text has not is counted, and all else kept", () => {
  const { text, losses, discussions } = readDocx(fixture("word-forms.docx"));
  expect(text.toString()).toBe(
    [
      'doc(heading("Report"), heading("Part one"), paragraph("A ", link("link"), " of 1.2.2026 and <b>"), mathBlock',
      'taskList(taskItem(paragraph("done")), taskItem(paragraph("open"))), orderedList(listItem(paragraph("one"))), paragraph("Between")',
      'orderedList(listItem(paragraph("two"))), orderedList(listItem(paragraph("again"))), paragraph(comment("said"), " aloud")',
      'paragraph("kept ", deletion("moved"), insertion("new "), bold(insertion("words")), italic("slanted")), paragraph("beside"), paragraph("In a box")',
      'paragraph, paragraph, table(tableRow(tableHeader(paragraph("Head"))), tableRow(tableCell(paragraph("tall")), tableCell(paragraph("x"))), tableRow(tableCell(paragraph("y"))))',
      'pageBreak, paragraph("☒ ticked bad"))',
    ].join(", "),
  );
  const lists: unknown[] = [];
  text.descendants(({ type, attrs }) => {
    if (type.name === "orderedList" || type.name === "mathBlock") lists.push(attrs);
  });
  expect(lists).toEqual([
    expect.objectContaining({ latex: "\\frac{a}{b^{2}}" }),
    { start: 4, type: "i" },
    { start: 5, type: "i" },
    { start: 1, type: "i" },
  ]);
  expect(Object.fromEntries(losses.map(({ reason, count }) => [reason, count]))).toEqual({
    "text-boxes": 1,
    charts: 1,
    "embedded-objects": 1,
    fields: 2,
    "tracked-formatting": 1,
    "moved-text": 1,
    "comments-unplaced": 1,
    "active-content": 1,
  });
  expect(discussions.map(({ isResolved, remarks }) => [isResolved, remarks.map((one) => one.text)])).toEqual([
    [true, ["Why?", "Because."]],
    [false, ["Nowhere."]],
  ]);
});

test("a file is written with the styles of another one, and with its own where that lacks them", async () => {
  const like = fixture("word-forms.docx");
  const bytes = await writeDocx({ ...written, like });
  const file = path.join(folder(), "x.docx");
  writeFileSync(file, bytes);
  const told = execFileSync("python3", ["-c", stylesOf, file], { encoding: "utf8" }).trim().split("\n");
  expect(told).toEqual([
    "berschrift1 2F5496",
    "['Apart', 'Caption', 'Code', 'FootnoteReference', 'FootnoteText', 'FootnoteTextChar', 'Hyperlink', 'InlineCode', 'ListContinue', 'ListParagraph', 'Quote', 'Standard', 'TableHeading', 'Title', 'berschrift1']",
    "Quote on Standard",
    "[]",
  ]);
  expect(shapeOf(readDocx(bytes).text)).toEqual(shapeOf(readDocx(await writeDocx(written)).text));
  for (const broken of [Buffer.from("no"), zipOf(part, body(""))])
    expect(shapeOf(readDocx(await writeDocx({ ...written, like: broken })).text)).toEqual(
      shapeOf(readDocx(bytes).text),
    );
});

const stylesOf = `
import sys, zipfile, xml.etree.ElementTree as E
z = zipfile.ZipFile(sys.argv[1]); w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
assert len(z.namelist()) == len(set(z.namelist()))
d = E.fromstring(z.read("word/document.xml")); s = {e.get(w + "styleId"): e for e in E.fromstring(z.read("word/styles.xml")).iter(w + "style")}
first = d.find(".//" + w + "pStyle").get(w + "val")
print(first, s[first].find(".//" + w + "color").get(w + "val"))
print(sorted(k for k in s if not k[-1:].isdigit() or k == "berschrift1"))
print("Quote on", s["Quote"].find(w + "basedOn").get(w + "val"))
used = {e.get(w + "val") for n in ["word/document.xml", "word/footnotes.xml"] for e in E.fromstring(z.read(n)).iter() if e.tag in (w + "pStyle", w + "rStyle")}
print(sorted(used - set(s)))
`;

test("formulas are set as office programs set them, and come back; one that is not understood stands there as it is", async () => {
  const formulas: [string, string?][] = [
    ["\\frac{-b\\pm\\sqrt{b^{2}-4ac}}{2a}"],
    ["\\sum_{i=1}^{n} x_{i}^{2}"],
    ["\\int_{0}^{\\infty} e^{-x} dx", "\\int_{0}^{\\infty} e^{-x}dx"],
    ["\\sqrt[3]{x}+\\alpha x\\leq\\Omega"],
    ["E = mc^2", "E=mc^{2}"],
    ["\\begin{cases} a \\\\ b \\end{cases}"],
    ["{{{"],
    ["\\frac{a"],
    ["{".repeat(3000)],
  ];
  const blocks = formulas.map(([latex]) => textSchema().node("mathBlock", { latex }));
  const text = textSchema().node("doc", null, blocks);
  const bytes = await writeDocx({ ...written, text, discussions: [] });
  const back = readDocx(bytes).text.children.map((node) => String(node.attrs["latex"]));
  expect(back).toEqual(formulas.map(([latex, told = latex]) => told));
});

test("a break between paragraphs that somebody proposes to make, or to take out, stays one with the words before it", async () => {
  const [made, gone] = ["p1", "p1"].map((by, at) => suggestionId(by, new Date(2_000_000_000_000 + at * 1000)));
  const said = (words: string, attributes: object, mark?: { type: string; id: string | undefined }) => ({
    type: "paragraph",
    attrs: attributes,
    content: [{ type: "text", text: words, marks: mark ? [{ type: mark.type, attrs: { id: mark.id } }] : [] }],
  });
  const text = textSchema().nodeFromJSON({
    type: "doc",
    content: [
      said("one", {}, { type: "insertion", id: made }),
      said("two", { inserted: made }, { type: "insertion", id: made }),
      said("three", {}),
      said("four", { deleted: gone }),
    ],
  });
  const back = readDocx(await writeDocx({ ...written, text, discussions: [] }));
  const [one, two, three, four] = back.text.children;
  const id = String(one?.firstChild?.marks[0]?.attrs["id"]);
  expect(readSuggestionId(id)?.at).toEqual(new Date(2_000_000_000_000));
  expect([two?.attrs["inserted"], two?.firstChild?.marks[0]?.attrs["id"]]).toEqual([id, id]);
  expect([three?.attrs["inserted"], three?.attrs["deleted"]]).toEqual([null, null]);
  expect(nameOfStranger(readSuggestionId(String(four?.attrs["deleted"]))?.by ?? "")).toBe("Ann Lee");
  expect(back.losses).toEqual([]);
  const marked = "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
  const cell = `<w:tbl><w:tr><w:tc>${marked}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>`;
  const apart = readDocx(zipOf(part, body(`${marked}${cell}<w:p/>`)));
  expect(JSON.stringify(apart.text.toJSON())).not.toContain('"inserted":"');
  expect(apart.losses).toEqual([{ reason: "tracked-structure", count: 1 }]);
});

test("words that run from right to left are written so, and set at the side where they were", async () => {
  const said = (words: string, textAlign: string | null) =>
    textSchema().node("paragraph", { textAlign }, [textSchema().text(words)]);
  const blocks = [
    said("السقف قديم", null),
    said("הגג ישן", "left"),
    said("١ roof סוף", "right"),
    said("12 מ", "right"),
  ];
  const text = textSchema().node("doc", null, blocks);
  const docx = await writeDocx({ ...written, text, discussions: [] });
  // On the right is where the last one would be anyway.
  expect(readDocx(docx).text.children.map((node) => node.attrs["textAlign"])).toEqual([null, "left", "right", null]);
  expect(readDocx(docx).text.textContent).toBe(text.textContent);
  const file = path.join(folder(), "x.docx");
  writeFileSync(file, docx);
  const script = `import sys, re, zipfile
for p in re.findall("<w:p>.*?</w:p>", zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()): print("w:bidi" in p, "w:rtl" in p, re.findall('w:jc w:val="([a-z]+)"', p))`;
  expect(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }).trim().split("\n")).toEqual([
    "True True []",
    "True True ['right']",
    "False False ['right']",
    "True True ['left']",
  ]);
});

test("two hundred and forty blocks are written and read in less than a second and a half of work", async () => {
  const blocks = Array.from({ length: 15 }, () => everything.children.slice(0, 16)).flat();
  const text = textSchema().node("doc", null, blocks);
  const begun = process.cpuUsage();
  const back = readDocx(await writeDocx({ ...written, text, discussions: [] }));
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1500);
  expect(back.text.childCount).toBeGreaterThan(200);
});

/** An archive of one packed part. */
function zipOf(
  name: string,
  content: Buffer,
  { flags = 0, said = content.length }: { flags?: number; said?: number } = {},
) {
  const packed = deflateRawSync(content);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(said, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), head, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

const faultOf = (bytes: Buffer): string => {
  try {
    return readDocx(bytes).text.toString();
  } catch (error) {
    if (error instanceof ConversionFailed) return error.fault;
    throw error;
  }
};
const body = (inner: string) => Buffer.from(`<w:document><w:body>${inner}</w:body></w:document>`);
const part = "word/document.xml";

test("bombs, what is too deep or too long, what has a password and what is broken are refused", () => {
  expect(faultOf(zipOf(part, body("<w:p><w:r><w:t>well</w:t></w:r></w:p>")))).toBe('doc(paragraph("well"))');
  expect(faultOf(zipOf(part, Buffer.alloc(80_000_000, " "), { said: 10 }))).toBe("too-large");
  expect(faultOf(zipOf(part, body("<w:p>".repeat(2000))))).toBe("too-large");
  expect(faultOf(zipOf(part, body("<w:p/>".repeat(900_000))))).toBe("too-large");
  expect(faultOf(zipOf(part, body(""), { flags: 1 }))).toBe("protected");
  expect(faultOf(Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "latin1"))).toBe("protected");
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from("hello"),
    zipOf("x", Buffer.from("y")),
    zipOf(part, Buffer.from("<w:document/>")),
  ])
    expect(faultOf(bytes)).toBe("broken");
});

test("entities that grow or name files stay what they are", () => {
  const xml = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${body("<w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p>").toString()}`;
  expect(faultOf(zipOf(part, Buffer.from(xml)))).toBe('doc(paragraph("&b;&f;"))');
});

test("tables in tables beyond what anybody reads lose their frames and keep their words", () => {
  const open = "<w:tbl><w:tr><w:tc>".repeat(60);
  const close = "<w:p/></w:tc></w:tr></w:tbl>".repeat(60);
  const { text, losses } = readDocx(zipOf(part, body(`${open}<w:p><w:r><w:t>deep</w:t></w:r></w:p>${close}`)));
  expect(text.textContent).toBe("deep");
  expect(losses).toEqual([{ reason: "elements", count: 36 }]);
});
