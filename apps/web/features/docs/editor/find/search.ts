import type { Node } from "@tiptap/pm/model";

export interface FindOptions {
  text: string;
  isCased: boolean;
  isWord: boolean;
  isPattern: boolean;
}

export interface Found {
  from: number;
  to: number;
  /** Of a pattern: what it and its groups hold, to be written into the replacement. */
  groups?: readonly string[];
}

/** The words of one block, where each sign is one place of the text: what is no text is one sign that is never looked for. */
export interface BlockText {
  start: number;
  text: string;
}

/** More is not shown; the count says so. */
export const mostFound = 5000;
const objectSign = "\ufffc";

/** The texts of a document, block by block. */
export function blockTexts(doc: Node): BlockText[] {
  const texts: BlockText[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, (leaf) =>
      leaf.type.name === "hardBreak" ? "\n" : objectSign,
    );
    if (text !== "") texts.push({ start: pos + 1, text });
    return false;
  });
  return texts;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** What is looked for as a pattern; null when it is none that can be read. */
export function patternOf({ text, isCased, isWord, isPattern }: FindOptions): RegExp | null {
  if (text === "") return null;
  const core = isPattern ? `(?:${text})` : escaped(text);
  const whole = isWord ? `(?<![\\p{L}\\p{N}_])${core}(?![\\p{L}\\p{N}_])` : core;
  try {
    return new RegExp(whole, isCased ? "gu" : "giu");
  } catch {
    return null;
  }
}

/** Where a pattern is in texts, up to a number of places. */
export function matchesIn(texts: readonly BlockText[], pattern: RegExp): Found[] {
  const found: Found[] = [];
  for (const { start, text } of texts)
    for (const match of text.matchAll(pattern)) {
      // Nothing is found everywhere.
      if (match[0] === "") continue;
      const from = start + match.index;
      found.push({ from, to: from + match[0].length, groups: match.map((group) => group ?? "") });
      if (found.length >= mostFound) return found;
    }
  return found;
}

/** What is written in a place's stead: of a pattern `$1` to `$99` are its groups, `$&` all of it, `$$` the sign. */
export function replacementFor(
  { groups }: Found,
  replacement: string,
  { isPattern }: Pick<FindOptions, "isPattern">,
): string {
  if (!isPattern || !groups) return replacement;
  return replacement.replace(/\$(\$|&|\d{1,2})/g, (sign, name: string) =>
    name === "$" ? "$" : name === "&" ? (groups[0] ?? "") : (groups[Number(name)] ?? sign),
  );
}
