import type { Node } from "@tiptap/pm/model";
import { type Looks, textNode } from "../marks.ts";

/** Gathers a line of text as a browser sets it (CSS Text 3 §4.1): spaces in a row are one, and none at an end. */
export function lineBuffer() {
  let content: Node[] = [];
  let endsOpen = true;
  const trimEnd = () => {
    const last = content.at(-1);
    if (!last?.text) return;
    const kept = last.text.replace(/ +$/, "");
    if (kept === "") content.pop();
    else if (kept.length < last.text.length) content[content.length - 1] = last.cut(0, kept.length);
  };
  return {
    get isEmpty() {
      return content.length === 0;
    },
    text(text: string, looks: Looks) {
      const joined = text.replace(/[ \t\n\r\f]+/g, " ");
      const node = textNode(endsOpen ? joined.replace(/^ /, "") : joined, looks);
      if (!node) return;
      content.push(node);
      endsOpen = joined.endsWith(" ");
    },
    put(node: Node) {
      if (node.type.name === "hardBreak") trimEnd();
      content.push(node);
      endsOpen = node.type.name === "hardBreak";
    },
    take(): Node[] {
      trimEnd();
      // A break at the end of a block only ends it.
      if (content.at(-1)?.type.name === "hardBreak") content.pop();
      const taken = content;
      content = [];
      endsOpen = true;
      return taken;
    },
  };
}
