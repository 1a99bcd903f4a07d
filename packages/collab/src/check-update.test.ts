import { expect, test } from "vitest";
import * as Y from "yjs";
import { checkUpdate, isKnown } from "./check-update.ts";
import { BadMessage } from "./wire.ts";

/** Yjs, update format 1: clients, for each its structs; then deletions. Numbers below 128 are one byte. */
const update = (...bytes: number[]) => Uint8Array.from(bytes);
const far = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01];

test("what only deletes is told from what brings something", () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (one: Uint8Array) => void updates.push(one));
  doc.getText("t").insert(0, "abc");
  doc.getText("t").delete(0, 1);
  expect(updates.map(checkUpdate)).toEqual([{ hasContent: true }, { hasContent: false }]);
  expect(checkUpdate(update(0, 0))).toEqual({ hasContent: false });
});

test.each([
  ["nothing", []],
  ["half of one", [1, 1, 5]],
  ["more structs than there are", [1, 0x7f, 5, 0, 0, 1]],
  ["more clients than there are", [0xff, 0xff, 0xff, 0x7f, 0]],
  ["a collected struct without measure", [1, 1, 5, 0, 0, ...far, 0]],
  ["a clock without measure", [1, 1, 5, ...far, 0, 1, 0]],
  ["deletions without measure", [0, 1, 5, 1, 0, ...far]],
  ["a content of no kind", [1, 1, 5, 0, 31, 1, 1, 116, 0]],
])("%s is no update", (_what, bytes) => {
  expect(() => checkUpdate(update(...bytes))).toThrow(BadMessage);
});

test.each([101, 5000, 200_000])("a value of %i levels is refused", (levels) => {
  // One item of the parent "t" with any content: an array in an array in an array.
  const deep = Array.from({ length: levels }, () => [117, 1]).flat();
  expect(() => checkUpdate(Uint8Array.from([1, 1, 5, 0, 8, 1, 1, 116, 1, ...deep, 126, 0]))).toThrow(BadMessage);
});

test("values of some levels, texts with formats and pictures in them are taken", () => {
  const doc = new Y.Doc();
  doc.getMap("m").set("k", { a: [{ b: [new Uint8Array(3), null, "x", 1n] }] });
  doc.getText("t").insert(0, "bold", { bold: true, link: { href: "x" } });
  doc.getText("t").insertEmbed(0, { image: { src: "x" } });
  expect(checkUpdate(Y.encodeStateAsUpdate(doc))).toEqual({ hasContent: true });
});

test("it is known what a document has already", () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  one.getText("t").insert(0, "abc");
  const first = Y.encodeStateAsUpdate(one);
  Y.applyUpdate(two, first);
  one.getText("t").insert(3, "d");
  expect(isKnown(two, first)).toBe(true);
  expect(isKnown(two, Y.encodeStateAsUpdate(one))).toBe(false);
});
