import type { Editor } from "@tiptap/core";

/** Moves the points of a list in or out by one step. */
export function indentBy(editor: Editor, step: 1 | -1): boolean {
  const item = editor.isActive("taskItem") ? "taskItem" : "listItem";
  const chain = editor.chain().focus();
  return (step > 0 ? chain.sinkListItem(item) : chain.liftListItem(item)).run();
}
