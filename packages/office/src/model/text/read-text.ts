import type { Node } from "@tiptap/pm/model";
import { initProseMirrorDoc, updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { contentOf } from "./content.ts";
import { textSchema } from "./schema.ts";

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
  const { doc: node } = initProseMirrorDoc(contentOf(doc), textSchema());
  // A document that nobody wrote in has nothing, and a text at least a paragraph.
  return node.childCount > 0 ? node : filled(node);
}

const filled = (node: Node): Node => node.type.createAndFill() ?? node;

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
    const content = contentOf(doc);
    const { doc: node, meta } = initProseMirrorDoc(content, textSchema());
    const next = change(node.childCount > 0 ? node : filled(node), doc, meta.mapping);
    doc.transact(() => updateYFragment(doc, content, next, meta));
    return isChanged ? Y.encodeStateAsUpdate(doc, before) : null;
  } finally {
    doc.destroy();
  }
}

/** A text as the first state of a document. */
export function textUpdate(text: Node): Uint8Array {
  return rewriteText([], () => text) ?? Y.encodeStateAsUpdate(new Y.Doc());
}
