import type { Node } from "@tiptap/pm/model";
import { absolutePositionToRelativePosition, initProseMirrorDoc } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import {
  commentsIn,
  contentOf,
  plainText,
  readText,
  rewriteText,
  textSchema,
  textUpdate,
  writePage,
} from "../model/index.ts";
import { compareTexts, joinState, markComment, readVersion, restoreText, templateOf, unmarkComments } from "./index.ts";

type Line = string | { heading: string } | { bold: string } | { item: string };
const paragraph = (text: string, ...marks: object[]) => ({
  type: "paragraph",
  content: text === "" ? [] : [{ type: "text", text, marks }],
});
const nodeOf = (line: Line): object => {
  if (typeof line === "string") return paragraph(line);
  if ("bold" in line) return paragraph(line.bold, { type: "bold" });
  if ("item" in line) return { type: "bulletList", content: [{ type: "listItem", content: [paragraph(line.item)] }] };
  return { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: line.heading }] };
};
const textOf = (...lines: Line[]): Node => textSchema().nodeFromJSON({ type: "doc", content: lines.map(nodeOf) });

function compare(from: Node, to: Node) {
  const comparison = compareTexts(from, to);
  if (comparison.status !== "compared") throw new Error(comparison.status);
  return comparison.blocks;
}
const brief = (from: Node, to: Node) =>
  compare(from, to).map(({ kind, parts }) => [
    kind,
    parts.map(({ kind: how, text }) => (how === "same" ? text : how === "added" ? `+${text}+` : `-${text}-`)).join(""),
  ]);

test("two texts are compared line by line, and lines that were changed word by word", () => {
  const from = textOf({ heading: "Roof" }, "The roof is old and leaks.", "Ask for offers.", "Done");
  const to = textOf({ heading: "Roof" }, "New first", "The roof is new and does not leak.", { item: "Done" });
  expect(brief(from, to)).toEqual([
    ["same", "Roof"],
    ["added", "+New first+"],
    ["changed", "The roof is -old-+new+ and -leaks-+does not leak+."],
    ["removed", "-Ask for offers.-"],
    ["changed", "Done"],
  ]);
  expect(compare(from, to).at(-1)).toMatchObject({ within: ["bulletList", "listItem"], isFormOnly: true });
  expect(compare(from, to)[0]).toMatchObject({ type: "heading", level: 2 });
});

test("what only looks another way is told apart from other words, and what people say about it is no change", () => {
  expect(compare(textOf("Slates"), textOf({ bold: "Slates" }))).toMatchObject([{ kind: "changed", isFormOnly: true }]);
  const noted = textSchema().nodeFromJSON({
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Sla" },
          { type: "text", text: "tes", marks: [{ type: "comment", attrs: { id: "t" } }] },
        ],
      },
    ],
  });
  expect(compare(textOf("Slates"), noted)).toMatchObject([{ kind: "same" }]);
});

test("languages without spaces have words", () => {
  expect(brief(textOf("屋根が古いので直す"), textOf("屋根が新しいので直す"))).toEqual([
    ["changed", expect.stringMatching(/^屋根が.*\+.*新し.*ので直す$/)],
  ]);
});

test("a text with nothing in common is compared in a moment, and one that is too large not at all", () => {
  const many = (word: string, count: number) => textOf(...Array.from({ length: count }, (_, i) => `${word} ${i}`));
  const begun = performance.now();
  const blocks = compare(many("old", 6000), many("new", 6000));
  expect(blocks.length).toBeGreaterThanOrEqual(6000);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(compareTexts(many("a", 20_001), textOf("b"))).toEqual({ status: "too-large" });
  expect(compareTexts(textOf("b"), textOf("x".repeat(2_000_001)))).toEqual({ status: "too-large" });
});

test("an old version comes back as an edit that keeps what somebody else writes at the same time", () => {
  const old = textUpdate(textOf("One", "Two", "Three"));
  const base = new Y.Doc();
  Y.applyUpdate(base, old);
  writePage(base, { isLandscape: true });
  const change = rewriteText([Y.encodeStateAsUpdate(base)], () => textOf("One", "2", "Three", "Four"));
  const now = [Y.encodeStateAsUpdate(base), ...(change ? [change] : [])];
  const theirs = new Y.Doc();
  for (const update of now) Y.applyUpdate(theirs, update);
  const first = contentOf(theirs).get(0);
  if (first instanceof Y.XmlElement) (first.get(0) as Y.XmlText).insert(3, "!");
  const update = restoreText(now, old);
  expect(update).not.toBeNull();
  if (update) Y.applyUpdate(theirs, update);
  const { text, page } = readVersion([Y.encodeStateAsUpdate(theirs)]);
  expect(plainText(textSchema().nodeFromJSON(text))).toBe("One!\nTwo\nThree");
  expect(page.isLandscape).toBe(false);
  expect(restoreText([old], old)).toBeNull();
});

