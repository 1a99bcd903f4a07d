import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
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
