import type { Doc, XmlFragment } from "yjs";

/** Where the text lies in its document. */
export const contentOf = (doc: Doc): XmlFragment => doc.getXmlFragment("content");

/** How a text is put on paper. */
export type PageSetup = {
  readonly size: "a4" | "letter";
  readonly isLandscape: boolean;
  /** Millimetres, at all four edges. */
  readonly marginMm: number;
  /** One line at the head and the foot of every page; empty for none. */
  readonly header: string;
  readonly footer: string;
  /** Whether pages are numbered at the foot. */
  readonly isNumbered: boolean;
};

const plain: PageSetup = { size: "a4", isLandscape: false, marginMm: 20, header: "", footer: "", isNumbered: true };
const [leastMargin, mostMargin, longestLine] = [5, 60, 200];

/** The map that holds it, for who watches it. */
export const pageOf = (doc: Doc) => doc.getMap<unknown>("page");

/** Anybody who writes may have put anything there. */
export function readPage(doc: Doc): PageSetup {
  const map = pageOf(doc);
  const line = (key: string) => {
    const value = map.get(key);
    return typeof value === "string" ? value.slice(0, longestLine) : "";
  };
  const margin = map.get("marginMm");
  return {
    size: map.get("size") === "letter" ? "letter" : plain.size,
    isLandscape: map.get("isLandscape") === true,
    marginMm: typeof margin === "number" && margin >= leastMargin && margin <= mostMargin ? margin : plain.marginMm,
    header: line("header"),
    footer: line("footer"),
    isNumbered: map.get("isNumbered") !== false,
  };
}

export function writePage(doc: Doc, change: Partial<PageSetup>): void {
  const map = pageOf(doc);
  doc.transact(() => {
    for (const [key, value] of Object.entries(change)) if (map.get(key) !== value) map.set(key, value);
  });
}
