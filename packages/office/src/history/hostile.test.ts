import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentOf, pageOf, plainText, readText, textSchema, textUpdate } from "../model/index.ts";
import { compareTexts, joinState, markComment, readVersion, restoreText, templateOf, unmarkComments } from "./index.ts";

/** Numbers that are the same each time, so that what was found once is found again. */
function randomly(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  const one = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  return { below, one };
}

const names = [...Object.keys(textSchema().nodes), "script", "__proto__", "constructor", "", "paragraph "];
const marks = [...Object.keys(textSchema().marks), "comment--abcdefgh", "blink", "constructor"];
const keys = [
  "level",
  "textAlign",
  "id",
  "text",
  "label",
  "latex",
  "colspan",
  "src",
  "checked",
  "width",
  "type",
  "__proto__",
];
const values: readonly unknown[] = [
  null,
  0,
  -1,
  1e300,
  "",
  "x",
  true,
  [],
  {},
  { level: 9 },
  "x".repeat(5000),
  Number.NaN,
];

/** Something that any Yjs client could have made, and no editor would. */
function oddDocument(seed: number): Uint8Array {
  const { below, one } = randomly(seed);
  const doc = new Y.Doc();
  const addText = (to: Y.XmlFragment): void => {
    const made = new Y.XmlText();
    to.push([made]);
    for (let i = 0; i < 1 + below(3); i++) {
      const look =
        below(2) === 0 ? {} : { [one(marks)]: one([{}, null, true, "x", { id: "t" }, { href: "javascript:x" }]) };
      made.insert(0, one(["word", "two words", "", "\u0000\ud800", "屋根"]), look);
    }
  };
  const addElement = (to: Y.XmlFragment, depth: number): void => {
    const made = new Y.XmlElement(one(names));
    to.push([made]);
    for (let i = 0; i < below(3); i++) made.setAttribute(one(keys), one(values) as string);
    for (let i = 0; i < below(4); i++)
      if (depth > 0 && below(3) > 0) addElement(made, depth - 1);
      else addText(made);
  };
  doc.transact(() => {
    for (let i = 0; i < 1 + below(5); i++)
      if (below(6) === 0) addText(contentOf(doc));
      else addElement(contentOf(doc), below(6));
    for (const key of ["size", "marginMm", "header", "isLandscape", "odd"]) pageOf(doc).set(key, one(values));
  });
  return Y.encodeStateAsUpdate(doc);
}

test("whatever a client has put into a document, it is read as a text that an editor can show", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const [odd, other] = [oddDocument(seed), oddDocument(seed + 10_000)];
    const { text, page } = readVersion([odd]);
    textSchema().nodeFromJSON(text).check();
    expect(page.marginMm).toBeGreaterThanOrEqual(5);
    expect(compareTexts(readText([odd]), readText([other])).status).toBe("compared");
    const restored = restoreText([other], odd);
    // What was null is as if it had not been said, once it is written again.
    const written = readText([textUpdate(readText([odd]))]);
    expect(readText([other, ...(restored ? [restored] : [])]).toJSON()).toEqual(written.toJSON());
    readText([templateOf([odd])]).check();
    readText([odd, unmarkComments([odd], ["t"]) ?? odd]).check();
    const [from, to] = [{ tname: "content" }, { type: null, item: { client: 1, clock: 1 } }];
    expect(markComment([odd], { id: "t2", from, to }).status).toBe("gone");
    expect(joinState([odd]).length).toBeGreaterThan(1);
  }
});

test("elements in elements without end are taken out, and end nobody who reads them", () => {
  const doc = new Y.Doc();
  doc.transact(() => {
    let at: Y.XmlFragment = contentOf(doc);
    for (let level = 0; level < 20_000; level++) {
      const made = new Y.XmlElement("blockquote");
      at.push([made]);
      at = made;
    }
    const said = new Y.XmlElement("paragraph");
    contentOf(doc).push([said]);
    said.push([new Y.XmlText("Fine")]);
  });
  const state = Y.encodeStateAsUpdate(doc);
  expect(plainText(readText([state]))).toBe("Fine");
  expect(plainText(readText([templateOf([state])]))).toBe("Fine");
});
