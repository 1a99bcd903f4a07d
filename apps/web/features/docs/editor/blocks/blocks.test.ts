import { textSchema } from "@carbyne/office/model";
import type { Node } from "@tiptap/pm/model";
import { EditorState, NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { blockAt, deleteBlocks, duplicateBlocks, moveBlocks, selectedBlocks } from "./blocks.ts";

const p = (text: string) => ({ type: "paragraph", ...(text === "" ? {} : { content: [{ type: "text", text }] }) });
const list = (...points: string[]) => ({
  type: "bulletList",
  content: points.map((text) => ({ type: "listItem", content: [p(text)] })),
});
const read = (...content: object[]): Node => textSchema().nodeFromJSON({ type: "doc", content });
const said = (doc: Node) => doc.textBetween(0, doc.content.size, "|");

function placeOf(doc: Node, text: string): number {
  let found = -1;
  doc.descendants((node, pos) => {
    if (node.isText && node.text === text) found = pos;
  });
  return found;
}

function at(doc: Node, from: string, to = from): EditorState {
  const selection = TextSelection.create(doc, placeOf(doc, from), placeOf(doc, to) + 1);
  return EditorState.create({ doc, selection });
}

function done(state: EditorState, act: (tr: Transaction) => unknown): Node {
  const { tr } = state;
  act(tr);
  tr.doc.check();
  return tr.doc;
}

function move(state: EditorState, direction: -1 | 1): string {
  const blocks = selectedBlocks(state);
  return said(done(state, (tr) => blocks && moveBlocks(tr, blocks, direction)));
}

test("a block moves over its neighbour, and the selection goes along", () => {
  const state = at(read(p("a"), p("b"), p("c")), "b");
  expect(move(state, -1)).toBe("b|a|c");
  expect(move(state, 1)).toBe("a|c|b");
  const { tr } = state;
  const blocks = selectedBlocks(state);
  if (blocks) moveBlocks(tr, blocks, -1);
  expect(tr.doc.textBetween(tr.selection.from, tr.selection.to)).toBe("b");
});

test("several blocks move as one; at the end nothing does", () => {
  const doc = read(p("a"), p("b"), p("c"));
  expect(move(at(doc, "b", "c"), -1)).toBe("b|c|a");
  expect(move(at(doc, "b", "c"), 1)).toBe("a|b|c");
});

test("in a list its points move", () => {
  expect(move(at(read(list("a", "b"), p("c")), "b"), -1)).toBe("b|a|c");
});

test("a node that is selected moves and stays selected", () => {
  const doc = read(p("a"), { type: "horizontalRule" });
  const state = EditorState.create({ doc, selection: NodeSelection.create(doc, 3) });
  const { tr } = state;
  const blocks = selectedBlocks(state);
  expect(blocks && moveBlocks(tr, blocks, -1)).toBe(true);
  expect(tr.doc.firstChild?.type.name).toBe("horizontalRule");
  expect(tr.selection instanceof NodeSelection && tr.selection.node.type.name).toBe("horizontalRule");
});

test("a copy has no comments of the original", () => {
  const commented = {
    type: "paragraph",
    content: [{ type: "text", text: "a", marks: [{ type: "comment", attrs: { id: "1" } }] }],
  };
  const state = at(read(commented), "a");
  const blocks = selectedBlocks(state);
  const doc = done(state, (tr) => blocks && duplicateBlocks(tr, blocks));
  expect(said(doc)).toBe("a|a");
  expect(doc.lastChild?.firstChild?.marks).toEqual([]);
  expect(doc.firstChild?.firstChild?.marks).toHaveLength(1);
});

test("with its last point a list goes; a text keeps a paragraph", () => {
  const state = at(read(list("a"), p("b")), "a");
  const blocks = selectedBlocks(state);
  expect(done(state, (tr) => blocks && deleteBlocks(tr, blocks)).toString()).toBe('doc(paragraph("b"))');
  const only = read(p("a"));
  const one = blockAt(only, 0);
  expect(done(at(only, "a"), (tr) => one && deleteBlocks(tr, one)).toString()).toBe("doc(paragraph)");
});
