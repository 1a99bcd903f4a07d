import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { editorStore } from "../editor-store.ts";
import { isWhole } from "../moved.ts";
import { findPattern } from "./find-pattern.ts";
import { blockTexts, type FindOptions, type Found, matchesIn, mostFound, patternOf, replacementFor } from "./search.ts";

export interface FindState {
  options: FindOptions;
  isReplacing: boolean;
  found: readonly Found[];
  at: number;
  /** Why there is nothing: the pattern cannot be read, or took too long. */
  fault: "pattern" | "slow" | null;
}

const key = new PluginKey<DecorationSet>("find");
const restMs = 200;
/** Marking more at once would hold up the page: those around where one is are marked. */
const mostMarked = 600;

/** What is looked for in a text; null while nothing is. */
export const finding = editorStore<FindState | null>(null);
const running = new WeakMap<Editor, AbortController>();

/** Looks for text in the document, and marks it. */
export const Find = Extension.create({
  name: "find",
  priority: 300,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(tr, before) {
            if (tr.getMeta(key) === true || isWhole(tr)) return marked(editor, tr);
            return tr.docChanged ? before.map(tr.mapping, tr.doc) : before;
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: () => watch(editor),
      }),
    ];
  },
  addKeyboardShortcuts() {
    return {
      "Mod-f": () => openFind(this.editor, { isReplacing: false }),
      "Mod-h": () => openFind(this.editor, { isReplacing: true }),
    };
  },
});

function marked(editor: Editor, { doc }: Transaction): DecorationSet {
  const now = finding.get(editor);
  if (!now || now.found.length === 0) return DecorationSet.empty;
  const first = Math.max(0, Math.min(now.at - mostMarked / 2, now.found.length - mostMarked));
  const size = doc.content.size;
  return DecorationSet.create(
    doc,
    now.found.slice(first, first + mostMarked).flatMap(({ from, to }, place) =>
      to > size
        ? []
        : [
            Decoration.inline(from, to, {
              class: first + place === now.at ? "doc-found doc-found-here" : "doc-found",
            }),
          ],
    ),
  );
}

function watch(editor: Editor) {
  let timer: number | undefined;
  return {
    update(_view: EditorView, before: { doc: unknown }) {
      if (!finding.get(editor) || before.doc === editor.state.doc) return;
      timer ??= window.setTimeout(() => {
        timer = undefined;
        if (!editor.isDestroyed) void look(editor, { isMoving: false });
      }, restMs);
    },
    destroy() {
      window.clearTimeout(timer);
      running.get(editor)?.abort();
    },
  };
}

/** Asks what is looked for: first what is selected, if that is within one block. */
export function openFind(editor: Editor, { isReplacing }: { isReplacing: boolean }): boolean {
  const before = finding.get(editor);
  const { selection, doc } = editor.state;
  const chosen = selection.$from.sameParent(selection.$to) ? doc.textBetween(selection.from, selection.to) : "";
  const options = before?.options ?? { text: "", isCased: false, isWord: false, isPattern: false };
  const next = chosen === "" || chosen.length > 200 ? options : { ...options, text: chosen };
  finding.set(editor, {
    found: [],
    at: 0,
    fault: null,
    ...before,
    options: next,
    isReplacing: (isReplacing || before?.isReplacing === true) && editor.isEditable,
  });
  void look(editor, { isMoving: true });
  return true;
}

export function closeFind(editor: Editor): void {
  const now = finding.get(editor);
  const here = now?.found[now.at];
  finding.set(editor, null);
  if (editor.isDestroyed) return;
  const { tr } = editor.state;
  if (here && here.to <= tr.doc.content.size) tr.setSelection(TextSelection.create(tr.doc, here.from, here.to));
  editor.view.dispatch(tr.setMeta(key, true));
  editor.view.focus();
}

export function setFind(editor: Editor, change: Partial<FindOptions>): void {
  const now = finding.get(editor);
  if (!now) return;
  finding.set(editor, { ...now, options: { ...now.options, ...change } });
  void look(editor, { isMoving: true });
}

/** Looks anew. `isMoving` goes to the first place after the caret. */
async function look(editor: Editor, { isMoving }: { isMoving: boolean }): Promise<void> {
  running.get(editor)?.abort();
  const run = new AbortController();
  running.set(editor, run);
  const now = finding.get(editor);
  if (!now) return;
  const { options } = now;
  const texts = blockTexts(editor.state.doc);
  const pattern = patternOf(options);
  const { doc } = editor.state;
  const found = !pattern
    ? []
    : options.isPattern
      ? await findPattern(texts, options, run.signal)
      : matchesIn(texts, pattern);
  if (run.signal.aborted || editor.isDestroyed) return;
  // Somebody wrote meanwhile: the places are of a text that is no more.
  if (editor.state.doc !== doc) return look(editor, { isMoving });
  const latest = finding.get(editor);
  if (!latest) return;
  const places = found ?? [];
  const { from } = editor.state.selection;
  const next = places.findIndex((place) => place.from >= from);
  const at = isMoving ? Math.max(0, next) : Math.min(latest.at, Math.max(0, places.length - 1));
  const fault = found === null ? "slow" : options.text !== "" && !pattern ? "pattern" : null;
  finding.set(editor, { ...latest, found: places, at, fault });
  show(editor, { isMoving });
}

function show(editor: Editor, { isMoving }: { isMoving: boolean }): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, true).setMeta("addToHistory", false));
  const now = finding.get(editor);
  const here = now?.found[now.at];
  if (!isMoving || !here) return;
  const { node } = editor.view.domAtPos(here.from);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "center" });
}

export function stepFind(editor: Editor, step: 1 | -1): void {
  const now = finding.get(editor);
  if (!now || now.found.length === 0) return;
  finding.set(editor, { ...now, at: (now.at + step + now.found.length) % now.found.length });
  show(editor, { isMoving: true });
}

/** Writes something else in a place's stead, or in that of all: one step to undo. */
export function replaceFound(editor: Editor, replacement: string, { isAll }: { isAll: boolean }): number {
  const now = finding.get(editor);
  if (!now || !editor.isEditable) return 0;
  const here = now.found[now.at];
  const places = isAll ? now.found : here ? [here] : [];
  if (places.length === 0) return 0;
  const { tr, schema } = editor.state;
  for (const place of places.toReversed()) {
    const text = replacementFor(place, replacement, now.options);
    const marks = tr.doc.resolve(place.from + 1).marks();
    if (text === "") tr.delete(place.from, place.to);
    else tr.replaceWith(place.from, place.to, schema.text(text, marks));
  }
  stopCapturing(editor);
  editor.view.dispatch(tr);
  stopCapturing(editor);
  void look(editor, { isMoving: !isAll });
  return places.length;
}

/** What comes next is a step of its own to undo. */
function stopCapturing(editor: Editor): void {
  const state: unknown = yUndoPluginKey.getState(editor.state);
  if (typeof state !== "object" || state === null || !("undoManager" in state)) return;
  const { undoManager } = state as { undoManager: { stopCapturing: () => void } };
  undoManager.stopCapturing();
}

export const isCutOff = ({ found }: FindState): boolean => found.length >= mostFound;
