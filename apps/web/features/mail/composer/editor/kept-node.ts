import { Node } from "@tiptap/core";
import { ReactNodeViewRenderer } from "@tiptap/react";
import { keptTag } from "./message-html.ts";
import { KeptView } from "./kept-view.tsx";

/** A quoted or forwarded message inside of the text: sent as it came, shown behind `…`. */
export const Kept = Node.create({
  name: "kept",
  group: "block",
  atom: true,
  // A press on it would select it, and the next key would replace it.
  selectable: false,

  addAttributes() {
    return {
      html: {
        default: "",
        parseHTML: (element) => element.getAttribute("data-html") ?? "",
        renderHTML: ({ html }: Record<string, unknown>) => ({ "data-html": html }),
      },
    };
  },

  parseHTML: () => [{ tag: keptTag }],
  renderHTML: ({ HTMLAttributes }) => [keptTag, HTMLAttributes],
  renderText: () => "",
  addNodeView: () => ReactNodeViewRenderer(KeptView),
});
