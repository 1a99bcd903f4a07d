import { type Editor, Extension, InputRule } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { editorStore } from "../editor-store.ts";
import { insertFootnote } from "../insertions/insertions.ts";
import { showLayer } from "../layers/layer.ts";
import { isWhole } from "../moved.ts";

export interface FootnoteEntry {
  pos: number;
  text: string;
}

const key = new PluginKey<Numbers>("footnotes");
interface Numbers {
  count: number;
  set: DecorationSet;
}

/** The notes of a text, in its order. */
export const footnotes = editorStore<readonly FootnoteEntry[]>([]);
const restMs = 300;

export function footnotesIn(doc: Node): FootnoteEntry[] {
  const found: FootnoteEntry[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === "footnote") found.push({ pos, text: String(node.attrs["text"]) });
  });
  return found;
}

function numbered(doc: Node): Numbers {
  const all = footnotesIn(doc);
  const set = DecorationSet.create(
    doc,
    all.map(({ pos, text }, at) => Decoration.node(pos, pos + 1, { "data-number": String(at + 1), title: text })),
  );
  return { count: all.length, set };
}

/** Whether a change brought notes in or took some out: their numbers do not change otherwise. */
function hasNotes(doc: Node, from: number, to: number): boolean {
  let has = false;
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node) => {
    if (node.type.name === "footnote") has = true;
    return !has;
  });
  return has;
}

/** Numbers notes by their place, and keeps the list of them. */
export const Footnotes = Extension.create({
  name: "footnotes",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<Numbers>({
        key,
        state: {
          init: (_config, { doc }) => numbered(doc),
          apply(tr, before) {
            if (!tr.docChanged) return before;
            if (isWhole(tr)) return numbered(tr.doc);
            let isTouched = false;
            tr.mapping.maps.forEach((map, at) => {
              map.forEach((from, to, newFrom, newTo) => {
                const old = tr.docs[at];
                const next = tr.docs[at + 1] ?? tr.doc;
                isTouched ||= (old !== undefined && hasNotes(old, from, to)) || hasNotes(next, newFrom, newTo);
              });
            });
            if (isTouched) return numbered(tr.doc);
            return before.count === 0 ? before : { ...before, set: before.set.map(tr.mapping, tr.doc) };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.set,
          handleClickOn: (_view, _pos, node, nodePos) => {
            if (node.type.name !== "footnote") return false;
            showLayer(editor, { kind: "footnote", pos: nodePos });
            return true;
          },
        },
        view: () => watch(editor),
      }),
    ];
  },
  addKeyboardShortcuts() {
    return { "Mod-Alt-f": () => insertFootnote(this.editor) };
  },
  addInputRules() {
    return [
      new InputRule({
        find: /\[\^\]$/,
        handler: ({ range, chain }) => {
          chain().deleteRange(range).run();
          queueMicrotask(() => insertFootnote(this.editor));
        },
      }),
    ];
  },
});

function watch(editor: Editor) {
  let timer: number | undefined;
  const read = () => {
    timer = undefined;
    if (editor.isDestroyed) return;
    const before = footnotes.get(editor);
    const count = key.getState(editor.state)?.count ?? 0;
    if (count === 0 && before.length === 0) return;
    const next = footnotesIn(editor.state.doc);
    const isSame =
      next.length === before.length &&
      next.every(({ text, pos }, at) => text === before[at]?.text && pos === before[at].pos);
    if (!isSame) footnotes.set(editor, next);
  };
  timer = window.setTimeout(read, 0);
  return {
    update(_view: unknown, before: { doc: Node }) {
      if (before.doc !== editor.state.doc) timer ??= window.setTimeout(read, restMs);
    },
    destroy: () => window.clearTimeout(timer),
  };
}
