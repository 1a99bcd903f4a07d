import type { Node } from "@tiptap/pm/model";
import { visitBlocks } from "./visit-blocks.ts";

export type CommentedRange = { readonly id: string; readonly from: number; readonly to: number };

/** Blocks that nobody comments on. */
const empty = new WeakSet<Node>();

/** The ranges that threads of comments are about, in the order of the text; a thread whose text was divided has one from its first part to its last. */
export function commentsIn(text: Node): CommentedRange[] {
  const ranges = new Map<string, { from: number; to: number }>();
  visitBlocks(text, empty, (node, pos) => {
    let hasSome = false;
    for (const mark of node.marks) {
      const id: unknown = mark.type.name === "comment" ? mark.attrs["id"] : null;
      if (typeof id !== "string") continue;
      hasSome = true;
      const known = ranges.get(id);
      if (known) known.to = pos + node.nodeSize;
      else ranges.set(id, { from: pos, to: pos + node.nodeSize });
    }
    return hasSome;
  });
  return [...ranges].map(([id, range]) => ({ id, ...range })).sort((a, b) => a.from - b.from || a.to - b.to);
}
