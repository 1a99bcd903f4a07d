import { Mark } from "@tiptap/core";
import { attribute } from "./attribute.ts";

/** Text that a thread of comments is about, by the thread's id; several may lie over each other. What they say is no part of the document. */
export const CommentMark = Mark.create({
  name: "comment",
  excludes: "",
  inclusive: false,
  // It is ours to set, and comes with no paste.
  addAttributes() {
    return {
      id: {
        default: null,
        parseHTML: (element) => attribute(element, "data-comment"),
        renderHTML: ({ id }: Record<string, unknown>) => ({ "data-comment": id }),
      },
    };
  },
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});
