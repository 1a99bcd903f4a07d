import { Node } from "@tiptap/core";
import { attribute } from "./attribute.ts";

const attributes = {
  latex: {
    default: "",
    parseHTML: (element: object) => attribute(element, "data-latex") ?? "",
    renderHTML: ({ latex }: Record<string, unknown>) => ({ "data-latex": latex }),
  },
};

/** A formula in the line, in LaTeX. */
export const MathInline = Node.create({
  name: "mathInline",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => attributes,
  parseHTML: () => [{ tag: "span[data-latex]" }],
  renderHTML: ({ HTMLAttributes, node }) => ["span", HTMLAttributes, String(node.attrs["latex"])],
  renderText: ({ node }) => String(node.attrs["latex"]),
});

/** A formula on lines of its own, in LaTeX. */
export const MathBlock = Node.create({
  name: "mathBlock",
  group: "block",
  atom: true,
  addAttributes: () => attributes,
  parseHTML: () => [{ tag: "div[data-latex]" }],
  renderHTML: ({ HTMLAttributes, node }) => ["div", HTMLAttributes, String(node.attrs["latex"])],
  renderText: ({ node }) => String(node.attrs["latex"]),
});
