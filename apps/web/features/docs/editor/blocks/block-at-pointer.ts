import type { EditorView } from "@tiptap/pm/view";

const holders = new Set(["doc", "column", "callout", "blockquote", "bulletList", "orderedList", "taskList"]);

/** The block that lies at the height of the pointer, wherever left or right it is: of a list its point, of a table the whole. */
export function blockAtPointer(view: EditorView, { x, y }: { x: number; y: number }): number | null {
  const box = view.dom.getBoundingClientRect();
  const style = getComputedStyle(view.dom);
  const from = box.left + Number.parseFloat(style.paddingLeft) + 2;
  const to = box.right - Number.parseFloat(style.paddingRight) - 2;
  const found = view.posAtCoords({ left: Math.min(to, Math.max(from, x)), top: y });
  if (!found) return null;
  const { doc } = view.state;
  const $pos = doc.resolve(found.inside >= 0 ? found.inside : found.pos);
  let pos: number | null = null;
  for (let depth = 0; depth <= $pos.depth; depth++) {
    const name = $pos.node(depth).type.name;
    if (name === "table") break;
    if (holders.has(name)) pos = depth === $pos.depth ? $pos.pos : $pos.before(depth + 1);
  }
  if (pos === null || !doc.nodeAt(pos)) return null;
  return pos;
}
