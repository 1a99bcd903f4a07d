import { plainText, wordCount } from "@carbyne/office/model";
import type { Node } from "@tiptap/pm/model";

/** Words of a block are those of its text: nodes never change. */
const known = new WeakMap<Node, number>();

/** How many words a text has, block by block; only blocks that changed are counted. Null when the time was up before: then it goes on where it was. */
export function countWords(text: Node, locale: string, isTimeUp: () => boolean): number | null {
  let count = 0;
  let isLeft = false;
  text.descendants((node) => {
    if (isLeft || !node.isTextblock) return !isLeft;
    let words = known.get(node);
    if (words === undefined) {
      if (isTimeUp()) isLeft = true;
      else known.set(node, (words = wordCount(plainText(node), locale)));
    }
    count += words ?? 0;
    return false;
  });
  return isLeft ? null : count;
}
