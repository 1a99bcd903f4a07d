import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { discussion, everything, png, shapeOf, written } from "./everything.fixture.ts";
import { readElsewhere, writeElsewhere } from "./index.ts";

const { title, page, discussions } = written;
const order = {
  title,
  page,
  discussions,
  text: everything.toJSON() as object,
  people: [...written.people],
  pictures: new Map([["n1", { bytes: png, mime: "image/png" }]]),
};

test("a file is written and read in another thread as it is in this one", async () => {
  const bytes = await writeElsewhere({ format: "docx", written: order });
  const back = await readElsewhere({ format: "docx", bytes });
  expect(back.discussions).toEqual([{ ...discussion, id: expect.any(String) }]);
  expect(shapeOf(back.text)).toMatchObject({ type: "doc" });
  expect(back.pictures.map(({ bytes: picture }) => Buffer.from(picture).equals(png))).toEqual([true]);
  const markdown = await writeElsewhere({ format: "md", written: order });
  expect((await readElsewhere({ format: "md", bytes: markdown })).text.firstChild?.textContent).toBe("A new roof");
});

test("a file that cannot be read is refused as it is in this one", async () => {
  await expect(readElsewhere({ format: "docx", bytes: Buffer.from("no") })).rejects.toMatchObject({ fault: "broken" });
  const file = readFileSync(path.resolve(import.meta.dirname, "../../../../fixtures/office/report.doc"));
  await expect(readElsewhere({ format: "docx", bytes: file })).rejects.toMatchObject({ fault: "protected" });
});

test("pages in older encodings are read as what they are", async () => {
  const said = async (bytes: Buffer) => (await readElsewhere({ format: "html", bytes })).text.textContent;
  expect(await said(Buffer.from("<p>Söhne"))).toBe("Söhne");
  expect(await said(Buffer.from("<p>Söhne", "latin1"))).toBe("Söhne");
  expect(await said(Buffer.from('<meta charset="iso-8859-1"><p>Söhne', "latin1"))).toBe("Söhne");
  expect(await said(Buffer.from("\ufeff<p>Söhne", "utf16le"))).toBe("Söhne");
});
