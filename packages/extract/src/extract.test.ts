import fc from "fast-check";
import { expect, test } from "vitest";
import { pdf, zip } from "./documents.fixture.ts";
import { extractText, isExtractable } from "./extract.ts";
import { limits } from "./limits.ts";

const word = (content: Buffer, name = "a") => extractText({ name, type: "application/octet-stream", content });
const types = '<?xml version="1.0"?><Types/>';
const docx = (body: string) =>
  zip({
    "[Content_Types].xml": types,
    "word/document.xml": `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
  });

test("Word: paragraphs, runs, entities; not what was deleted or is code of a field", async () => {
  const text = await word(
    docx(
      "<w:p><w:r><w:t>Budget f&#252;r </w:t></w:r><w:r><w:t>2026 &amp; 2027</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>HYPERLINK</w:instrText><w:t>kept</w:t></w:r></w:p>",
    ),
    "plan.docx",
  );
  expect(text).toContain("Budget für 2026 & 2027\n");
  expect(text).toContain("kept");
  expect(text).not.toMatch(/gone|HYPERLINK/);
});

test("Excel, PowerPoint, OpenDocument and EPUB", async () => {
  const xlsx = zip({
    "[Content_Types].xml": types,
    "xl/sharedStrings.xml": "<sst><si><t>Heizung</t></si><si><t>Dach</t></si></sst>",
  });
  expect(await word(xlsx, "a.xlsx")).toMatch(/Heizung\s+Dach/);
  const slide = (text: string) => `<p:sld xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
  const pptx = zip({
    "[Content_Types].xml": types,
    "ppt/slides/slide10.xml": slide("Ten"),
    "ppt/slides/slide2.xml": slide("Two"),
  });
  expect(await word(pptx, "a.pptx")).toMatch(/Two\s+Ten/);
  const odt = zip({
    mimetype: "application/vnd.oasis.opendocument.text",
    "content.xml": "<text:p>Guten<text:s/>Tag</text:p>",
  });
  expect(await word(odt, "a.odt")).toContain("Guten Tag");
  const epub = zip({
    mimetype: "application/epub+zip",
    "OEBPS/1.xhtml": "<html><body><p>Chapter one</p></body></html>",
  });
  expect(await word(epub, "a.epub")).toContain("Chapter one");
});

test("PDF, page after page", async () => {
  expect(await word(pdf(["Invoice 4711", "Second (page)"]), "a.pdf")).toBe("Invoice 4711\nSecond (page)\n");
});

test("RTF: code pages, Unicode, groups without text", async () => {
  const rtf =
    "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}Gr\\'fc\\'dfe\\par \\u26085?\\u26412? {\\*\\generator X}end}";
  expect(await word(Buffer.from(rtf, "latin1"), "a.rtf")).toBe("Grüße\n日本 end");
});

test("text and HTML, in the character set that they are in", async () => {
  expect(await word(Buffer.from("\ufeffplain ü"), "a.txt")).toContain("plain ü");
  expect(await word(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("wide", "utf16le")]), "a.csv")).toContain(
    "wide",
  );
  expect(await word(Buffer.from("<p>Hello <b>there</b><script>no()</script>"), "a.html")).toBe("Hello there");
});

test("an archive of files has the names of its files", async () => {
  expect(await word(zip({ "photos/roof.jpg": "x", "readme.txt": "y" }), "a.zip")).toBe("photos/roof.jpg\nreadme.txt");
});

test("what has no text is not read", () => {
  expect(isExtractable({ name: "a.jpg", type: "image/jpeg" })).toBe(false);
  expect(isExtractable({ name: "A.PDF", type: "application/octet-stream" })).toBe(true);
});

test("a bomb unpacks to its limit and no further", async () => {
  const bomb = zip({ "[Content_Types].xml": types, "word/document.xml": Buffer.alloc(64_000_000, "<w:p>a</w:p>") }, 10);
  expect((await word(bomb, "a.docx")).length).toBeLessThanOrEqual(limits.textLength);
  const many = Object.fromEntries(
    Array.from({ length: 6 }, (_none, i) => [`ppt/slides/slide${i + 1}.xml`, Buffer.alloc(20_000_000, " ")]),
  );
  await word(zip({ "[Content_Types].xml": types, ...many }), "a.pptx");
});

test("entities that grow, or name files, are nothing but characters", async () => {
  const lol = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><w:document><w:p><w:t>&b;&f;&amp;</w:t></w:p></w:document>`;
  const text = await word(zip({ "[Content_Types].xml": types, "word/document.xml": lol }), "a.docx");
  expect(text).toContain("&b;&f;&");
  expect(text).not.toContain("root:");
});

test("whatever the bytes are, it ends with text or an error", { timeout: 30_000 }, async () => {
  const seeds = [docx("<w:p>x</w:p>"), pdf(["x"]), Buffer.from("{\\rtf1 x}"), Buffer.from("<p>x")];
  const names = ["a.docx", "a.pdf", "a.rtf", "a.html", "a.txt", "a.zip"];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.constantFrom(...names),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
      fc.nat({ max: 40 }),
      async (seed, name, changes, cut) => {
        const bytes = Buffer.from(seed.subarray(0, Math.max(0, seed.length - cut)));
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        await word(bytes, name).catch(() => "");
      },
    ),
    { numRuns: 300, interruptAfterTimeLimit: 10_000 },
  );
});
