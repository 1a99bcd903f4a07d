import { deletion, insertion, modification } from "@handlewithcare/prosemirror-suggest-changes";
import { Mark, mergeAttributes } from "@tiptap/core";
import { attribute } from "./attribute.ts";

const id = {
  default: "",
  parseHTML: (element: object) => attribute(element, "data-suggestion") ?? "",
  renderHTML: (attributes: Record<string, unknown>) => ({ "data-suggestion": attributes["id"] }),
};
const kept = { default: null, rendered: false };

/** What somebody proposes to write. Its id, as those of the others, tells who and when: suggestion-id.ts. */
const Insertion = Mark.create({
  name: "insertion",
  inclusive: false,
  excludes: insertion.excludes ?? "",
  addAttributes: () => ({ id }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["ins", mergeAttributes(HTMLAttributes), 0],
});

/** What somebody proposes to leave out. */
const Deletion = Mark.create({
  name: "deletion",
  inclusive: false,
  excludes: deletion.excludes ?? "",
  addAttributes: () => ({ id }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["del", mergeAttributes(HTMLAttributes), 0],
});

/** How somebody proposes to show what is there: which mark, with what it was and what it would be. */
const Modification = Mark.create({
  name: "modification",
  inclusive: false,
  excludes: modification.excludes ?? "",
  addAttributes: () => ({
    id,
    type: { ...kept, default: "" },
    attrName: kept,
    previousValue: kept,
    newValue: kept,
  }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["span", mergeAttributes(HTMLAttributes, { "data-modification": "" }), 0],
});

export const suggestionMarks = [Insertion, Deletion, Modification];
