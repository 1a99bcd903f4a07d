import { mergeAttributes, Node } from "@tiptap/core";
import { attribute } from "./attribute.ts";

export const calloutKinds = ["info", "success", "warning", "danger"] as const;
export type CalloutKind = (typeof calloutKinds)[number];

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    callout: {
      /** Puts the blocks of the selection into a box that stands out, or takes them out of it. */
      toggleCallout: (kind: CalloutKind) => ReturnType;
    };
  }
}

const readKind = (element: object): CalloutKind =>
  calloutKinds.find((kind) => kind === attribute(element, "data-callout")) ?? "info";

/** A box that stands out of the text: `kind` says as what. */
export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,

  addAttributes() {
    return {
      kind: {
        default: "info",
        parseHTML: readKind,
        renderHTML: ({ kind }: Record<string, unknown>) => ({ "data-callout": kind }),
      },
    };
  },
  parseHTML: () => [{ tag: "div[data-callout]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", mergeAttributes(HTMLAttributes), 0],

  addCommands() {
    return {
      toggleCallout:
        (kind) =>
        ({ commands, editor }) => {
          if (!editor.isActive(this.name)) return commands.wrapIn(this.name, { kind });
          if (editor.isActive(this.name, { kind })) return commands.lift(this.name);
          return commands.updateAttributes(this.name, { kind });
        },
    };
  },
});
