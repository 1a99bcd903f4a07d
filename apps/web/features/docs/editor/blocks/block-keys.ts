import { type Editor, Extension } from "@tiptap/core";
import { type BlockRange, deleteBlocks, duplicateBlocks, moveBlocks, selectedBlocks } from "./blocks.ts";

export type BlockVerb = "up" | "down" | "duplicate" | "delete";

/** Does something with blocks: with those of the selection when none are named. */
export function runOnBlocks(editor: Editor, verb: BlockVerb, named?: BlockRange | null): boolean {
  const blocks = named ?? selectedBlocks(editor.state);
  if (!blocks || !editor.isEditable) return false;
  const { tr } = editor.state;
  if (verb === "duplicate") duplicateBlocks(tr, blocks);
  else if (verb === "delete") deleteBlocks(tr, blocks);
  else if (!moveBlocks(tr, blocks, verb === "up" ? -1 : 1)) return true;
  editor.view.dispatch(tr);
  return true;
}

/** The verbs of blocks by keys. */
export const BlockKeys = Extension.create({
  name: "blockKeys",
  priority: 200,
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      "Alt-Shift-ArrowUp": () => runOnBlocks(editor, "up"),
      "Alt-Shift-ArrowDown": () => runOnBlocks(editor, "down"),
      "Mod-Shift-d": () => runOnBlocks(editor, "duplicate"),
    };
  },
});
