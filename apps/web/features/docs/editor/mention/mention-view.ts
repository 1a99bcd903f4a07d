import { type Editor, Extension } from "@tiptap/core";
import { NodeSelection, Plugin } from "@tiptap/pm/state";
import { showLayer } from "../layers/layer.ts";

/** A press on a name, or Enter on one that is selected, shows who or what it is. */
export const MentionPress = Extension.create({
  name: "mentionPress",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handleClickOn: (_view, _pos, node, nodePos) => {
            if (node.type.name !== "mention") return false;
            showLayer(editor, { kind: "mention", pos: nodePos });
            return true;
          },
        },
      }),
    ];
  },
  addKeyboardShortcuts() {
    return { Enter: () => openSelected(this.editor) };
  },
});

const layerOfNode: Readonly<Record<string, "mention" | "footnote" | "formula" | "alt">> = {
  mention: "mention",
  footnote: "footnote",
  mathInline: "formula",
  mathBlock: "formula",
  picture: "alt",
};

/** Enter on something that is selected as a whole opens it. */
function openSelected(editor: Editor): boolean {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection)) return false;
  const kind = layerOfNode[selection.node.type.name];
  if (kind === undefined) return false;
  showLayer(editor, { kind, pos: selection.from });
  return true;
}
