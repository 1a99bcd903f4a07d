import { Extension } from "@tiptap/core";

/**
 * Yjs keeps marks of text only. What is proposed of everything else is told by attributes: `inserted` and `deleted` hold the id of a proposal, of a
 * block of text for the break before it, of others for the whole of it; `was` holds what a block of text was before somebody proposed another kind.
 */
export type Was = { readonly id: string; readonly type: string; readonly attrs: Readonly<Record<string, unknown>> };

export const textBlocks = ["paragraph", "heading", "codeBlock"];
const wholes = ["horizontalRule", "picture", "mathBlock", "pageBreak", "table", "callout", "columns"];
const inlines = ["hardBreak", "mention", "footnote", "mathInline"];

const mark = (name: "inserted" | "deleted") => ({
  default: null,
  parseHTML: () => null,
  renderHTML: (attributes: Record<string, unknown>) =>
    typeof attributes[name] === "string" ? { [`data-${name}`]: attributes[name] } : {},
});

export const SuggestionAttributes = Extension.create({
  name: "suggestionAttributes",
  addGlobalAttributes() {
    return [
      {
        types: [...textBlocks, ...wholes, ...inlines],
        attributes: { inserted: mark("inserted"), deleted: mark("deleted") },
      },
      { types: textBlocks, attributes: { was: { default: null, rendered: false, keepOnSplit: false } } },
    ];
  },
});
