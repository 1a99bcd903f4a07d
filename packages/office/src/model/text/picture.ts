import { Node } from "@tiptap/core";
import { attribute } from "./attribute.ts";

const number = (value: string | null): number | null => {
  const read = Number.parseFloat(value ?? "");
  return Number.isFinite(read) && read > 0 ? read : null;
};
const sides = ["start", "center", "end"] as const;

/** A picture of the document, by its id among those, with words below it. `alt` is for who does not see it. `width` is in percent of the text's. */
export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addAttributes() {
    return {
      pictureId: {
        default: null,
        parseHTML: (element) => attribute(element, "data-picture") || null,
        renderHTML: ({ pictureId }: Record<string, unknown>) => ({ "data-picture": pictureId ?? "" }),
      },
      alt: {
        default: "",
        parseHTML: (element) => attribute(element, "data-alt") ?? "",
        renderHTML: ({ alt }: Record<string, unknown>) => (alt === "" ? {} : { "data-alt": alt }),
      },
      width: {
        default: null,
        parseHTML: (element) => number(attribute(element, "data-width")),
        renderHTML: ({ width }: Record<string, unknown>) => (typeof width === "number" ? { "data-width": width } : {}),
      },
      side: {
        default: "center",
        parseHTML: (element) => sides.find((side) => side === attribute(element, "data-side")) ?? "center",
        renderHTML: ({ side }: Record<string, unknown>) => ({ "data-side": side }),
      },
    };
  },
  parseHTML: () => [{ tag: "figure[data-picture]", contentElement: "figcaption" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
});
