import type { Node } from "@tiptap/pm/model";

/**
 * Calls `visit` for all that is in a text, as `descendants` does, but for blocks in which an earlier walk with the same `empty` found nothing: what does
 * not change is the same node for ever, and most of a text does not while somebody writes in it. `visit` says whether there was something.
 */
export function visitBlocks(text: Node, empty: WeakSet<Node>, visit: (node: Node, pos: number) => boolean): void {
  text.forEach((block, offset) => {
    if (empty.has(block)) return;
    let hasSome = visit(block, offset);
    block.descendants((node, pos) => {
      hasSome = visit(node, offset + 1 + pos) || hasSome;
    });
    if (!hasSome) empty.add(block);
  });
}
