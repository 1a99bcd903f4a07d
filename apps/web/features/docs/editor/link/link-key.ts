import { Extension } from "@tiptap/core";
import { showLayer } from "../layers/layer.ts";

/** Ctrl+K asks where the selection leads. */
export const LinkKey = Extension.create({
  name: "linkKey",
  priority: 200,
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        if (!this.editor.isEditable) return false;
        showLayer(this.editor, { kind: "link" });
        return true;
      },
    };
  },
});
