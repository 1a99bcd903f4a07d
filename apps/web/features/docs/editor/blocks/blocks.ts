import { Fragment, type Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";

/** Blocks that lie beside each other in one parent. */
export interface BlockRange {
  from: number;
  to: number;
  parent: Node;
  first: number;
  last: number;
  /** Where the parent's content begins. */
  start: number;
}

const holders = new Set([
  "doc",
  "column",
  "callout",
  "blockquote",
  "bulletList",
  "orderedList",
  "taskList",
  "tableCell",
  "tableHeader",
]);

/** The blocks that the selection is in: of a list its points, of a table the table as a whole. */
export function selectedBlocks({ doc, selection }: Pick<EditorState, "doc" | "selection">): BlockRange | null {
  const { $from, $to } = selection;
  const isNode = selection instanceof NodeSelection;
  for (
    let depth =
      isNode && !selection.node.isInline ? $from.depth : Math.min($from.depth, $from.sharedDepth(selection.to));
    depth >= 0;
    depth--
  ) {
    const parent = depth === 0 ? doc : $from.node(depth);
    if (!holders.has(parent.type.name)) continue;
    if (depth >= $from.depth && !isNode && !(selection.from === 0 && selection.to === doc.content.size)) continue;
    // A cell is part of its table: what moves is that.
    if (parent.type.name.startsWith("table")) continue;
    const first = $from.index(depth);
    const last = Math.max(first, isNode ? first : $to.depth > depth ? $to.index(depth) : $to.index(depth) - 1);
    if (first >= parent.childCount) continue;
    const start = depth === 0 ? 0 : $from.start(depth);
    let from = start;
    for (let at = 0; at < first; at++) from += parent.child(at).nodeSize;
    let to = from;
    for (let at = first; at <= Math.min(last, parent.childCount - 1); at++) to += parent.child(at).nodeSize;
    return { from, to, parent, first, last: Math.min(last, parent.childCount - 1), start };
  }
  return null;
}

/** The block at a place, as a range of one. */
export function blockAt(doc: Node, pos: number): BlockRange | null {
  const $pos = doc.resolve(pos);
  const node = $pos.nodeAfter;
  if (!node) return null;
  return {
    from: pos,
    to: pos + node.nodeSize,
    parent: $pos.parent,
    first: $pos.index(),
    last: $pos.index(),
    start: $pos.start(),
  };
}

/** Moves blocks over their neighbour; false where there is none. */
export function moveBlocks(tr: Transaction, blocks: BlockRange, direction: -1 | 1): boolean {
  const { parent, first, last, from, to } = blocks;
  const other = direction < 0 ? first - 1 : last + 1;
  if (other < 0 || other >= parent.childCount) return false;
  const neighbour = parent.child(other);
  const [anchor, head] = [tr.selection.anchor, tr.selection.head];
  const isNode = tr.selection instanceof NodeSelection;
  if (direction < 0) {
    // The neighbour goes to the other side: what is moved stays as it is, and so does what others have in it.
    tr.delete(from - neighbour.nodeSize, from).insert(to - neighbour.nodeSize, neighbour);
  } else tr.delete(to, to + neighbour.nodeSize).insert(from, neighbour);
  const by = direction * neighbour.nodeSize;
  tr.setSelection(
    isNode
      ? NodeSelection.create(tr.doc, anchor + by)
      : TextSelection.between(tr.doc.resolve(anchor + by), tr.doc.resolve(head + by)),
  );
  tr.scrollIntoView();
  return true;
}

/** Puts a copy of blocks below them, and goes there. What people said about the one is not about the other. */
export function duplicateBlocks(tr: Transaction, { parent, first, last, to, from }: BlockRange): void {
  const copies = Array.from({ length: last - first + 1 }, (_, at) => withoutComments(parent.child(first + at)));
  const { anchor } = tr.selection;
  const isInside = anchor >= from && anchor <= to;
  tr.insert(to, copies);
  tr.setSelection(Selection.near(tr.doc.resolve(isInside ? anchor + to - from : to + 1)));
  tr.scrollIntoView();
}

function withoutComments(node: Node): Node {
  if (node.isText) return node.mark(node.marks.filter((mark) => mark.type.name !== "comment"));
  const children: Node[] = [];
  node.forEach((child) => children.push(withoutComments(child)));
  return node.copy(Fragment.from(children));
}

/** Takes blocks out; with the last one of a list goes the list, and a text keeps one paragraph. */
export function deleteBlocks(tr: Transaction, { from, to, parent, first, last }: BlockRange): void {
  const isAll = first === 0 && last === parent.childCount - 1;
  const $from = tr.doc.resolve(from);
  if (!isAll) tr.delete(from, to);
  else if ($from.depth === 0 || !parent.type.name.endsWith("List")) {
    const empty = parent.type.contentMatch.defaultType?.createAndFill();
    if (empty) tr.replaceWith(from, to, empty);
  } else {
    const list = blockAt(tr.doc, $from.before());
    if (list) deleteBlocks(tr, list);
    return;
  }
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), 1));
}
