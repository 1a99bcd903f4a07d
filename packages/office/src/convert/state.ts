import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";
import { commentsIn } from "../model/text/comments-in.ts";
import { type PageSetup, readPage, writePage } from "../model/text/content.ts";
import { readText, rewriteText } from "../model/text/read-text.ts";

/** What a document says and how it is put on paper, of its states and updates. */
export function readState(updates: readonly Uint8Array[]): { text: Node; page: PageSetup } {
  const doc = new Y.Doc();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    return { text: readText(updates), page: readPage(doc) };
  } finally {
    doc.destroy();
  }
}

/** A text and its page as the first state of a document. */
export function stateOf(text: Node, page: Partial<PageSetup>): Uint8Array {
  const update = rewriteText([], (_before, doc) => {
    writePage(doc, page);
    return text;
  });
  return update ?? Y.encodeStateAsUpdate(new Y.Doc());
}

const longestQuote = 200;

/** The words that each discussion is about. */
export function quotesIn(text: Node): Map<string, string> {
  return new Map(
    commentsIn(text).map(({ id, from, to }) => [id, text.textBetween(from, to, " ").slice(0, longestQuote)] as const),
  );
}
