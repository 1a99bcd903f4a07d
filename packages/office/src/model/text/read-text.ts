import { Fragment, type Node } from "@tiptap/pm/model";
import { initProseMirrorDoc, updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { contentOf } from "./content.ts";
import { textSchema } from "./schema.ts";
import { takeOut } from "./take-out.ts";

/** What in a document a part of its text is. */
export type TextMapping = ReturnType<typeof initProseMirrorDoc>["mapping"];

/** A document from its state, in a place of its own: what is done to it stays there. */
function load(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** The text that lies in states and updates of a document; what no text can hold is left out. */
export function readText(updates: readonly Uint8Array[]): Node {
  const doc = load(updates);
  try {
    return textIn(doc);
  } finally {
    doc.destroy();
  }
}

/** The text of a document; what no text can hold is taken out of it. */
export function textIn(doc: Y.Doc): Node {
  return read(doc).text;
}

function read(doc: Y.Doc): { text: Node; meta: ReturnType<typeof initProseMirrorDoc>["meta"] } {
  const content = contentOf(doc);
  takeOut(content);
  const { doc: found, meta } = initProseMirrorDoc(content, textSchema());
  // What stands at the top is looked at by nobody else.
  const { contentMatch } = found.type;
  const text = found.copy(Fragment.from(found.children.filter((child) => contentMatch.matchType(child.type) !== null)));
  // A document that nobody wrote in has nothing, and a text at least a paragraph.
  return { text: text.childCount > 0 ? text : (text.type.createAndFill() ?? text), meta };
}

/**
 * Turns a text into another one, and gives the update that does it for everybody; null when they are the same. Only what differs is written. `mapping`
 * tells what in the document a part of the text is.
 */
export function rewriteText(
  updates: readonly Uint8Array[],
  change: (text: Node, doc: Y.Doc, mapping: TextMapping) => Node,
): Uint8Array | null {
  const doc = load(updates);
  try {
    const before = Y.encodeStateVector(doc);
    let isChanged = false;
    doc.on("update", () => (isChanged = true));
    const { text, meta } = read(doc);
    const next = change(text, doc, meta.mapping);
    doc.transact(() => updateYFragment(doc, contentOf(doc), next, meta));
    return isChanged ? Y.encodeStateAsUpdate(doc, before) : null;
  } finally {
    doc.destroy();
  }
}

/** A text as the first state of a document. */
export function textUpdate(text: Node): Uint8Array {
  return rewriteText([], () => text) ?? Y.encodeStateAsUpdate(new Y.Doc());
}
