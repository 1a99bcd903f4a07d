import { Image } from "@tiptap/extension-image";
import { ReactNodeViewRenderer } from "@tiptap/react";
import { PictureView } from "./picture-view.tsx";

/** A picture inside of the text, with a size and words for whoever cannot see it. */
export const Picture = Image.extend({
  draggable: true,
  addNodeView: () => ReactNodeViewRenderer(PictureView, { as: "span", className: "inline-block" }),
}).configure({ inline: true });
