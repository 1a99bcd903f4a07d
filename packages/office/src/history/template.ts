import type { Node } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import * as Y from "yjs";
import { settle } from "../model/suggest/settle.ts";
import { readPage, writePage } from "../model/text/content.ts";
import { readText, textUpdate } from "../model/text/read-text.ts";

/** The first state of a document that begins as another one is: with its text and its page, and nothing of what people say about it or propose. */
export function templateOf(updates: readonly Uint8Array[]): Uint8Array {
  const [source, made] = [new Y.Doc(), new Y.Doc()];
  try {
    for (const update of updates) Y.applyUpdate(source, update);
    Y.applyUpdate(made, textUpdate(withoutTalk(readText(updates))));
    const page: Readonly<Record<string, unknown>> = readPage(made);
    writePage(made, Object.fromEntries(Object.entries(readPage(source)).filter(([key, value]) => page[key] !== value)));
    return Y.encodeStateAsUpdate(made);
  } finally {
    source.destroy();
    made.destroy();
  }
}

/** A text as it stands: what is proposed is not in it, and what is proposed to go is. */
function withoutTalk(text: Node): Node {
  const tr = settle(EditorState.create({ doc: text }).tr, "reject");
  return tr.removeMark(0, tr.doc.content.size, text.type.schema.marks["comment"]).doc;
}
