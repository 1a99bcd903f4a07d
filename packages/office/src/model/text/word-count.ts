import { Fragment, type Node } from "@tiptap/pm/model";
import { plainContent } from "./plain-text.ts";

/** By locale: how to find words, and how many there are in blocks that were counted; a block that changes is another node. */
const counted = new Map<string, { segmenter: Intl.Segmenter; words: WeakMap<Node, number> }>();

/** Words as a person would count them, in languages with spaces and without. Asked again, it reads only what has changed. */
export function wordCount(text: Node, locale = ""): number {
  const known = counted.get(locale) ?? {
    segmenter: new Intl.Segmenter(locale || undefined, { granularity: "word" }),
    words: new WeakMap<Node, number>(),
  };
  counted.set(locale, known);
  let sum = 0;
  text.forEach((block) => {
    const count = known.words.get(block) ?? countIn(block, known.segmenter);
    known.words.set(block, count);
    sum += count;
  });
  return sum;
}

function countIn(block: Node, segmenter: Intl.Segmenter): number {
  let count = 0;
  for (const { isWordLike } of segmenter.segment(plainContent(Fragment.from(block)))) if (isWordLike) count++;
  return count;
}
