import { clearLooks } from "./clear-looks.ts";
import { Extension, InputRule } from "@tiptap/core";

/** Ways to write what the schema's own rules do not have: `[Words](address)`, and clearing by a key. */
export const TypedWays = Extension.create({
  name: "typedWays",
  addInputRules() {
    return [
      new InputRule({
        find: /\[([^[\]]+)\]\(((?:https?:\/\/|mailto:|tel:)[^\s()]+)\)$/,
        handler: ({ range, match, chain }) => {
          const [, text = "", href = ""] = match;
          chain()
            .insertContentAt(range, { type: "text", text, marks: [{ type: "link", attrs: { href } }] })
            .unsetMark("link")
            .run();
        },
      }),
    ];
  },
  addKeyboardShortcuts() {
    return {
      "Mod-\\": () => clearLooks(this.editor.chain().focus()),
    };
  },
});