test("a state holds all and not what was deleted", () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  doc.getText("text").insert(0, "x".repeat(10_000));
  doc.getText("text").delete(0, 9_999);
  const state = joinState(updates);
  expect(state.length).toBeLessThan(100);
  const again = new Y.Doc();
  Y.applyUpdate(again, state);
  expect(again.getText("text").toJSON()).toBe("x");
});

/** A text and a way to name places in it, as an editor does. */
function placed(text: Node) {
  const update = textUpdate(text);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const { doc: node, mapping } = initProseMirrorDoc(contentOf(doc), textSchema());
  const at = (pos: number): unknown =>
    JSON.parse(JSON.stringify(absolutePositionToRelativePosition(pos, contentOf(doc), mapping)));
  const find = (word: string) => {
    let found = -1;
    node.descendants((child, pos) => {
      const index = child.isText ? (child.text ?? "").indexOf(word) : -1;
      if (index >= 0 && found < 0) found = pos + index;
    });
    return { from: at(found), to: at(found + word.length) };
  };
  return { doc, update, find, at };
}

test("a thread is marked on its range alone, also after others have written before it", () => {
  const { doc, update, find } = placed(textOf("The roof is old", "and leaks"));
  const range = find("roof");
  const first = contentOf(doc).get(0);
  if (first instanceof Y.XmlElement) (first.get(0) as Y.XmlText).insert(0, "Note: ");
  const marked = markComment([Y.encodeStateAsUpdate(doc)], { id: "t1", ...range });
  if (marked.status !== "marked") throw new Error(marked.status);
  expect(marked.quote).toBe("roof");
  const text = readText([update, Y.encodeStateAsUpdate(doc), marked.update]);
  const [only, ...more] = commentsIn(text);
  expect([text.textBetween(only?.from ?? 0, only?.to ?? 0), more]).toEqual(["roof", []]);
  expect(marked.update.length).toBeLessThan(200);
  // All that stood before it goes.
  if (first instanceof Y.XmlElement) (first.get(0) as Y.XmlText).delete(0, 10);
  const atStart = markComment([Y.encodeStateAsUpdate(doc)], { id: "t2", ...range });
  expect(atStart).toMatchObject({ status: "marked", quote: "roof" });
  const clean = unmarkComments([Y.encodeStateAsUpdate(doc), marked.update], ["t1"]);
  expect(clean).not.toBeNull();
  expect(commentsIn(readText([Y.encodeStateAsUpdate(doc), marked.update, ...(clean ? [clean] : [])]))).toEqual([]);
  expect(unmarkComments([Y.encodeStateAsUpdate(doc), marked.update], ["t2"])).toBeNull();
});

test("a range that is gone, empty, nowhere or no range takes no thread", () => {
  const { doc, update, find, at } = placed(textOf("The roof is old", ""));
  const range = find("roof");
  const mark = (from: unknown, to: unknown, updates = [update]) => markComment(updates, { id: "t", from, to }).status;
  expect(mark(range.from, range.from)).toBe("gone");
  expect(mark(at(17), at(18))).toBe("gone");
  const elsewhere = placed(textOf("Another one")).find("one");
  expect(mark(elsewhere.from, elsewhere.to)).toBe("gone");
  for (const odd of [null, 5, "x", [], {}, { tname: "page" }, { type: { client: -1, clock: 1e300 } }, { item: "x" }])
    expect(mark(odd, odd)).toBe("gone");
  const first = contentOf(doc).get(0);
  if (first instanceof Y.XmlElement) (first.get(0) as Y.XmlText).delete(2, 8);
  expect(mark(range.from, range.to, [Y.encodeStateAsUpdate(doc)])).toBe("gone");
  const long = placed(textOf("x".repeat(20_001)));
  expect(mark(long.at(1), long.at(20_002), [long.update])).toBe("too-long");
});

test("a document made after another one has its text and its page, and nothing that is said or proposed about it", () => {
  const content = [
    { type: "text", text: "The " },
    { type: "text", text: "old", marks: [{ type: "deletion", attrs: { id: "p1" } }] },
    { type: "text", text: "new", marks: [{ type: "insertion", attrs: { id: "p1" } }] },
    { type: "text", text: " roof", marks: [{ type: "bold" }, { type: "comment", attrs: { id: "t" } }] },
  ];
  const source = new Y.Doc();
  Y.applyUpdate(
    source,
    textUpdate(textSchema().nodeFromJSON({ type: "doc", content: [{ type: "paragraph", content }] })),
  );
  writePage(source, { isLandscape: true, header: "Council" });
  const { text, page } = readVersion([templateOf([Y.encodeStateAsUpdate(source)])]);
  expect(text).toMatchObject({
    content: [{ content: [{ text: "The old" }, { text: " roof", marks: [{ type: "bold" }] }] }],
  });
  expect(JSON.stringify(text)).not.toMatch(/comment|insertion|deletion/);
  expect(page).toMatchObject({ isLandscape: true, header: "Council", size: "a4" });
});
