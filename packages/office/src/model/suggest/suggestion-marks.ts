import { Mark } from "@tiptap/core";

const id = {
  default: "",
  parseHTML: () => "",
  renderHTML: (attributes: Record<string, unknown>) => ({ "data-suggestion": attributes["id"] }),
};
const kept = { default: null, rendered: false };

/** Text that somebody proposes. Its id, as those of the others, tells who and when. What is pasted is nobody's proposal. */
const Insertion = Mark.create({
  name: "insertion",
  inclusive: false,
  addAttributes: () => ({ id }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["ins", HTMLAttributes, 0],
});

/** Text that somebody proposes to leave out; it may be another one's proposal. */
const Deletion = Mark.create({
  name: "deletion",
  inclusive: false,
  addAttributes: () => ({ id }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["del", HTMLAttributes, 0],
});

/** Text that somebody proposes to show otherwise: `mark` is the name of the look, with its attributes before and after; null for without. */
const Modification = Mark.create({
  name: "modification",
  inclusive: false,
  excludes: "",
  addAttributes: () => ({ id, mark: { ...kept, default: "" }, before: kept, after: kept }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["span", { ...HTMLAttributes, "data-modification": "" }, 0],
});

export const suggestionMarks = [Insertion, Deletion, Modification];
