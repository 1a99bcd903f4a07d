import type { Node } from "@tiptap/pm/model";

export type OutlineEntry = { readonly pos: number; readonly level: number; readonly text: string };

/** The headings of a text, in order; empty ones say nothing. */
export function outlineOf(text: Node): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  text.descendants((node, pos) => {
    if (node.type.name !== "heading") return !node.isTextblock;
    const words = node.textContent.trim();
    if (words !== "") entries.push({ pos, level: Number(node.attrs["level"]) || 1, text: words });
    return false;
  });
  return entries;
}
