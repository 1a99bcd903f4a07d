import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";

/** A line of a text: a paragraph, a heading, a picture, wherever it stands. */
export type TextBlock = {
  /** The name of the node in the schema. */
  readonly type: string;
  /** Of a heading. */
  readonly level: number | null;
  /** What it stands in, from the outside: lists, cells, columns. */
  readonly within: readonly string[];
  readonly text: string;
  /** All that makes it this one and no other, its form too. */
  readonly form: string;
};

/** What is shown of something without words of its own. */
function leafText(leaf: Node): string {
  const { text, latex, label } = leaf.attrs as { text?: unknown; latex?: unknown; label?: unknown };
  if (leaf.type.name === "hardBreak") return "\n";
  for (const words of [label, latex, text]) if (typeof words === "string") return words;
  return "";
}

/** The lines of a text, in its order. What people say about it is no part of them. */
export function blocksOf(text: Node): TextBlock[] {
  const blocks: TextBlock[] = [];
  const walk = (node: Node, within: readonly string[]): void => {
    node.forEach((child) => {
      if (child.isTextblock || child.isLeaf) blocks.push(blockOf(child, within));
      else walk(child, [...within, child.type.name]);
    });
  };
  walk(new Transform(text).removeMark(0, text.content.size, text.type.schema.marks["comment"]).doc, []);
  return blocks;
}

function blockOf(node: Node, within: readonly string[]): TextBlock {
  const level: unknown = node.attrs["level"];
  return {
    type: node.type.name,
    level: typeof level === "number" ? level : null,
    within,
    text: node.isLeaf ? leafText(node) : node.textBetween(0, node.content.size, "\n", leafText),
    form: JSON.stringify([within, node.toJSON()]),
  };
}
