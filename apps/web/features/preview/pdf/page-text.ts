import type { PDFPageProxy } from "pdfjs-dist";

/** What is searched: small letters as long as that keeps every place where it is. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

/** The text of a page in one piece: a line that ends is a space. */
export async function textOfPage(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return folded(items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join(""));
}

/** Where words begin in a text. */
export function placesOf(text: string, words: string, most: number): number[] {
  const places: number[] = [];
  if (words === "") return places;
  for (let at = text.indexOf(words); at !== -1 && places.length < most; at = text.indexOf(words, at + words.length))
    places.push(at);
  return places;
}

interface Stretch {
  node: Text;
  start: number;
}

/** Stretches of a drawn page in which words stand, in the order of the text. */
export function rangesIn(layer: HTMLElement, words: string): Range[] {
  const stretches: Stretch[] = [];
  let text = "";
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      stretches.push({ node, start: text.length });
      text += node.data;
    } else if (node.nodeName === "BR") text += " ";
  }
  const spot = (at: number): [Text, number] | null => {
    const found = stretches.findLast((one) => one.start <= at);
    return found ? [found.node, Math.min(at - found.start, found.node.length)] : null;
  };
  return placesOf(folded(text), words, mostOnPage).flatMap((at) => {
    const [from, to] = [spot(at), spot(at + words.length - 1)];
    if (!from || !to) return [];
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(to[0], Math.min(to[1] + 1, to[0].length));
    return [range];
  });
}

export const mostOnPage = 1000;
