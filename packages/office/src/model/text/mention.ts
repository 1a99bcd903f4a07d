import { Node } from "@tiptap/core";
import { attribute } from "./attribute.ts";

export const mentionKinds = ["person", "file", "document", "date"] as const;
export type MentionKind = (typeof mentionKinds)[number];

/** Somebody or something that the text names. `id` is the account's or the entry's, or the day as in ISO 8601; `label` is how it was called then. */
export const Mention = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  addAttributes() {
    return {
      kind: {
        default: "person",
        parseHTML: (element) =>
          mentionKinds.find((kind) => kind === attribute(element, "data-mention")) ?? mentionKinds[0],
        renderHTML: ({ kind }: Record<string, unknown>) => ({ "data-mention": kind }),
      },
      id: {
        default: "",
        parseHTML: (element) => attribute(element, "data-id") ?? "",
        renderHTML: ({ id }: Record<string, unknown>) => ({ "data-id": id }),
      },
      label: {
        default: "",
        parseHTML: (element) => attribute(element, "data-label") ?? "",
        renderHTML: ({ label }: Record<string, unknown>) => ({ "data-label": label }),
      },
    };
  },
  parseHTML: () => [{ tag: "span[data-mention]" }],
  renderHTML: ({ HTMLAttributes, node }) => ["span", HTMLAttributes, String(node.attrs["label"])],
  renderText: ({ node }) => String(node.attrs["label"]),
});
