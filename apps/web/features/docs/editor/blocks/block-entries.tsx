import type { MenuEntry } from "@carbyne/ui";
import { type Editor, isNodeSelection } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import { ArrowDown, ArrowUp, Copy, RefreshCw, Trash2 } from "lucide-react";
import { insertions } from "../insertions/insertions.ts";
import type { EditorWords } from "../words.ts";
import { runOnBlocks } from "./block-keys.ts";
import { blockAt } from "./blocks.ts";

/** What can be done with a block; with those of the selection when no place is named. */
export function blockEntries(editor: Editor, words: EditorWords, pos?: number): MenuEntry[] {
  const named = () => (pos === undefined ? null : blockAt(editor.state.doc, pos));
  const verb = (name: Parameters<typeof runOnBlocks>[1]) => () => {
    runOnBlocks(editor, name, named());
    editor.view.focus();
  };
  const goTo = () => {
    if (pos === undefined) return;
    const node = editor.state.doc.nodeAt(pos);
    if (!node || node.isAtom) return;
    editor.commands.setTextSelection(TextSelection.near(editor.state.doc.resolve(pos + 1)).from);
  };
  const block = pos === undefined ? null : editor.state.doc.nodeAt(pos);
  const canTurn = !block || !/^(?:table|picture|columns|mathBlock|horizontalRule|pageBreak)$/.test(block.type.name);
  return [
    ...(canTurn
      ? [
          {
            label: words("block.turn"),
            icon: <RefreshCw />,
            entries: insertions
              .filter(({ isTurn }) => isTurn)
              .map(({ id, icon: Icon, run }) => ({
                label: words(`insert.${id}`),
                icon: <Icon />,
                onSelect: () => {
                  goTo();
                  unwrap(editor, id);
                  run(editor);
                },
              })),
          },
          "separator" as const,
        ]
      : []),
    { label: words("block.duplicate"), icon: <Copy />, keys: "Ctrl+Shift+D", onSelect: verb("duplicate") },
    { label: words("block.up"), icon: <ArrowUp />, keys: "Alt+Shift+ArrowUp", onSelect: verb("up") },
    { label: words("block.down"), icon: <ArrowDown />, keys: "Alt+Shift+ArrowDown", onSelect: verb("down") },
    "separator",
    { label: words("block.delete"), icon: <Trash2 />, isDanger: true, onSelect: verb("delete") },
  ];
}

/** Takes a block out of its list, quote or code, so that it can be something else. */
function unwrap(editor: Editor, into: string): void {
  if (isNodeSelection(editor.state.selection)) return;
  const isList = into.endsWith("List");
  if (!isList || !(editor.state.selection.$from.node(-2)?.type.name ?? "").endsWith("List")) {
    if (into !== "callout" && into !== "quote") editor.chain().clearNodes().run();
  }
}

/** Chooses a block as a whole, as dragging it does. */
export function selectBlock(editor: Editor, pos: number): NodeSelection | null {
  const node = editor.state.doc.nodeAt(pos);
  if (!node || !NodeSelection.isSelectable(node)) return null;
  const selection = NodeSelection.create(editor.state.doc, pos);
  editor.view.dispatch(editor.state.tr.setSelection(selection));
  return selection;
}
