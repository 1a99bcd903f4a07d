import { type Editor, Extension } from "@tiptap/core";
import { editorStore } from "./editor-store.ts";
import type { EditorWords } from "./words.ts";

/** What parts of the editor that are drawn without React need to know of where they are. */
export interface Surroundings {
  documentId: string;
  /** What everything of the document lies below; "" for people with an account, who are asked for by their session. */
  base: string;
  words: EditorWords;
  /** What went wrong, in words. */
  wordsOf: (error: unknown) => string;
}

const known = editorStore<Surroundings | null>(null);

export const surroundingsOf = (editor: Editor): Surroundings | null => known.get(editor);

export const inSurroundings = (surroundings: Surroundings) =>
  Extension.create({
    name: "surroundings",
    priority: 1000,
    onBeforeCreate() {
      known.set(this.editor, surroundings);
    },
  });
