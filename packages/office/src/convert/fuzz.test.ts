import { readFileSync } from "node:fs";
import path from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { ConversionFailed, type ReadFile } from "./conversion.ts";
import { readDocx } from "./docx/read/read-docx.ts";
import { written } from "./everything.fixture.ts";
import { readHtml } from "./html/read-html.ts";
import { writeHtml } from "./html/write-html.ts";
import { readMarkdown } from "./markdown/read-markdown.ts";
import { writeMarkdown } from "./markdown/write-markdown.ts";

/** Numbers that look like chance, and are the same each time (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A text with pieces of itself cut out, doubled and put elsewhere. */
function shaken(text: string, pick: (below: number) => number): string {
  let now = text;
  for (let round = 0; round < 6; round++) {
    const [from, length, to] = [pick(now.length), pick(60), pick(now.length)];
    const piece = now.slice(from, from + length);
    const without = pick(2) === 0 ? now.slice(0, from) + now.slice(from + length) : now;
    now = without.slice(0, to) + piece + without.slice(to);
  }
  return now;
}

/** Either it is read into a text that keeps the rules, or it is refused. */
function settled(read: () => ReadFile): void {
  try {
    read().text.check();
  } catch (error) {
    expect(error).toBeInstanceOf(ConversionFailed);
  }
}

const docx = readFileSync(path.resolve(import.meta.dirname, "../../../../fixtures/office/word-forms.docx"));
const name = "word/document.xml";

/** The main part of the file, as it lies there. */
function mainPart(): { at: number; start: number; length: number; xml: string } {
  const at = docx.indexOf(Buffer.from(`${name}`)) - 30;
  const start = at + 30 + docx.readUInt16LE(at + 26) + docx.readUInt16LE(at + 28);
  const length = docx.readUInt32LE(at + 18);
  return { at, start, length, xml: inflateRawSync(docx.subarray(start, start + length)).toString() };
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);

test("shaken docx files are read or refused", () => {
  const { at, start, length, xml } = mainPart();
  for (const seed of seeds) {
    const packed = deflateRawSync(Buffer.from(shaken(xml, chance(seed))));
    const file = Buffer.concat([docx.subarray(0, start), packed, docx.subarray(start + length)]);
    // The directory tells where the rest is, and how long this is now.
    const moved = packed.length - length;
    for (let entry = file.indexOf("PK\x01\x02"); entry >= 0; entry = file.indexOf("PK\x01\x02", entry + 4)) {
      const offset = file.readUInt32LE(entry + 42);
      if (offset === at) file.writeUInt32LE(packed.length, entry + 20);
      if (offset > at) file.writeUInt32LE(offset + moved, entry + 42);
    }
    const end = file.lastIndexOf("PK\x05\x06");
    file.writeUInt32LE(file.readUInt32LE(end + 16) + moved, end + 16);
    settled(() => readDocx(file));
  }
});

test("docx files with changed bytes are read or refused", () => {
  for (const seed of seeds) {
    const pick = chance(seed);
    const file = Buffer.from(docx);
    for (let round = 0; round < 10; round++) file[pick(file.length)] = pick(256);
    settled(() => readDocx(file.subarray(0, pick(4) === 0 ? pick(file.length) : file.length)));
  }
});

test("shaken pages are read", () => {
  const html = writeHtml(written);
  for (const seed of seeds) settled(() => readHtml(shaken(html, chance(seed))));
});

test("shaken Markdown is read", () => {
  const markdown = writeMarkdown(written);
  for (const seed of seeds) settled(() => readMarkdown(shaken(markdown, chance(seed))));
});
