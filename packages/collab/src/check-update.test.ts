import { expect, test } from "vitest";
import * as Y from "yjs";
import { checkUpdate, isKnown } from "./check-update.ts";
import { mulberry } from "./client.fixture.ts";
import { Untaken } from "./room.ts";
import { BadMessage } from "./wire.ts";

const most = 1000;

/** Yjs, update format 1: clients, for each its structs; then deletions. Numbers below 128 are one byte. */
const update = (...bytes: number[]) => Uint8Array.from(bytes);
const far = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01];

test("what only deletes is told from what brings something", () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (one: Uint8Array) => void updates.push(one));
  doc.getText("t").insert(0, "abc");
  doc.getText("t").delete(0, 1);
  expect(updates.map((one) => checkUpdate(one, most))).toEqual([
    { structs: 1, deletions: 0 },
    { structs: 0, deletions: 1 },
  ]);
  expect(checkUpdate(update(0, 0), most)).toEqual({ structs: 0, deletions: 0 });
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
  expect(() => checkUpdate(update(...bytes), most)).toThrow(BadMessage);
});

test.each([101, 5000, 200_000])("a value of %i levels is refused", (levels) => {
  // One item of the parent "t" with any content: an array in an array in an array.
  const deep = Array.from({ length: levels }, () => [117, 1]).flat();
  expect(() => checkUpdate(Uint8Array.from([1, 1, 5, 0, 8, 1, 1, 116, 1, ...deep, 126, 0]), most)).toThrow(BadMessage);
});

test("values of some levels, texts with formats and pictures in them are taken", () => {
  const doc = new Y.Doc();
  doc.getMap("m").set("k", { a: [{ b: [new Uint8Array(3), null, "x", 1n] }] });
  doc.getText("t").insert(0, "bold", { bold: true, link: { href: "x" } });
  doc.getText("t").insertEmbed(0, { image: { src: "x" } });
  expect(checkUpdate(Y.encodeStateAsUpdate(doc), most).structs).toBeGreaterThan(5);
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

test("an update of more parts than anybody waits for is refused before any of it is built", () => {
  const structs = Uint8Array.from([1, 0xff, 0x7f, 5, 0, ...Array.from({ length: 16_383 }, () => [0, 1]).flat(), 0]);
  expect(() => checkUpdate(structs, 16_382)).toThrow(Untaken);
  expect(checkUpdate(structs, 16_383)).toEqual({ structs: 16_383, deletions: 0 });
  expect(() => checkUpdate(update(0, 1, 5, 0x7f, 0, 1), 100)).toThrow(Untaken);
});

/** What Yjs itself says is the judge: of documents of all kinds of content, written by several at once. */
test("it counts what Yjs decodes", () => {
  const random = mulberry(7);
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  const pick = (max: number) => Math.floor(random() * max);
  for (let round = 0; round < 400; round++) {
    const doc = docs[pick(3)] ?? new Y.Doc();
    const text = doc.getText("t");
    const xml = doc.getXmlFragment("x");
    const list = doc.getArray("a");
    const map = doc.getMap<unknown>("m");
    const acts = [
      () => text.insert(pick(text.length + 1), "ä😀b".slice(0, 1 + pick(3)), random() < 0.5 ? { bold: true } : {}),
      () => text.length > 2 && text.delete(pick(text.length - 1), 1),
      () => text.insertEmbed(pick(text.length + 1), { image: [{ src: `"[[${round}` }] }),
      () => xml.insert(pick(xml.length + 1), [random() < 0.5 ? new Y.XmlElement("p") : new Y.XmlText("x")]),
      () => map.set("hook", new Y.XmlHook("h")),
      () =>
        list.insert(0, [
          1,
          -70_000,
          1.5,
          2 ** 40,
          null,
          { u: undefined },
          true,
          "s",
          [1, { a: {} }],
          new Uint8Array(3),
        ]),
      () => list.length > 3 && list.delete(1, 2),
      () => map.set(`k${pick(5)}`, [new Y.Map(), new Y.Array(), new Y.Text("z"), 12n, { deep: [[[]]] }][pick(5)]),
    ];
    acts[pick(acts.length)]?.();
    if (round % 20 === 0)
      for (const one of docs) for (const other of docs) Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    const whole = Y.encodeStateAsUpdate(doc);
    const { structs, ds } = Y.decodeUpdate(whole);
    const deletions = [...ds.clients.values()].reduce((sum, ranges) => sum + ranges.length, 0);
    expect(checkUpdate(whole, 100_000)).toEqual({ structs: structs.length, deletions });
    const half = Y.diffUpdate(whole, Y.encodeStateVector(docs[pick(3)] ?? doc));
    expect(checkUpdate(half, 100_000).structs).toBe(Y.decodeUpdate(half).structs.length);
    expect(() => checkUpdate(whole.subarray(0, whole.length - 1 - pick(3)), 100_000)).toThrow(BadMessage);
  }
});
