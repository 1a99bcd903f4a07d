import { Node } from "@tiptap/core";
import { attribute } from "./attribute.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    pageBreak: {
      insertPageBreak: () => ReturnType;
    };
  }
}

/** What follows begins a page, on paper. */
export const PageBreak = Node.create({
  name: "pageBreak",
  group: "block",
  atom: true,

  parseHTML: () => [
    { tag: "div[data-page-break]" },
    {
      tag: "br",
      priority: 60,
      // As Word writes it into what it copies.
      getAttrs: (element) => (/page-break-before:\s*always/.test(attribute(element, "style") ?? "") ? null : false),
    },
  ],
  renderHTML: () => ["div", { "data-page-break": "" }],

  addCommands() {
    return {
      insertPageBreak:
        () =>
        ({ commands }) =>
          commands.insertContent({ type: this.name }),
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-Enter": () => this.editor.commands.insertPageBreak() };
  },
});
