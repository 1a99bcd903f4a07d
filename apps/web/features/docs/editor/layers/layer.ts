import { type Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { editorStore } from "../editor-store.ts";
import { movedPos } from "../moved.ts";

/** What is asked for over the text, and the place of what it is about; there is one at a time. */
export type Layer =
  | { kind: "link" | "tableSize" | "page" | "files" }
  | { kind: "footnote" | "formula" | "mention" | "alt"; pos: number };

const layers = editorStore<Layer | null>(null);

export const useLayer = layers.use;
export const showLayer = (editor: Editor, layer: Layer | null): void => layers.set(editor, layer);

/** Keeps the open layer at what it is about while others write. */
export const LayerPlace = Extension.create({
  name: "layerPlace",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        appendTransaction: (transactions) => {
          const layer = layers.get(editor);
          if (!layer || !("pos" in layer) || !transactions.some((tr) => tr.docChanged)) return null;
          const pos = transactions.reduce<number | null>(
            (at, tr) => (at === null ? null : movedPos(tr, at)),
            layer.pos,
          );
          if (pos !== layer.pos) queueMicrotask(() => layers.set(editor, pos === null ? null : { ...layer, pos }));
          return null;
        },
      }),
    ];
  },
});
