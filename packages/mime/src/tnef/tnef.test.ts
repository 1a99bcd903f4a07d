import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mail } from "../samples.ts";
import { attachmentBytes, parseMessage, readContent } from "../index.ts";
import { readTnef } from "./index.ts";
import { decompressRtf } from "./lzfu.ts";
import { readRtf } from "./rtf.ts";
import { buildProps, buildTnef, plainRtf, winmail } from "./sample.ts";

test("a winmail.dat gives its HTML and its files with their long names", () => {
  const read = readTnef(winmail);
  expect(read?.html).toBe("<html><p>Schöne Grüße</p></html>");
  expect(read?.attachments).toEqual([
    { name: "Plan für das Dach.pdf", type: "application/pdf", contentId: null, content: Buffer.from("%PDF-1.4\n") },
    { name: "notes.txt", type: "application/octet-stream", contentId: null, content: Buffer.from("ten o'clock\r\n") },
  ]);
});

test("Debian's tnef finds the same files in it", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tnef-"));
  try {
    const file = path.join(folder, "winmail.dat");
    writeFileSync(file, winmail);
    const { status, stderr } = spawnSync("tnef", ["-C", folder, file], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    const found = readdirSync(folder).filter((name) => name !== "winmail.dat");
    const contents = found.map((name) => readFileSync(path.join(folder, name), "latin1")).toSorted();
    expect(contents).toEqual(["%PDF-1.4\n", "ten o'clock\r\n"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// The example of MS-OXRTFCP §3.1.1, given there in octets.
test("compressed RTF is unpacked as Microsoft's own example says", () => {
  const example = Buffer.from(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0",
    "hex",
  );
  expect(decompressRtf(example)?.toString("latin1")).toBe("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
  // And the one in which a run refers to itself, §3.1.2.
  const run = Buffer.from("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", "hex");
  expect(decompressRtf(run)?.toString("latin1")).toBe("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
});

test.each([
  [
    "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}\\pard One\\par Two\\tab x\\line \\'e4\\u8364?\\par}",
    "One\r\nTwo\tx\r\nä€",
  ],
  ["{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b}", "日本"],
  ["{\\rtf1\\uc2\\u26085XX\\u26412YY!}", "日本!"],
  ["{\\rtf1 a\\{b\\}\\\\c\\~d{\\*\\unknown hidden}{\\pict 00ff}}", "a{b}\\c\u00a0d"],
])("RTF %j reads %j", (rtf, text) => {
  expect(readRtf(Buffer.from(rtf, "latin1"))).toEqual({ text });
});

test("a message inside is given by its text and its files", () => {
  const inner = buildTnef([
    [1, 0x00069003, buildProps({ 0x1000: "inner text" })],
    [2, 0x00069002, Buffer.alloc(14)],
    [2, 0x00018010, Buffer.from("a.bin\0")],
    [2, 0x0006800f, Buffer.from("abc")],
  ]);
  const outer = buildTnef([
    [1, 0x00069003, buildProps({ 0x1013: Buffer.from("<p>outer</p>") })],
    [2, 0x00069002, Buffer.alloc(14)],
    [2, 0x00069005, buildProps({ 0x3707: "Report.msg", 0x3705: 5, 0x3701: inner })],
  ]);
  const read = readTnef(outer);
  expect(read?.html).toBe("<p>outer</p>");
  expect(read?.attachments.map(({ name, content }) => [name, content.toString()])).toEqual([
    ["Report.txt", "inner text"],
    ["a.bin", "abc"],
  ]);
});

test("a message shows what lies in its winmail.dat instead of it", () => {
  const raw = mail([
    "From: ann@example.org",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "",
    "--b",
    'Content-Type: application/ms-tnef; name="winmail.dat"',
    "Content-Transfer-Encoding: base64",
    "",
    winmail.toString("base64"),
    "--b--",
  ]);
  const root = parseMessage(raw);
  const content = readContent(raw, root);
  expect(content.html).toContain("Schöne Grüße");
  expect(content.attachments.map(({ path: at, name, type }) => [at, name, type])).toEqual([
    ["2:1", "Plan für das Dach.pdf", "application/pdf"],
    ["2:2", "notes.txt", "text/plain"],
  ]);
  expect(attachmentBytes(raw, root, "2:2")?.toString()).toBe("ten o'clock\r\n");
  expect([attachmentBytes(raw, root, "2:3"), attachmentBytes(raw, root, "1:1")]).toEqual([null, null]);
  // One that cannot be read stays the file that it is.
  const broken = Buffer.from(raw.toString("latin1").replace(winmail.toString("base64"), "AAAA"), "latin1");
  expect(readContent(broken, parseMessage(broken)).attachments).toMatchObject([{ path: "2", name: "winmail.dat" }]);
});

const seeds = [winmail, plainRtf("{\\rtf1 x}")];

test("no input breaks the readers", () => {
  const octets = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .record({
        seed: fc.constantFrom(...seeds),
        edits: fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 12 }),
      })
      .map(({ seed, edits }) => {
        const copy = Buffer.from(seed);
        for (const [at, value] of edits) copy[at % copy.length] = value;
        return copy;
      }),
  );
  fc.assert(
    fc.property(octets, fc.string(), (bytes, text) => {
      readTnef(Buffer.from(bytes));
      decompressRtf(Buffer.from(bytes));
      readRtf(Buffer.from(bytes));
      readRtf(Buffer.from(`{\\rtf1\\fromhtml1${text}`));
    }),
    { numRuns: 1500 },
  );
});

test("hostile lengths cost no more than the input is long", () => {
  const huge = Buffer.concat([winmail.subarray(0, 6), Buffer.alloc(200_000, 0xff)]);
  const begun = performance.now();
  readTnef(huge);
  readRtf(Buffer.from("{".repeat(200_000)));
  readRtf(Buffer.from("\\u1".repeat(200_000)));
  decompressRtf(Buffer.concat([Buffer.from("ffffffffffffffff4c5a467500000000", "hex"), Buffer.alloc(200_000, 0x0f)]));
  expect(performance.now() - begun).toBeLessThan(2_000);
});
