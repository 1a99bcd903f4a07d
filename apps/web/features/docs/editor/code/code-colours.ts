import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { lookOf } from "../../../preview/text/scope-look.ts";
import { isWhole } from "../moved.ts";
import { codeLanguage } from "./languages.ts";

const key = new PluginKey<DecorationSet>("codeColours");
const restMs = 150;
/** Longer code is shown plain: colouring would hold up typing. */
const longest = 50_000;

type Coloured = { from: number; to: number; look: string };
/** Colours of a block are those of its text: nodes never change. */
const known = new WeakMap<Node, readonly Coloured[]>();

/** Colours code by its language, after a rest, and only blocks that changed. The highlighter is loaded with the first block that names a language. */
export const CodeColours = Extension.create({
  name: "codeColours",
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(tr: Transaction, before, _old, state) {
            if (tr.getMeta(key) === true || isWhole(tr)) return drawn(state);
            return tr.docChanged ? before.map(tr.mapping, tr.doc) : before;
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => watch(view),
      }),
    ];
  },
});

function watch(view: EditorView) {
  let timer = 0;
  let isGone = false;
  const colour = async () => {
    const wanted = codeBlocks(view.state.doc).filter(({ node }) => !known.has(node));
    if (wanted.length === 0) return;
    const { tokensOf } = await import("../../../preview/text/highlight.ts");
    for (const { node } of wanted) {
      const language = codeLanguage(node.attrs["language"]);
      const lines = language === null ? [] : await tokensOf(node.textContent, language);
      known.set(node, ranges(lines));
    }
    if (!isGone) view.dispatch(view.state.tr.setMeta(key, true).setMeta("addToHistory", false));
  };
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void colour(), restMs);
  };
  later();
  return {
    update(_view: EditorView, before: EditorState) {
      if (before.doc !== view.state.doc) later();
    },
    destroy() {
      isGone = true;
      window.clearTimeout(timer);
    },
  };
}

function ranges(lines: readonly (readonly { text: string; scope: string }[])[]): Coloured[] {
  const found: Coloured[] = [];
  let at = 0;
  for (const line of lines) {
    for (const { text, scope } of line) {
      const look = lookOf(scope);
      if (look !== undefined) found.push({ from: at, to: at + text.length, look });
      at += text.length;
    }
    at++;
  }
  return found;
}

function codeBlocks(doc: Node): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === "codeBlock" && codeLanguage(node.attrs["language"]) !== null && node.content.size <= longest)
      found.push({ node, pos });
    return !node.isTextblock;
  });
  return found;
}

function drawn({ doc }: EditorState): DecorationSet {
  const decorations = codeBlocks(doc).flatMap(({ node, pos }) =>
    (known.get(node) ?? []).map(({ from, to, look }) =>
      Decoration.inline(pos + 1 + from, pos + 1 + to, { class: look }),
    ),
  );
  return DecorationSet.create(doc, decorations);
}
