import * as Y from "yjs";
import { type PageSetup, readPage, writePage } from "../model/text/content.ts";
import { readText, rewriteText, textIn } from "../model/text/read-text.ts";

export type ReadVersion = {
  /** As ProseMirror writes it. */
  readonly text: object;
  readonly page: PageSetup;
};

/** What a document is after its updates, as one update without what was deleted. */
export function joinState(updates: readonly Uint8Array[]): Uint8Array {
  const doc = loaded(updates);
  try {
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
}

/** The text of a document and its page, for who only looks at it. */
export function readVersion(updates: readonly Uint8Array[]): ReadVersion {
  const doc = loaded(updates);
  try {
    return { text: textIn(doc).toJSON() as object, page: readPage(doc) };
  } finally {
    doc.destroy();
  }
}

/** The update that makes a document say again what it said: an edit of what it is now, which whoever writes in it sees as any other. Null for none. */
export function restoreText(updates: readonly Uint8Array[], old: Uint8Array): Uint8Array | null {
  const doc = loaded([old]);
  try {
    const page = readPage(doc);
    const text = readText([old]);
    return rewriteText(updates, (_text, now) => {
      writePage(now, differing(page, readPage(now)));
      return text;
    });
  } finally {
    doc.destroy();
  }
}

function loaded(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** What is set on neither page stays unset. */
function differing(page: PageSetup, now: PageSetup): Partial<PageSetup> {
  const before: Readonly<Record<string, unknown>> = now;
  return Object.fromEntries(Object.entries(page).filter(([key, value]) => before[key] !== value));
}
