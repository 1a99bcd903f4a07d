import { Extension } from "@tiptap/core";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    blockStyle: {
      /** Writes the blocks of the selection from the left, from the right, or as their text asks for. */
      setDirection: (direction: "ltr" | "rtl" | "auto") => ReturnType;
      /** Moves the list items or the blocks of the selection in or out by one step. */
      indentBy: (steps: 1 | -1) => ReturnType;
    };
  }
}

const stepPx = 40;
const deepest = 8;
const blocks = ["paragraph", "heading"];

/** Direction and indent of the blocks of a message. */
export const BlockStyle = Extension.create({
  name: "blockStyle",

  addGlobalAttributes() {
    return [
      {
        types: [...blocks, "bulletList", "orderedList"],
        attributes: {
          dir: {
            default: "auto",
            parseHTML: (element) => element.getAttribute("dir")?.toLowerCase() ?? "auto",
            renderHTML: ({ dir }: Record<string, unknown>) => ({ dir }),
          },
        },
      },
      {
        types: blocks,
        attributes: {
          indent: {
            default: 0,
            parseHTML: (element) =>
              Math.min(deepest, Math.round((Number.parseInt(element.style.marginLeft, 10) || 0) / stepPx)),
            renderHTML: ({ indent }: Record<string, unknown>) =>
              typeof indent === "number" && indent > 0 ? { style: `margin-left: ${indent * stepPx}px` } : {},
          },
        },
      },
    ];
  },

  addCommands() {
    return {
      setDirection:
        (direction) =>
        ({ state, tr, dispatch }) => {
          const { from, to } = state.selection;
          state.doc.nodesBetween(from, to, (node, pos) => {
            if (Object.hasOwn(node.attrs, "dir")) tr.setNodeAttribute(pos, "dir", direction);
          });
          dispatch?.(tr);
          return true;
        },
      indentBy:
        (steps) =>
        ({ state, tr, dispatch, commands, editor }) => {
          if (editor.isActive("listItem"))
            return steps > 0 ? commands.sinkListItem("listItem") : commands.liftListItem("listItem");
          const { from, to } = state.selection;
          let isChanged = false;
          state.doc.nodesBetween(from, to, (node, pos) => {
            const now: unknown = node.attrs["indent"];
            if (typeof now !== "number") return;
            const next = Math.min(deepest, Math.max(0, now + steps));
            if (next === now) return;
            tr.setNodeAttribute(pos, "indent", next);
            isChanged = true;
          });
          dispatch?.(tr);
          return isChanged;
        },
    };
  },

  addKeyboardShortcuts() {
    return {
      "Mod-]": () => this.editor.commands.indentBy(1),
      "Mod-[": () => this.editor.commands.indentBy(-1),
    };
  },
});
