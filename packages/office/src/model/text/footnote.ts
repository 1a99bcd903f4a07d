import { Node } from "@tiptap/core";
import { attribute } from "./attribute.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    footnote: {
      insertFootnote: (text: string) => ReturnType;
    };
  }
}

/** A note at the foot of the page; its number is its place among all, and is not kept. */
export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,

  addAttributes() {
    return {
      text: {
        default: "",
        parseHTML: (element) => attribute(element, "data-footnote") ?? "",
        renderHTML: ({ text }: Record<string, unknown>) => ({ "data-footnote": text }),
      },
    };
  },
  parseHTML: () => [{ tag: "sup[data-footnote]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],
  renderText: ({ node }) => ` (${String(node.attrs["text"])})`,

  addCommands() {
    return {
      insertFootnote:
        (text) =>
        ({ commands }) =>
          commands.insertContent({ type: this.name, attrs: { text } }),
    };
  },
});
